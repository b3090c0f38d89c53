"""An emergency stop tapped by mistake: taken back while nothing came after it, and on record all the same."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from filiform.clinic.audit.action import Refused
from filiform.clinic.needling.actions import TapKind, record_events
from filiform.clinic.needling.presenters.note_of_needles import slip_lines
from filiform.clinic.needling.queries import session_events
from filiform.clinical.ledger import needle_count, read_event
from tests.factories import staff_client
from tests.factories.care import (
    INFRASPINATUS,
    a_session,
    a_therapist,
    an_episode_to_needle,
    an_event,
    sign,
    user_of,
)

pytestmark = pytest.mark.django_db
RIGHT = {"muscle": INFRASPINATUS.muscle, "side": "right"}


@pytest.fixture
def therapist():
    return a_therapist()


@pytest.fixture
def session(therapist):
    began = timezone.now() - timedelta(minutes=5)
    return a_session(an_episode_to_needle(therapist, at=began), by=therapist, at=began)


def told(kind, seconds, **said):
    at = timezone.now() - timedelta(minutes=1) + timedelta(seconds=seconds)
    return {"id": str(uuid4()), "type": kind, "at": at.isoformat(), **said}


def sent(session, therapist, events, *, asking):
    delivery = record_events(
        session=session,
        events=[read_event(one) for one in events],
        asking=asking,
        by=user_of(therapist),
        at=timezone.now(),
    )
    return [(one.verdict.value, one.message) for one in delivery.answers]


def a_needle_in():
    name = str(uuid4())
    return name, [told("opened", 0, needle=name), told("inserted", 1, needle=name, **RIGHT)]


def count(session):
    return needle_count(session_events(session))


def test_a_slip_leaves_the_count_as_it_stood_and_both_events_on_record(session, therapist):
    name, events = a_needle_in()
    sent(session, therapist, events, asking=True)
    before = count(session)
    stop = told("emergency_stop", 5)
    sent(session, therapist, [stop], asking=True)
    assert count(session).suspended
    answers = sent(session, therapist, [told("void", 8, voids=stop["id"])], asking=True)
    assert answers == [("accepted", "")]
    assert count(session) == before
    assert [one.type.value for one in session_events(session)][-2:] == ["emergency_stop", "void"]
    out = [told("removed", 9, needle=name), told("discarded", 10, needle=name)]
    sent(session, therapist, out, asking=True)
    note = sign(session, at=timezone.now()).note
    assert "was a slip of the hand: nothing was taken out for it" in note
    assert "Emergency stop at" not in note


def test_whoever_recorded_something_after_the_stop_counts_again(session, therapist):
    name, events = a_needle_in()
    stop = told("emergency_stop", 5)
    sent(session, therapist, [*events, stop, told("removed", 6, needle=name)], asking=True)
    (answer,) = sent(session, therapist, [told("void", 8, voids=stop["id"])], asking=True)
    assert answer[0] == "refused"
    assert "count every needle again" in answer[1]
    assert count(session).to_recover == (name,)


def test_what_was_itself_taken_back_was_recorded_after_the_stop_all_the_same(session, therapist):
    _, events = a_needle_in()
    stop, twitch = told("emergency_stop", 5), told("twitch", 6, **RIGHT)
    undone = told("void", 7, voids=twitch["id"])
    sent(session, therapist, [*events, stop, twitch, undone], asking=True)
    (answer,) = sent(session, therapist, [told("void", 8, voids=stop["id"])], asking=True)
    assert answer[0] == "refused"


def test_a_needle_that_another_device_reports_late_brings_the_stop_back(session, therapist):
    name, events = a_needle_in()
    stop = told("emergency_stop", 5)
    void = told("void", 8, voids=stop["id"])
    sent(session, therapist, [*events, stop, void], asking=True)
    late = str(uuid4())
    late_events = [told("opened", 6, needle=late), told("inserted", 6.5, needle=late, **RIGHT)]
    sent(session, therapist, late_events, asking=False)
    assert set(count(session).to_recover) == {name, late}
    assert list(slip_lines(session_events(session))) == []
    back = [
        told(kind, 20 + number, needle=needle, **said)
        for number, (kind, said) in enumerate(
            [
                ("removed", {}),
                ("recovered", {"by": "Ada", "witnessed_by": "Ben"}),
                ("discarded", {}),
            ]
        )
        for needle in (name, late)
    ]
    sent(session, therapist, back, asking=False)
    assert count(session).may_be_signed


def test_without_a_script_the_slip_is_offered_as_long_as_it_may_be_taken_back(session, therapist):
    browser = staff_client(user_of(therapist))
    episode = session.episode
    where = f"/clinics/{episode.clinic.slug}/episodes/{episode.pk}/needling/{session.pk}/"
    an_event(session, TapKind.INSERTED, INFRASPINATUS, at=timezone.now())
    stop = an_event(session, TapKind.EMERGENCY_STOP, at=timezone.now())
    assert '<div id="slip" class="slip">' in browser.get(where).content.decode()
    an_event(session, TapKind.VOID, voids=str(stop.pk), at=timezone.now())
    assert '<div id="slip" class="slip" hidden>' in browser.get(where).content.decode()
    with pytest.raises(Refused):
        an_event(session, TapKind.VOID, voids=str(stop.pk), at=timezone.now())
