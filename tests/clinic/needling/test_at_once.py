"""Two connections to one database: of two signatures exactly one stands, and both sides are never needled."""

import threading
from uuid import uuid4

import pytest
from django.db import connection

from filiform.clinic.audit.action import Refused
from filiform.clinic.needling.actions import TapKind, Tapped, add_muscle, record_tap, sign_session
from filiform.clinic.needling.models import SessionSignature
from filiform.clinical.ledger import MuscleSide
from filiform.kernel.side import Side
from tests.factories.care import (
    DEEP,
    INFRASPINATUS,
    a_session,
    a_therapist,
    an_episode_to_needle,
    an_event,
    needle,
    user_of,
)
from tests.factories.instants import NOW

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor == "sqlite",
        reason="SQLite in memory has one connection; test_real_server.py does this on a file",
    ),
]


def at_once(*calls):
    """What came of calls that begin at the same moment, each on a connection of its own."""
    outcomes, gate = [], threading.Barrier(len(calls))

    def run(call):
        gate.wait()
        try:
            outcomes.append(call())
        except Refused as refusal:
            outcomes.append(refusal)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(call,)) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


@pytest.fixture
def therapist():
    return a_therapist()


@pytest.fixture
def session(therapist):
    return a_session(an_episode_to_needle(therapist), by=therapist)


def test_of_two_who_sign_at_once_exactly_one_does_and_the_other_is_told(session, therapist):
    needle(session, {INFRASPINATUS: 1})
    colleague = a_therapist(therapist.membership.clinic)

    def signing(by):
        return lambda: sign_session(session=session, row_id=uuid4(), by=user_of(by), at=NOW)

    outcomes = at_once(*(signing(by) for by in (therapist, therapist, therapist, colleague)))
    signed = [one for one in outcomes if isinstance(one, SessionSignature)]
    refused = [one.message for one in outcomes if isinstance(one, Refused)]
    assert len(signed) == 1
    assert len(refused) == 3
    assert sum("Already signed by" in message for message in refused) >= 2


def test_the_same_event_sent_at_once_by_two_devices_counts_once(session, therapist):
    tapped = Tapped(kind=TapKind.TWITCH, muscle=INFRASPINATUS.muscle, side=INFRASPINATUS.side)
    said = {"session": session, "row_id": uuid4(), "tapped": tapped}

    def tap():
        return record_tap(**said, by=user_of(therapist), at=NOW)

    outcomes = at_once(tap, tap, tap)
    assert len({one.pk for one in outcomes}) == 1
    assert session.events.count() == 1


def test_two_devices_do_not_needle_both_sides_of_the_thorax_at_once(session, therapist):
    left = MuscleSide(INFRASPINATUS.muscle, Side.LEFT)
    given = {"session": session, "by": user_of(therapist), "at": NOW}
    add_muscle(**given, row_id=uuid4(), place=left, technique=DEEP, reason="Found today")

    an_event(session, TapKind.OPENED, number=2)

    def insertion(place):
        tapped = Tapped(kind=TapKind.INSERTED, muscle=place.muscle, side=place.side)
        return lambda: record_tap(**given, row_id=uuid4(), tapped=tapped)

    outcomes = at_once(insertion(INFRASPINATUS), insertion(left))
    assert sum(isinstance(one, Refused) for one in outcomes) == 1
    assert session.events.filter(type=TapKind.INSERTED).count() == 1
