"""Laws of the return to sport: worse is never nearer, and what nobody looked at is never ready."""

from hypothesis import given
from hypothesis import strategies as st

from filiform.clinical.return_to_sport import ReturnFacts, ReturnVerdict, may_return
from filiform.knowledge.library import load_library
from filiform.knowledge.model.care import Comparison, ReturnCriterion

LIBRARY = load_library()
CRITERIA = LIBRARY.all(ReturnCriterion)
NUMBERED = [one for one in CRITERIA if one.threshold is not None]
values = st.floats(min_value=0, max_value=150)


@st.composite
def facts(draw: st.DrawFn) -> ReturnFacts:
    measured = {one.id: draw(values) for one in NUMBERED if draw(st.booleans())}
    named = [one for one in CRITERIA if one.threshold is None]
    confirmed = {one.id: draw(st.booleans()) for one in named if draw(st.booleans())}
    return ReturnFacts(measured=measured, confirmed=confirmed)


@given(facts(), st.sampled_from(NUMBERED), values, values)
def test_a_worse_number_never_makes_an_athlete_ready(
    given_facts: ReturnFacts, criterion: ReturnCriterion, first: float, second: float
) -> None:
    is_more_better = criterion.comparison is Comparison.AT_LEAST
    better, worse = sorted((first, second), reverse=is_more_better)

    def verdict(value: float) -> ReturnVerdict:
        measured = {**given_facts.measured, criterion.id: value}
        return may_return(
            ReturnFacts(measured=measured, confirmed=given_facts.confirmed), LIBRARY
        ).verdict

    if verdict(worse) is ReturnVerdict.READY:
        assert verdict(better) is ReturnVerdict.READY


@given(facts())
def test_every_criterion_is_met_or_a_reason_or_a_question(given_facts: ReturnFacts) -> None:
    decision = may_return(given_facts, LIBRARY)
    reasons = {one.statement for one in decision.reasons}
    questions = {one.finding for one in decision.questions}
    looked_at = given_facts.measured.keys() | given_facts.confirmed.keys()
    assert questions == {one.id for one in CRITERIA} - looked_at
    assert not reasons & questions
    assert (decision.verdict is ReturnVerdict.READY) == (not reasons and not questions)
    assert (decision.verdict is ReturnVerdict.NOT_YET) == bool(reasons)
