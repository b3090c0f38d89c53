"""A needle that is meant to stay: what the table offers, what is kept with it, and what the note says of it."""

import json
from datetime import timedelta
from uuid import uuid4

import msgspec
import pytest
from django.utils import timezone

from filiform.clinic.knowledge import library
from filiform.clinic.needling.actions import TapKind, record_events, sign_session
from filiform.clinic.needling.presenters.board import Table
from filiform.clinic.needling.presenters.note_of_needles import muscle_lines
from filiform.clinic.needling.queries import session_events, session_standing
from filiform.clinic.needling.queries.last_time import needled_so
from filiform.clinical.ledger import due_needles, needle_count, read_event
from tests.factories.care import (
    DEEP,
    DELTOID,
    INFRASPINATUS,
    a_consent,
    a_draft,
    a_screened_episode,
    a_session,
    a_signed_session,
    an_agreed_plan,
    an_event,
    trigger_points,
    user_of,
)

pytestmark = pytest.mark.django_db
STAYS = 10


@pytest.fixture
def planned(therapist):
    """A session of a plan in which a needle is to stay in the infraspinatus for ten minutes."""
    now = timezone.now() - timedelta(minutes=40)
    episode = a_screened_episode(therapist, at=now)
    muscles = tuple(
        msgspec.structs.replace(
            one, dwell_minutes=STAYS if one.muscle == INFRASPINATUS.muscle else None
        )
        for one in a_draft().muscles
    )
    trigger_points(episode, [INFRASPINATUS], by=therapist, at=now)
    plan = an_agreed_plan(episode, by=therapist, draft=a_draft(muscles=muscles), at=now)
    a_consent(plan, by=therapist, at=now)
    return a_session(episode, by=therapist, at=now)


def told(session, *events, at=None):
    """Events as a device reports them: minutes from now, type, needle, and what else they say."""
    start = at or timezone.now() - timedelta(minutes=30)
    read = [
        read_event(
            {
                "id": str(uuid4()),
                "at": (start + timedelta(minutes=minute)).isoformat(),
                "type": kind,
                "needle": needle,
                **said,
            }
        )
        for minute, kind, needle, said in events
    ]
    user = user_of(session.practitioner)
    return record_events(session=session, events=read, asking=False, by=user, at=timezone.now())


def into(place, **said):
    return {"muscle": place.muscle, "side": place.side.value, **said}


def offered(session):
    """The minutes that the table offers for the next needle, by muscle."""
    stands = session_standing(session, timezone.localdate(), library())
    board = Table(session, stands, library()).board((), ())
    return {one["muscle"]: one["dwell_minutes"] for one in board["places"]}


def note(session, place=INFRASPINATUS):
    return " ".join(muscle_lines(place, DEEP, "", session_events(session), library(), found=()))


def test_the_table_offers_what_the_plan_says_and_nothing_elsewhere(planned):
    assert offered(planned)[INFRASPINATUS.muscle] == STAYS
    assert offered(planned)[DELTOID.muscle] is None


def test_a_tap_without_a_script_puts_the_planned_time_with_the_needle(planned):
    assert an_event(planned, TapKind.INSERTED, INFRASPINATUS).dwell_minutes == STAYS
    assert an_event(planned, TapKind.INSERTED, DELTOID).dwell_minutes is None


@pytest.mark.parametrize("changed", [12, None])
def test_what_was_changed_at_the_table_holds_for_the_session(planned, changed):
    needle = str(uuid4())
    said = into(INFRASPINATUS) | ({"dwell_minutes": changed} if changed else {})
    told(planned, (0, "opened", needle, {}), (1, "inserted", needle, said))
    assert offered(planned)[INFRASPINATUS.muscle] == changed


def test_last_time_is_offered_where_the_plan_says_nothing(therapist):
    now = timezone.now()
    before = a_signed_session(therapist, at=now - timedelta(hours=1))
    events = [
        msgspec.structs.replace(one, dwell_minutes=7) if one.type == "inserted" else one
        for one in session_events(before)
    ]
    assert {one.dwell_minutes for one in needled_so(events).values()} == {7}
    session = a_session(before.episode, by=therapist, at=now)
    assert set(offered(session).values()) == {None}


