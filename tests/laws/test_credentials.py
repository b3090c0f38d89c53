"""Laws of who may needle: more training never closes a door, time that runs out always does."""

from datetime import date, timedelta

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from filiform.clinical.credentials import (
    Credential,
    IntendedNeedling,
    PractitionerFacts,
    law_of,
    may_practise,
)
from filiform.clinical.gates import GateVerdict
from filiform.knowledge.library import load_library
from filiform.knowledge.model.anatomy import Muscle
from filiform.knowledge.model.law import PracticeLaw, PracticeScope, Profession
from filiform.knowledge.model.needling import Privilege, Technique

LIBRARY = load_library()
PLACES = sorted({law.place for law in LIBRARY.all(PracticeLaw)} | {"us-tx", "nl"})
PRIVILEGES = [one.id for one in LIBRARY.all(Privilege)]
TECHNIQUES = [one.id for one in LIBRARY.all(Technique)]
RANK = {GateVerdict.MAY: 0, GateVerdict.MAY_WITH_CAUTION: 1, GateVerdict.MAY_NOT: 2}
replace = msgspec.structs.replace

days = st.dates(date(2015, 1, 1), date(2035, 1, 1))
intents = st.builds(
    IntendedNeedling,
    on=days,
    place=st.sampled_from(PLACES),
    muscle=st.sampled_from([one.id for one in LIBRARY.all(Muscle)]),
    technique=st.sampled_from(TECHNIQUES),
)
credentials = st.builds(
    Credential,
    place=st.sampled_from(PLACES),
    hours=st.floats(0, 120),
    in_person_hours=st.floats(0, 120),
    issued_on=days,
    expires_on=st.none() | days,
    privileges=st.lists(st.sampled_from(PRIVILEGES), unique=True).map(tuple),
    techniques=st.lists(st.sampled_from(TECHNIQUES), unique=True).map(tuple),
).filter(lambda one: one.expires_on is None or one.expires_on >= one.issued_on)
people = st.builds(
    PractitionerFacts,
    profession=st.sampled_from(Profession),
    licensed_on=st.none() | days,
    credentials=st.lists(credentials, max_size=3).map(tuple),
    training_began_on=st.none() | days,
    supervised_sessions=st.integers(0, 40),
    is_supervised=st.booleans(),
    is_delegated=st.booleans(),
    has_consulted=st.booleans(),
)


def rank(person: PractitionerFacts, intended: IntendedNeedling) -> int:
    return RANK[may_practise(person, intended, LIBRARY).verdict]


def with_place(person: PractitionerFacts, place: str) -> PractitionerFacts:
    """The same with every credential for that place, so that the law of the place is what decides."""
    held = tuple(replace(one, place=place) for one in person.credentials)
    return replace(person, credentials=held)


@given(people, intents, credentials)
def test_one_more_credential_never_closes_a_door(
    person: PractitionerFacts, intended: IntendedNeedling, more: Credential
) -> None:
    person = with_place(person, intended.place)
    more = replace(more, place=intended.place)
    richer = replace(person, credentials=(*person.credentials, more))
    assert rank(richer, intended) <= rank(person, intended)


@given(people, intents, st.floats(0, 100))
def test_more_hours_never_close_a_door(
    person: PractitionerFacts, intended: IntendedNeedling, more: float
) -> None:
    person = with_place(person, intended.place)
    trained = tuple(
        replace(one, hours=one.hours + more, in_person_hours=one.in_person_hours + more)
        for one in person.credentials
    )
    assert rank(replace(person, credentials=trained), intended) <= rank(person, intended)


@given(people, intents, st.integers(0, 30))
def test_more_sessions_under_supervision_never_close_a_door(
    person: PractitionerFacts, intended: IntendedNeedling, more: int
) -> None:
    further = replace(person, supervised_sessions=person.supervised_sessions + more)
    assert rank(further, intended) <= rank(person, intended)


@given(people, intents)
def test_nobody_needles_on_credentials_that_have_all_expired(
    person: PractitionerFacts, intended: IntendedNeedling
) -> None:
    expired = tuple(
        replace(one, expires_on=max(one.issued_on, intended.on - timedelta(days=n)))
        for n, one in enumerate(with_place(person, intended.place).credentials)
        if one.issued_on <= intended.on
    )
    assert may_practise(replace(person, credentials=expired), intended, LIBRARY).verdict is (
        GateVerdict.MAY_NOT
    )


@given(people, intents)
def test_the_order_of_credentials_changes_nothing(
    person: PractitionerFacts, intended: IntendedNeedling
) -> None:
    turned = replace(person, credentials=person.credentials[::-1])
    assert may_practise(turned, intended, LIBRARY) == may_practise(person, intended, LIBRARY)


@given(people, intents)
def test_where_needling_is_not_permitted_no_training_helps(
    person: PractitionerFacts, intended: IntendedNeedling
) -> None:
    law = law_of(intended.place, person.profession, intended.on, LIBRARY)
    if law is not None and law.scope is PracticeScope.NOT_PERMITTED:
        assert rank(person, intended) == RANK[GateVerdict.MAY_NOT]


@given(people, intents)
def test_every_refusal_stands_on_a_statement_with_a_source(
    person: PractitionerFacts, intended: IntendedNeedling
) -> None:
    decision = may_practise(person, intended, LIBRARY)
    for reason in decision.reasons:
        assert reason.statement in LIBRARY
        assert reason.sources
        assert reason.action
