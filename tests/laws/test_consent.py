"""Laws of consent: it covers what was agreed to and nothing else, and losing any of it never opens a needle."""

from dataclasses import dataclass

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from filiform.clinical.consent import ConsentFacts, consent_gate
from filiform.kernel.side import Side
from filiform.knowledge.library import load_library
from filiform.knowledge.model.anatomy import Area, Muscle
from filiform.knowledge.model.needling import Technique

LIBRARY = load_library()
MUSCLES = [one.id for one in LIBRARY.all(Muscle)]
AREAS = [one.id for one in LIBRARY.all(Area)]
TECHNIQUES = [one.id for one in LIBRARY.all(Technique)]


@dataclass(frozen=True)
class Needle:
    """Where a needle is to go in, and how."""

    muscle: str
    side: Side
    technique: str


needles = st.builds(
    Needle, st.sampled_from(MUSCLES), st.sampled_from(Side), st.sampled_from(TECHNIQUES)
)
some_areas = st.lists(st.sampled_from(AREAS), unique=True).map(tuple)


@st.composite
def consents(draw: st.DrawFn, needle: Needle | None = None) -> ConsentFacts:
    """Consent of any kind; around one needle, half of the time one that reaches it."""
    areas = draw(st.none() | some_areas)
    techniques = draw(st.lists(st.sampled_from(TECHNIQUES), unique=True).map(tuple))
    if needle is not None and draw(st.booleans()):
        areas = None if areas is None else (*areas, *LIBRARY.get(needle.muscle, Muscle).areas)
        techniques = (*techniques, needle.technique)
    return ConsentFacts(
        is_given=draw(st.booleans()) or draw(st.booleans()),
        techniques=techniques,
        areas=areas,
        is_withdrawn=draw(st.booleans()) and draw(st.booleans()),
        is_outdated=draw(st.booleans()) and draw(st.booleans()),
    )


pairs = needles.flatmap(lambda one: st.tuples(st.just(one), consents(one)))


def is_open(consent: ConsentFacts, needle: Needle) -> bool:
    return not list(consent_gate(consent, needle.muscle, needle.side, needle.technique, LIBRARY))


def plainly_open(consent: ConsentFacts, needle: Needle) -> bool:
    """The same, one question after the other, as one would ask at the table."""
    if consent.is_withdrawn:
        return False
    if not consent.is_given:
        return False
    if needle.technique not in consent.techniques:
        return False
    if consent.is_outdated:
        return False
    if consent.areas is None:
        return True
    return all(area in consent.areas for area in LIBRARY.get(needle.muscle, Muscle).areas)


@given(pairs)
def test_the_gate_opens_exactly_when_every_question_has_its_yes(
    pair: tuple[Needle, ConsentFacts],
) -> None:
    needle, consent = pair
    assert is_open(consent, needle) is plainly_open(consent, needle)


@given(pairs, st.data())
def test_losing_any_part_of_a_consent_never_opens_a_needle(
    pair: tuple[Needle, ConsentFacts], data: st.DataObject
) -> None:
    needle, consent = pair
    lost = data.draw(
        st.sampled_from(
            [
                {"is_given": False},
                {"is_withdrawn": True},
                {"is_outdated": True},
                {"techniques": consent.techniques[1:]},
                {"areas": (consent.areas or AREAS)[1:]},
            ]
        )
    )
    if is_open(msgspec.structs.replace(consent, **lost), needle):
        assert is_open(consent, needle)


@given(needles)
def test_a_withdrawal_is_the_only_thing_said_where_it_holds(needle: Needle) -> None:
    consent = ConsentFacts(is_given=False, is_withdrawn=True, is_outdated=True, areas=())
    (reason,) = consent_gate(consent, needle.muscle, needle.side, needle.technique, LIBRARY)
    assert reason.statement == "needling/rules/consent-was-withdrawn"