@pytest.mark.parametrize(
    ("stays", "words"),
    [
        ([(0, 11, 10)], "in for 11 min (planned 10)"),
        ([(0, 0.5, 10)], "in for less than 1 min (planned 10)"),
        ([(0, 10, 10), (1, 13, 10)], "in for 10 to 12 min (planned 10)"),
        ([(0, 11, 10), (0, 5, None)], "1 needle in for 11 min (planned 10)"),
        (
            [(0, 5, 5), (0, 11, 10)],
            "1 needle in for 5 min (planned 5), 1 needle in for 11 min (planned 10)",
        ),
        ([(0, None, 10)], "1 needle still in (planned 10 min)"),
    ],
)
def test_the_note_says_how_long_needles_were_in_and_how_long_they_were_meant_to(
    planned, stays, words
):
    for went_in, came_out, minutes in stays:
        needle = str(uuid4())
        said = into(INFRASPINATUS, manipulation="static")
        said |= {"dwell_minutes": minutes} if minutes else {}
        told(planned, (went_in, "opened", needle, {}), (went_in, "inserted", needle, said))
        if came_out is not None:
            told(planned, (came_out, "removed", needle, into(INFRASPINATUS)))
    assert f"left still, {words}, no local twitch" in note(planned)


@pytest.mark.parametrize("said", [{}, {"manipulation": "pistoning", "dwell_minutes": 10}])
def test_where_nothing_was_planned_the_note_says_nothing_of_it(planned, said):
    needle = str(uuid4())
    told(
        planned,
        (0, "opened", needle, {}),
        (0, "inserted", needle, into(INFRASPINATUS, **said)),
        (11, "removed", needle, into(INFRASPINATUS)),
    )
    assert "planned" not in note(planned)
    assert " min" not in note(planned)


def test_a_needle_that_is_due_is_counted_as_any_other_and_never_keeps_from_signing(planned):
    needle = str(uuid4())
    said = into(INFRASPINATUS, dwell_minutes=1)
    told(planned, (0, "opened", needle, {}), (0, "inserted", needle, said))
    count = needle_count(session_events(planned))
    assert [one.id for one in due_needles(count.needles, timezone.now())] == [needle]
    assert len(count.unaccounted) == 1
    told(
        planned,
        (29, "removed", needle, into(INFRASPINATUS)),
        (29, "discarded", needle, {}),
    )
    user = user_of(planned.practitioner)
    signature = sign_session(session=planned, row_id=uuid4(), by=user, at=timezone.now())
    assert "in for 29 min (planned 1)" in signature.note


@pytest.mark.parametrize("given", [0, 61, -1, 1.5, 10**12, "", "ten"])
def test_what_is_no_such_time_is_refused_with_what_is_allowed_and_the_rest_is_kept(
    planned, browser, given
):
    needle, at = str(uuid4()), timezone.now().isoformat()
    events = [
        {"id": str(uuid4()), "at": at, "type": "opened", "needle": needle},
        {
            "id": str(uuid4()),
            "at": at,
            "type": "inserted",
            "needle": needle,
            **into(INFRASPINATUS, dwell_minutes=given),
        },
    ]
    episode = planned.episode
    address = f"/clinics/{episode.clinic.slug}/episodes/{episode.pk}/needling/{planned.pk}/events/"
    answer = browser.post(address, json.dumps({"events": events}), content_type="application/json")
    kept, refused = answer.json()["answers"]
    assert kept["answer"] == "accepted"
    assert refused["answer"] == "refused"
    assert refused["field"] == "dwell_minutes"
    assert refused["allowed"] == "a whole number of minutes from 1 to 60, or left out"
    assert json.loads(refused["given"]) == given
    assert not planned.events.filter(type="inserted").exists()


def test_every_device_is_told_the_time_of_the_clinic(planned, browser):
    episode = planned.episode
    address = f"/clinics/{episode.clinic.slug}/episodes/{episode.pk}/needling/{planned.pk}/live/"
    said = browser.get(address).json()["now"]
    assert abs(timezone.now() - timezone.datetime.fromisoformat(said)) < timedelta(minutes=1)
