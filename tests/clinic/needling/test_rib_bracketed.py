"""A rib held between two fingers: told with the needle and in the note, and of no effect on anything else."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from filiform.clinic.knowledge import library
from filiform.clinic.needling.actions import record_events
from filiform.clinic.needling.presenters.note_of_needles import muscle_lines
from filiform.clinic.needling.queries import session_events
from filiform.clinic.needling.queries.last_time import needled_so
from filiform.clinic.needling.queries.signed import treated_session
from filiform.clinical.aftercare import aftercare_sheet
from filiform.clinical.ledger import MuscleSide, needle_count, read_event
from filiform.clinical.needling import asks_for_rib
from filiform.clinical.traits import has_trait
from filiform.kernel.side import Side
from filiform.knowledge.model.anatomy import Muscle
from filiform.knowledge.model.screening import Trait
from tests.factories.care import DEEP, a_session, a_therapist, an_episode_to_needle, user_of

pytestmark = pytest.mark.django_db
RHOMBOIDS = MuscleSide("anatomy/muscles/rhomboids", Side.RIGHT)


def a_session_with(**said):
    """A session with one reported needle in a muscle over the chest wall."""
    therapist = a_therapist()
    began = timezone.now() - timedelta(minutes=5)
    session = a_session(an_episode_to_needle(therapist, at=began), by=therapist, at=began)
    needle, at = str(uuid4()), timezone.now()
    where = {"muscle": RHOMBOIDS.muscle, "side": "right"}
    told = [
        {"type": "opened", "needle": needle},
        {"type": "inserted", "needle": needle, **where, **said},
    ]
    events = [
        read_event({"id": str(uuid4()), "at": (at + timedelta(seconds=n)).isoformat(), **one})
        for n, one in enumerate(told)
    ]
    user = user_of(therapist)
    delivery = record_events(session=session, events=events, asking=False, by=user, at=at)
    return session, delivery


def note_of(session):
    events = session_events(session)
    return " ".join(muscle_lines(RHOMBOIDS, DEEP, "", events, library(), found=()))


@pytest.mark.parametrize(
    ("said", "words"),
    [(True, "a rib bracketed between the fingers"), (False, "bracketing a rib was not possible")],
)
def test_the_note_says_whether_a_rib_was_bracketed(said, words):
    session, _ = a_session_with(rib_bracketed=said)
    assert session.events.get(type="inserted").rib_bracketed is said
    assert words in note_of(session)


def test_the_note_says_nothing_where_nobody_was_asked():
    assert "rib" not in note_of(a_session_with()[0])


@pytest.mark.parametrize("said", [True, False])
def test_it_permits_nothing_and_takes_nothing_from_the_aftercare(said):
    plain, plainly = a_session_with()
    held, with_a_rib = a_session_with(rib_bracketed=said)
    sheets = [aftercare_sheet(treated_session(one, library()), library()) for one in (plain, held)]
    assert sheets[0] == sheets[1]
    assert "aftercare/advice/chest-was-near" in {one.id for one in sheets[1].advice}
    statements = [
        [answer.statements for answer in delivery.answers] for delivery in (plainly, with_a_rib)
    ]
    assert statements[0] == statements[1]
    kinds = [
        [one.kind for one in needle_count(session_events(session)).findings]
        for session in (plain, held)
    ]
    assert kinds[0] == kinds[1]


def test_what_was_done_last_time_is_not_said_of_today():
    session, _ = a_session_with(rib_bracketed=True)
    assert "rib_bracketed" not in needled_so(session_events(session))[RHOMBOIDS].settings


def test_it_is_asked_only_over_the_lung_and_where_the_library_speaks_of_a_rib():
    asked = [one for one in library().all(Muscle) if asks_for_rib(one.id, library())]
    assert asked
    for muscle in asked:
        assert has_trait(muscle, Trait.NEAR_PLEURA, library())
        words = [one.precaution for one in muscle.hazards if one.speaks_of_rib]
        words += [one.grip for one in muscle.approaches]
        assert any("a rib" in said.lower() for said in words), muscle.id
