"""What the table is offered and sends: last time as a suggestion, packets, measures before and after."""

import json
import re
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from filiform.clinic.knowledge import library
from filiform.clinic.needling.models import ResponseMeasure
from filiform.clinic.needling.presenters.board import Table
from filiform.clinic.needling.presenters.note_of_response import response_words
from filiform.clinic.needling.queries import Needles, session_events, session_standing
from filiform.clinic.needling.queries.last_time import last_time, needled_so, packets_of_late
from filiform.clinical.ledger import DepthBand, Inserted, MuscleSide, Opened, needle_count
from filiform.kernel.side import Side
from tests.clinic.needling.test_event_batches import life, sent
from tests.factories.care import (
    INFRASPINATUS,
    THREE,
    a_session,
    a_signed_session,
    an_episode_to_needle,
)

pytestmark = pytest.mark.django_db
PAGE_QUERIES = 40
LIVE_QUERIES = 20
MOVEMENT = "assessment/movements/shoulder-abduction"


def address(session, rest=""):
    episode = session.episode
    return f"/clinics/{episode.clinic.slug}/episodes/{episode.pk}/needling/{session.pk}/{rest}"


def send(browser, session, *measures):
    body = json.dumps({"responses": [{"id": str(uuid4()), **one} for one in measures]})
    return browser.post(address(session, "responses/"), body, content_type="application/json")


def test_the_last_signed_session_is_offered_and_nothing_of_it_is_recorded(therapist):
    now = timezone.now()
    before = a_signed_session(therapist, at=now - timedelta(hours=1))
    session = a_session(before.episode, by=therapist, at=now)
    assert set(last_time(session)) == set(THREE)
    assert all(one.needles == 1 for one in last_time(session).values())
    assert not session.events.exists()


def test_before_a_first_session_nothing_is_offered(session):
    assert last_time(session) == {}


def test_how_a_muscle_was_needled_is_that_of_its_last_needle():
    now = timezone.now()
    place = {"muscle": INFRASPINATUS.muscle, "side": Side.RIGHT}
    events = [
        Opened(id="1", at=now, needle="a"),
        Inserted(id="2", at=now, needle="a", depth_band=DepthBand.UNDER_SKIN, **place),
        Inserted(
            id="3",
            at=now + timedelta(seconds=1),
            needle="b",
            depth_band=DepthBand.IN_MUSCLE,
            **place,
        ),
    ]
    found = needled_so(events)[MuscleSide(**place)]
    assert found.needles == 2
    assert found.settings == {"depth_band": "in_muscle"}


def test_the_packets_of_late_are_each_offered_once(therapist):
    now = timezone.now()
    before = a_signed_session(therapist, at=now - timedelta(hours=1))
    session = a_session(before.episode, by=therapist, at=now)
    assert [one.lot for one in packets_of_late(session).offered] == ["A1234"]


def test_the_page_asks_the_database_little(browser, therapist, django_assert_max_num_queries):
    now = timezone.now()
    before = a_signed_session(therapist, at=now - timedelta(hours=1))
    session = a_session(before.episode, by=therapist, at=now)
    sent(browser, session, [event for _ in range(6) for event in life()])
    with django_assert_max_num_queries(PAGE_QUERIES):
        assert browser.get(address(session)).status_code == 200
    with django_assert_max_num_queries(LIVE_QUERIES):
        assert browser.get(address(session, "live/")).status_code == 200


def test_the_page_asks_as_often_for_many_needles_against_a_gate_as_for_one(browser, therapist):
    now = timezone.now()
    session = a_session(an_episode_to_needle(therapist, at=now), by=therapist, at=now, asked=False)
    sent(browser, session, life())
    with CaptureQueriesContext(connection) as one:
        page = browser.get(address(session))
    assert "although a gate forbade it" in page.content.decode()
    sent(browser, session, [event for _ in range(20) for event in life()])
    with CaptureQueriesContext(connection) as many:
        page = browser.get(address(session))
    assert "21 needles" in page.content.decode()
    assert len(many) == len(one)


