"""Thresholds in words, and when a course without a change asks to look again."""

from datetime import date

import pytest

from filiform.clinical.outcomes import (
    ChangeVerdict,
    Measurement,
    default_threshold,
    judge_change,
    retest_reason,
    threshold_words,
)
from filiform.kernel.decision import Decision
from filiform.knowledge.library import Library, load_library
from filiform.knowledge.model.outcomes import Instrument


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library()


def judged(verdict: ChangeVerdict) -> Decision[ChangeVerdict]:
    return Decision(verdict=verdict, library_version="1")


def test_a_reason_names_the_instrument_the_change_and_who_it_was_measured_in(
    library: Library,
) -> None:
    nprs = library.get("outcomes/instruments/nprs", Instrument)
    days = (Measurement(value=6, on=date(2026, 9, 1)), Measurement(value=4, on=date(2026, 9, 15)))
    sentences = [reason.sentence for reason in judge_change(nprs, days, library).reasons]
    expected = "NPRS: minimal clinically important difference, 1.5 points (1,708 patients of physical therapists)"
    assert expected in sentences


def test_no_threshold_is_worded_with_a_code_of_units(library: Library) -> None:
    words = [threshold_words(t) for one in library.all(Instrument) for t in one.thresholds]
    assert "30 % of the first value" in words
    assert not any("{" in each for each in words)


def test_looking_again_is_asked_for_at_the_retest_and_not_before(library: Library) -> None:
    unchanged = [judged(ChangeVerdict.NO_IMPORTANT_CHANGE)]
    assert retest_reason(2, unchanged, library) is None
    reason = retest_reason(3, unchanged, library)
    assert reason is not None
    assert reason.sources


def test_looking_again_is_asked_for_when_nothing_was_measured_or_it_is_worse(
    library: Library,
) -> None:
    assert retest_reason(4, [], library) is not None
    assert retest_reason(4, [judged(ChangeVerdict.WORSE)], library) is not None


def test_one_measure_that_improved_is_enough_to_go_on(library: Library) -> None:
    decisions = [judged(ChangeVerdict.WORSE), judged(ChangeVerdict.IMPROVED)]
    assert retest_reason(6, decisions, library) is None


AREA = "anatomy/areas/"


@pytest.mark.parametrize(
    ("instrument", "areas", "size"),
    [
        ("nprs", (), 1.5),
        ("nprs", ("hip",), 1.5),
        ("nprs", ("shoulder",), 2.17),
        ("nprs", ("neck-back",), 1.3),
        ("nprs", ("neck-back", "shoulder"), 2.17),
        ("vas-pain", ("shoulder",), 20.0),
        ("oswestry-disability-index", ("lower-back",), 10.0),
        ("grip-strength", ("elbow",), 6.5),
    ],
    ids=lambda one: str(one),
)
def test_the_threshold_follows_where_the_complaint_is(
    library: Library, instrument: str, areas: tuple[str, ...], size: float
) -> None:
    """Of several the largest; what nobody checked replaces nothing; an instrument's own stands where it fits."""
    found = library.get(f"outcomes/instruments/{instrument}", Instrument)
    chosen = default_threshold(found, areas=[AREA + one for one in areas])
    assert chosen is not None
    assert chosen.value.value == size


def test_one_change_matters_in_the_neck_and_not_in_the_shoulder(library: Library) -> None:
    nprs = library.get("outcomes/instruments/nprs", Instrument)
    days = (Measurement(value=6, on=date(2026, 9, 1)), Measurement(value=4, on=date(2026, 9, 15)))
    verdicts = [
        judge_change(nprs, days, library, areas=[AREA + where]).verdict
        for where in ("neck-back", "shoulder")
    ]
    assert verdicts == [ChangeVerdict.IMPROVED, ChangeVerdict.NO_IMPORTANT_CHANGE]


def test_without_a_default_there_is_none_for_any_area(library: Library) -> None:
    catastrophizing = library.get("outcomes/instruments/pain-catastrophizing-scale", Instrument)
    assert default_threshold(catastrophizing, "rumination", [AREA + "lower-back"]) is None
