"""Laws of scoring: it agrees with the manuals, keeps its range, and refuses by its missing-item rule only."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filiform.clinical.scoring import ItemScores, score_items
from filiform.knowledge.library import load_library
from filiform.knowledge.model.outcomes import Instrument
from filiform.knowledge.model.scoring import MissingItem, NumberedItems, ScoringKind
from tests.reference.scoring_by_hand import BY_HAND

LIBRARY = load_library()
COUNTED = [one for one in LIBRARY.all(Instrument) if one.is_counted]
by_instrument = pytest.mark.parametrize("instrument", COUNTED, ids=lambda one: one.abbreviation)


def a_value(run: NumberedItems) -> st.SearchStrategy[float]:
    if run.step == 0:
        return st.floats(run.low, run.high).map(lambda value: round(value, 1))
    return st.integers(0, int((run.high - run.low) / run.step)).map(
        lambda steps: run.low + steps * run.step
    )


def answers(instrument: Instrument, *, complete: bool = False) -> st.SearchStrategy[dict]:
    items = {
        number: a_value(run) if complete else st.none() | a_value(run)
        for run in instrument.numbered_items
        for number in range(run.first, run.last + 1)
    }
    return st.fixed_dictionaries(items)


def scored(instrument: Instrument, given_answers: dict) -> dict[str, float | None]:
    result: ItemScores = score_items(instrument, given_answers)
    return {one.key: result.values.get(one.key) for one in instrument.scores}


def test_every_instrument_that_is_counted_has_its_twin() -> None:
    assert {one.id for one in COUNTED} == set(BY_HAND)


@by_instrument
@given(data=st.data())
def test_scoring_agrees_with_the_manual_written_out(
    instrument: Instrument, data: st.DataObject
) -> None:
    given_answers = data.draw(answers(instrument))
    mine, theirs = scored(instrument, given_answers), BY_HAND[instrument.id](given_answers)
    assert mine.keys() == theirs.keys()
    for key, value in theirs.items():
        assert mine[key] == (value if value is None else pytest.approx(value)), key


@by_instrument
@given(data=st.data())
def test_a_score_stays_in_its_range_and_is_given_exactly_when_enough_was_answered(
    instrument: Instrument, data: st.DataObject
) -> None:
    given_answers = data.draw(answers(instrument))
    result = score_items(instrument, given_answers)
    for score in instrument.scores:
        answered = sum(given_answers[number] is not None for number in score.items)
        if score.items:
            assert (score.key in result.values) == (answered >= score.least_answered)
        if score.key in result.values:
            allowed = instrument.range_of(score.key)
            value = result.values[score.key]
            assert allowed.low - 1e-9 <= value <= allowed.high + 1e-9
    refused = {one.key for one in result.refusals}
    assert refused | result.values.keys() == set(instrument.keys)
    assert not refused & result.values.keys()


@by_instrument
@given(data=st.data())
def test_a_higher_item_never_moves_a_score_the_wrong_way(
    instrument: Instrument, data: st.DataObject
) -> None:
    before = data.draw(answers(instrument))
    number = data.draw(
        st.sampled_from([n for n, value in before.items() if value is not None] or [0])
    )
    if number == 0:
        return
    run = next(one for one in instrument.numbered_items if one.first <= number <= one.last)
    higher = data.draw(a_value(run).filter(lambda value: value >= before[number]))
    earlier, later = scored(instrument, before), scored(instrument, before | {number: higher})
    for score in instrument.scores:
        first, second = earlier[score.key], later[score.key]
        falls = score.kind is ScoringKind.PERCENTAGE_SHORT_OF_POSSIBLE
        if first is not None and second is not None:
            assert second <= first + 1e-9 if falls else second >= first - 1e-9


@by_instrument
@given(data=st.data())
def test_only_which_subscale_an_item_belongs_to_matters_and_not_its_place_in_it(
    instrument: Instrument, data: st.DataObject
) -> None:
    given_answers = data.draw(answers(instrument, complete=True))
    score = data.draw(st.sampled_from([one for one in instrument.scores if one.items]))
    run = data.draw(st.sampled_from(instrument.numbered_items))
    alike = [number for number in score.items if run.first <= number <= run.last]
    shuffled = data.draw(st.permutations(alike))
    moved = given_answers | {
        number: given_answers[other] for number, other in zip(alike, shuffled, strict=True)
    }
    earlier, later = scored(instrument, given_answers), scored(instrument, moved)
    assert later[score.key] == pytest.approx(earlier[score.key])


@by_instrument
@given(data=st.data())
def test_leaving_an_item_out_that_equals_the_mean_of_the_others_changes_nothing(
    instrument: Instrument, data: st.DataObject
) -> None:
    """What a missing-item rule that takes the mean promises."""
    for score in instrument.scores:
        if not score.items or score.if_missing is not MissingItem.MEAN_OF_ANSWERED:
            continue
        if score.least_answered == len(score.items):
            continue
        run = next(r for r in instrument.numbered_items if r.first <= score.items[0] <= r.last)
        same = data.draw(a_value(run))
        whole = dict.fromkeys(score.items, same)
        less = whole | {data.draw(st.sampled_from(score.items)): None}
        assert scored(instrument, less)[score.key] == pytest.approx(
            scored(instrument, whole)[score.key]
        )


@by_instrument
def test_a_missing_item_is_filled_with_a_mean_only_where_all_items_are_answered_alike(
    instrument: Instrument,
) -> None:
    """The mean of items from 0 to 10 cannot stand for one from 0 to 30."""
    for score in instrument.scores:
        runs = {
            (run.low, run.high)
            for number in score.items
            for run in instrument.numbered_items
            if run.first <= number <= run.last
        }
        of_sum = score.kind in (ScoringKind.SUM, ScoringKind.MEAN)
        if of_sum and len(runs) > 1:
            assert score.least_answered == len(score.items)


@by_instrument
def test_the_ends_of_the_range_are_reached_by_the_ends_of_the_items(instrument: Instrument) -> None:
    runs = instrument.numbered_items
    for end in ("low", "high"):
        given_answers = {
            n: getattr(run, end) for run in runs for n in range(run.first, run.last + 1)
        }
        for key, value in score_items(instrument, given_answers).values.items():
            allowed = instrument.range_of(key)
            assert min(abs(value - allowed.low), abs(value - allowed.high)) == pytest.approx(
                0, abs=1e-9
            ), key
    assert math.isfinite(instrument.range.high)