def test_pain_and_degrees_before_and_after_stand_in_the_note(browser, session):
    moved = {"about": MOVEMENT, "side": "left", "mode": "active"}
    answer = send(
        browser,
        session,
        {"when": "before", "pain": 6},
        {"when": "before", "degrees": 95, **moved},
        {"when": "after", "degrees": 120, **moved},
    )
    assert [one["answer"] for one in answer.json()["answers"]] == ["accepted"] * 3
    assert "95° before, 120° after" in response_words(session, library())


@pytest.mark.parametrize(
    ("measure", "said"),
    [
        ({"when": "before", "pain": 11}, "10"),
        ({"when": "before"}, "Give one of"),
        ({"when": "before", "pain": 3, "degrees": 4}, "Give one of"),
        ({"when": "before", "degrees": 999, "about": MOVEMENT, "side": "left"}, "999 was given"),
        ({"when": "before", "degrees": 9, "about": "anatomy/muscles/infraspinatus"}, "movement"),
        ({"when": "before", "degrees": 9, "about": MOVEMENT}, "side"),
        ({"when": "never", "pain": 3}, "never"),
    ],
)
def test_a_measure_that_cannot_be_is_refused_by_itself(browser, session, measure, said):
    answers = send(browser, session, measure, {"when": "before", "pain": 2}).json()["answers"]
    assert answers[0]["answer"] == "refused"
    assert said in answers[0]["message"]
    assert answers[1]["answer"] == "accepted"
    assert ResponseMeasure.objects.count() == 1


def test_a_measure_sent_twice_counts_once(browser, session):
    same = {"responses": [{"id": str(uuid4()), "when": "after", "pain": 2}]}
    for _ in range(2):
        sent = json.dumps(same)
        answer = browser.post(address(session, "responses/"), sent, content_type="application/json")
        assert answer.json()["answers"][0]["answer"] == "accepted"
    assert ResponseMeasure.objects.count() == 1


def test_what_is_no_measure_at_all_is_answered_with_what_is_allowed(browser, session):
    answer = browser.post(address(session, "responses/"), "[]", content_type="application/json")
    assert answer.status_code == 422
    assert "responses" in answer.json()["message"]


def test_a_second_device_is_told_how_the_session_stands(browser, session):
    send(browser, session, {"when": "before", "pain": 4})
    told = browser.get(address(session, "live/")).json()
    assert told["is_signed"] is False
    assert told["responses"][0]["pain"] == 4
    assert set(told["stopped"]) == {
        "infraspinatus-right",
        "upper-trapezius-right",
        "deltoid-middle-right",
    }


def test_a_packet_past_its_date_is_offered_and_closed(therapist):
    session = a_session(an_episode_to_needle(therapist, at=timezone.now()), by=therapist)
    past = Needles(lot="OLD1", gauge="0.25 mm", length_mm=30, expires_on=date(2020, 1, 1))
    offered = Table(session, session_standing(session, timezone.localdate(), library()), library())
    offered.packets = (past,)
    assert offered.packet_lines()[0].is_closed
    assert "Past its date" in offered.packet_lines()[0].warning


def test_without_a_script_each_needle_is_recovered_by_itself(browser, session):
    packet = {"row": str(uuid4()), "quantity": "1", "lot": "A1234", "length_mm": "30"}
    browser.post(address(session, "needles/"), packet | {"expires_on": "2099-01-31"})
    where = {"muscle": INFRASPINATUS.muscle, "side": "right"}
    browser.post(address(session, "event/"), {"tap": f"inserted:::{uuid4()}", **where})
    browser.post(address(session, "event/"), {"tap": f"emergency_stop:::{uuid4()}"})
    for label in ("Out", "Counted again"):
        page = browser.get(address(session)).content.decode()
        form = re.search(r"<form[^>]*class=.cluster.>(?:(?!</form>).)*" + label, page, re.S)
        sent = dict(re.findall(r'name="(row|needle|kind)" value="([^"]+)"', form[0]))
        names = (
            {"by": "Robin", "witnessed_by": "The patient"} if sent["kind"] == "recovered" else {}
        )
        assert browser.post(address(session, "event/"), sent | names).status_code == 302
    assert not needle_count(session_events(session)).suspended
