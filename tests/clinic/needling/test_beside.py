"""Beside the needles: what a look found closes the place at one tap; minutes become units with their reasons."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from filiform.clinic.audit.action import Refused
from filiform.clinic.needling.actions import TapKind, record_found, record_minutes
from filiform.clinic.needling.models import FoundTissue, TimedMinutes
from filiform.clinical.ledger import MuscleSide
from filiform.kernel.side import Side
from tests.factories import staff_client
from tests.factories.care import (
    DELTOID,
    INFRASPINATUS,
    a_session,
    a_therapist,
    an_episode_to_needle,
    an_event,
    needle,
    sign,
    user_of,
)
from tests.factories.instants import NOW

pytestmark = pytest.mark.django_db
SKIN = "screening/region_rules/infected-inflamed-or-unhealthy-tissue"
LUMP = "screening/region_rules/tumour-or-unstable-fracture"
EXERCISE = "needling/billing/exercise-by-time"
HANDS_ON = "needling/billing/hands-on-care-by-time"
TAP = {"headers": {"HX-Request": "true"}}


@pytest.fixture
def therapist():
    return a_therapist()


@pytest.fixture
def session(therapist):
    session = a_session(an_episode_to_needle(therapist), by=therapist)
    an_event(session, TapKind.OPENED, number=3)
    return session


def address(session, part=""):
    where = (session.clinic.slug, session.episode_id, session.pk)
    return reverse("needling:session", args=where) + part


def found(session, place=INFRASPINATUS, rule=SKIN, *, is_there=True, at=NOW):
    by = user_of(session.practitioner)
    given = {"place": place, "rule": rule, "is_there": is_there, "by": by, "at": at}
    return record_found(session=session, row_id=uuid4(), **given)


def spent(session, service, minutes, at=NOW):
    given = {"service": service, "minutes": minutes, "by": user_of(session.practitioner)}
    return record_minutes(session=session, row_id=uuid4(), at=at, **given)


@pytest.mark.parametrize("rule", [SKIN, LUMP])
def test_what_was_found_over_a_muscle_closes_it_and_no_other(session, rule):
    found(session, rule=rule)
    with pytest.raises(Refused) as refusal:
        an_event(session, TapKind.INSERTED, INFRASPINATUS)
    assert rule in [one.statement for one in refusal.value.decision.reasons]
    assert an_event(session, TapKind.INSERTED, DELTOID).pk


def test_what_was_noted_by_mistake_is_taken_back_and_stays_on_record(session):
    found(session)
    found(session, is_there=False, at=NOW + timedelta(seconds=5))
    assert an_event(session, TapKind.INSERTED, INFRASPINATUS, at=NOW + timedelta(1)).pk
    assert session.found.count() == 2


def test_what_is_found_after_the_last_needle_is_kept_and_does_not_hold_the_session_open(session):
    needle(session, {DELTOID: 1})
    an_event(session, TapKind.DISCARDED_UNUSED, number=3)
    found(session, DELTOID, LUMP, at=NOW + timedelta(minutes=1))
    note = sign(session, at=NOW + timedelta(minutes=2)).note
    assert "Middle deltoid, right: found on the day, tumour or unstable fracture" in note


def test_only_what_is_found_by_looking_is_found_and_only_over_a_muscle_of_the_session(session):
    with pytest.raises(Refused, match="found at the table"):
        found(session, rule="screening/region_rules/nipple")
    with pytest.raises(Refused, match="not part of the session"):
        found(session, MuscleSide("anatomy/muscles/supinator", Side.LEFT))


def test_one_tap_closes_a_place_and_the_row_says_why(session, therapist):
    browser = staff_client(user_of(therapist))
    said = {
        "row": str(uuid4()),
        "muscle": INFRASPINATUS.muscle,
        "side": "right",
        "found": f"{SKIN}:yes",
    }
    page = browser.post(address(session, "found/"), said, **TAP).content.decode()
    assert 'aria-pressed="true"' in page
    assert "Infected, acutely inflamed or unhealthy tissue is never needled" in page
    assert browser.post(address(session, "found/"), said).status_code == 302  # without JavaScript


@pytest.mark.parametrize(
    "wrong", [{"found": ""}, {"found": f"{SKIN}:perhaps"}, {"side": "up"}, {"row": "x"}]
)
def test_a_find_that_cannot_be_read_says_so_and_writes_nothing(session, therapist, wrong):
    said = {
        "row": str(uuid4()),
        "muscle": INFRASPINATUS.muscle,
        "side": "right",
        "found": f"{SKIN}:yes",
    }
    answer = staff_client(user_of(therapist)).post(address(session, "found/"), said | wrong, **TAP)
    assert answer.status_code == 422
    assert "could not be read" in answer.content.decode()
    assert not session.found.exists()


def test_minutes_become_units_in_the_note_and_on_the_page(session, therapist):
    spent(session, EXERCISE, 20)
    spent(session, EXERCISE, 33, at=NOW + timedelta(seconds=1))
    spent(session, HANDS_ON, 7)
    page = " ".join(staff_client(user_of(therapist)).get(address(session)).content.decode().split())
    said = "97110: 2 units for 33 minutes; 97140: 1 unit for 7 minutes."
    assert said in page
    assert "40 minutes by time make 3 units." in page
    needle(session, {DELTOID: 1})
    an_event(session, TapKind.DISCARDED_UNUSED, number=3)
    note = sign(session).note
    assert said in note
    assert "Code 20560 for 1 muscle" in note


def test_seven_minutes_alone_make_no_unit_and_say_so(session, therapist):
    spent(session, EXERCISE, 7)
    page = staff_client(user_of(therapist)).get(address(session)).content.decode()
    assert "7 minutes by time make no unit." in page


def test_outside_the_country_of_the_codes_no_minutes_are_asked_for(session, therapist):
    clinic = session.clinic
    clinic.jurisdiction = "nl"
    clinic.save()
    page = staff_client(user_of(therapist)).get(address(session)).content.decode()
    assert "97110" not in page


@pytest.mark.parametrize("wrong", [f"{EXERCISE}:-1", f"{EXERCISE}:481", f"{EXERCISE}:x", ""])
def test_minutes_that_cannot_be_say_what_is_allowed(session, therapist, wrong):
    said = {"row": str(uuid4()), "minutes": wrong}
    answer = staff_client(user_of(therapist)).post(address(session, "minutes/"), said, **TAP)
    assert answer.status_code == 422
    assert not session.minutes.exists()


def test_a_code_that_is_not_billed_by_time_takes_no_minutes(session):
    with pytest.raises(Refused, match="not billed by time"):
        spent(session, "needling/billing/one-or-two-muscles", 10)


@pytest.mark.parametrize("model", [FoundTissue, TimedMinutes])
def test_the_database_itself_closes_a_signed_session_to_both(session, model):
    needle(session, {DELTOID: 1})
    an_event(session, TapKind.DISCARDED_UNUSED, number=3)
    sign(session)
    own = {
        FoundTissue: {"muscle": "x", "side": "left", "rule": SKIN, "is_there": True},
        TimedMinutes: {"service": EXERCISE, "minutes": 3},
    }[model]
    with pytest.raises(IntegrityError, match="signed"), transaction.atomic():
        model.objects.create(
            clinic_id=session.clinic_id,
            session=session,
            recorded_at=NOW,
            recorded_by=user_of(session.practitioner),
            **own,
        )
