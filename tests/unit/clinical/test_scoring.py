"""Scoring by published examples and rules, and what is said when answers cannot be scored."""

import math

import pytest

from filiform.clinical.scoring import ItemsError, score_items
from filiform.knowledge.library import load_library
from filiform.knowledge.model.outcomes import Instrument

LIBRARY = load_library()


def instrument(name: str) -> Instrument:
    return LIBRARY.get(f"outcomes/instruments/{name}", Instrument)


def in_order(*values: float | None) -> dict[int, float | None]:
    return dict(enumerate(values, start=1))


def test_oswestry_16_of_50_is_32_per_cent_as_its_form_says() -> None:
    answers = in_order(2, 2, 2, 2, 2, 2, 2, 2, 0, 0)
    assert score_items(instrument("oswestry-disability-index"), answers).values["percent"] == 32


def test_oswestry_16_with_one_section_left_out_is_35_and_a_half_per_cent_as_its_form_says() -> None:
    answers = in_order(2, 2, 2, 2, 2, 2, 2, 2, 0, None)
    value = score_items(instrument("oswestry-disability-index"), answers).values["percent"]
    assert math.floor(value * 10) / 10 == 35.5


def test_a_knee_subscale_of_only_mild_answers_is_75() -> None:
    answers = dict.fromkeys(range(1, 43), 1)
    scores = score_items(instrument("knee-injury-and-osteoarthritis-outcome-score"), answers)
    assert set(scores.values.values()) == {75}


@pytest.mark.parametrize(
    ("part", "numbers", "needed"),
    [
        ("symptoms", range(1, 8), 4),
        ("pain", range(8, 17), 5),
        ("adl", range(17, 34), 9),
        ("sport", range(34, 39), 3),
        ("qol", range(39, 43), 2),
    ],
)
def test_a_knee_subscale_needs_the_number_of_items_in_the_table_of_2012(
    part: str, numbers: range, needed: int
) -> None:
    koos = instrument("knee-injury-and-osteoarthritis-outcome-score")
    enough = dict.fromkeys(list(numbers)[:needed], 2)
    too_few = dict.fromkeys(list(numbers)[: needed - 1], 2)
    assert score_items(koos, enough).values == {part: 50}
    (refusal,) = [one for one in score_items(koos, too_few).refusals if one.key == part]
    assert str(refusal) == (
        f"{needed - 1} of {len(numbers)} items were answered; at least {needed} are needed"
    )


@pytest.mark.parametrize(
    ("total", "distress", "group"),
    [(3, 3, "Low risk"), (4, 3, "Medium risk"), (4, 4, "High risk"), (9, 5, "High risk")],
)
def test_the_risk_of_back_pain_follows_the_page_of_keele(
    total: int, distress: int, group: str
) -> None:
    first, last = total - distress, distress
    answers = in_order(*[1] * first, *[0] * (4 - first), *[1] * last, *[0] * (5 - last))
    scores = score_items(instrument("start-back"), answers)
    assert scores.values == {"total": total, "distress": distress}
    assert scores.groups == (group,)


def test_quickdash_is_the_mean_less_one_times_25_and_allows_one_missing_item() -> None:
    quickdash = instrument("quickdash")
    assert score_items(quickdash, in_order(*[3] * 11)).values == {"percent": 50}
    assert score_items(quickdash, in_order(*[3] * 10, None)).values == {"percent": 50}
    assert score_items(quickdash, in_order(*[3] * 9, None, None)).values == {}


def test_a_foot_that_does_not_run_has_a_score_of_daily_living_and_none_of_sport() -> None:
    answers = in_order(*[4] * 19, None, None, *[4] * 6, None, None)
    scores = score_items(instrument("foot-and-ankle-ability-measure"), answers)
    assert scores.values == {"adl": 100}
    assert [one.key for one in scores.refusals] == ["sport"]


def test_a_total_of_parts_is_refused_with_the_part_that_is_missing() -> None:
    answers = in_order(*[5] * 5, *[None] * 8)
    scores = score_items(instrument("shoulder-pain-and-disability-index"), answers)
    assert scores.values == {"pain": 50}
    assert {one.key: one.answered for one in scores.refusals} == {"total": 0, "disability": 0}


def test_a_statement_about_the_back_that_is_not_ticked_counts_nothing() -> None:
    assert score_items(instrument("roland-morris"), {3: 1, 9: 1}).values == {"total": 2}


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({11: 1}, "there is no item 11; items are 1 to 10"),
        ({1: 6}, "item 1 cannot be 6; allowed: 0 to 5 in steps of 1"),
        ({1: 2.5}, "item 1 cannot be 2.5; allowed: 0 to 5 in steps of 1"),
        ({1: math.nan}, "item 1 cannot be nan; allowed: 0 to 5"),
    ],
)
def test_an_answer_that_does_not_fit_is_named_with_what_is_allowed(
    answers: dict[int, float | None], said: str
) -> None:
    with pytest.raises(ItemsError, match=said):
        score_items(instrument("neck-disability-index"), answers)


def test_every_answer_that_does_not_fit_is_named_at_once() -> None:
    with pytest.raises(ItemsError) as caught:
        score_items(instrument("neck-disability-index"), {1: 9, 2: -1, 30: 0})
    assert len(caught.value.problems) == 3


def test_an_instrument_whose_table_is_not_shipped_asks_for_its_score() -> None:
    with pytest.raises(ItemsError, match="enter its score"):
        score_items(instrument("koos-jr"), {1: 1})
