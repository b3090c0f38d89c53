"""Laws of deviations: what was told by name signs the truth, and never a needle that is not accounted for."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from filiform.clinical.deviations import Deviation
from filiform.clinical.gates import STOPS, GateVerdict
from filiform.clinical.ledger import MuscleSide, needle_count
from filiform.clinical.needling import SessionFacts, may_needle, may_sign
from filiform.knowledge.library import load_library
from filiform.knowledge.model.needling import NeedlingRule
from filiform.knowledge.model.screening import ScreeningVerdict
from tests.laws.test_ledger import PLACES, any_event

LIBRARY = load_library()
RULES = [one.id for one in LIBRARY.all(NeedlingRule)]
DAY = date(2026, 11, 23)
DEEP = "needling/techniques/deep"

deviations = st.lists(
    st.builds(
        Deviation,
        place=st.none() | st.sampled_from(PLACES),
        statements=st.lists(st.sampled_from(RULES), max_size=len(RULES)).map(tuple),
    ),
    max_size=4,
).map(tuple)


@st.composite
def sessions(draw: st.DrawFn) -> SessionFacts:
    """Any events, with consent and a screening or without, some muscles against a gate, some deviations told."""
    return SessionFacts(
        on=DAY,
        screened_on=draw(st.none() | st.just(DAY)),
        screening_verdict=ScreeningVerdict.SUITABLE,
        screening_complete=draw(st.booleans()),
        has_consent=draw(st.booleans()),
        consent_is_withdrawn=draw(st.booleans()),
        practitioner_may_needle=draw(st.booleans()),
        consented_techniques=draw(st.sampled_from([(), (DEEP,)])),
        planned=tuple(draw(st.sets(st.sampled_from(PLACES)))),
        events=tuple(draw(st.lists(any_event(), max_size=8))),
        against_gates=tuple(draw(st.sets(st.sampled_from(PLACES)))),
        deviations=draw(deviations),
    )


def without(facts: SessionFacts) -> SessionFacts:
    return SessionFacts(
        **{n: getattr(facts, n) for n in facts.__struct_fields__} | {"deviations": ()}
    )


@given(sessions())
def test_no_deviation_signs_a_session_while_a_needle_is_unaccounted_for(
    facts: SessionFacts,
) -> None:
    if not needle_count(facts.events).may_be_signed:
        assert may_sign(facts, LIBRARY).verdict is GateVerdict.MAY_NOT


@given(sessions(), st.sampled_from(PLACES))
def test_a_deviation_lets_no_needle_in(facts: SessionFacts, place: MuscleSide) -> None:
    assert may_needle(place, DEEP, facts, LIBRARY) == may_needle(
        place, DEEP, without(facts), LIBRARY
    )


@given(sessions())
def test_a_deviation_hides_no_reason(facts: SessionFacts) -> None:
    said = {(one.statement, one.about) for one in may_sign(facts, LIBRARY).reasons}
    assert said >= {(one.statement, one.about) for one in may_sign(without(facts), LIBRARY).reasons}


@given(sessions())
def test_only_what_was_told_no_longer_stops(facts: SessionFacts) -> None:
    def stops(one: SessionFacts) -> set[str]:
        return {r.statement for r in may_sign(one, LIBRARY).reasons if r.severity in STOPS}

    told = {name for one in facts.deviations for name in one.statements}
    assert stops(without(facts)) - stops(facts) <= told
    assert stops(facts) <= stops(without(facts))


@given(sessions())
def test_a_gate_that_nobody_told_of_keeps_the_signature_away(facts: SessionFacts) -> None:
    if facts.against_gates:
        assert may_sign(facts, LIBRARY).verdict is GateVerdict.MAY_NOT
