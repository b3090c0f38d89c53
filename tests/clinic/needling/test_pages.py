"""The pages of needling: gates before, taps beside the table with and without JavaScript, the note after."""

import re
from uuid import uuid4

import pytest
from django.utils import timezone

from filiform.clinic.needling.actions import TapKind
from filiform.clinic.needling.models import NeedleEvent, NeedlingSession
from filiform.clinic.needling.queries import session_events
from filiform.clinical.ledger import needle_count
from tests.factories import a_clinic, a_clinician, an_administrator, staff_client
from tests.factories.care import (
    DELTOID,
    INFRASPINATUS,
    THREE,
    a_screened_episode,
    a_session,
    a_signed_session,
    an_agreed_plan,
    an_episode_to_needle,
    an_event,
    needle,
    user_of,
)

pytestmark = pytest.mark.django_db
PAGE_QUERIES = 60
TAP_QUERIES = 50
TAP = {"HTTP_HX_REQUEST": "true"}


def address(session, rest=""):
    episode = session.episode
    return f"/clinics/{episode.clinic.slug}/episodes/{episode.pk}/needling/{session.pk}/{rest}"


def stage(episode):
    return f"/clinics/{episode.clinic.slug}/episodes/{episode.pk}/needling/"


def tap(kind, place=INFRASPINATUS, number="", voids="", row=None):
    where = {"muscle": place.muscle, "side": place.side.value} if place else {}
    return {"tap": f"{kind}:{number}:{voids}:{row or uuid4()}", **where}


def packet(**fields):
    given = {
        "row": str(uuid4()),
        "quantity": "3",
        "lot": "A1234",
        "gauge": "0.25 mm",
        "length_mm": "30",
        "expires_on": "2099-01-31",
    }
    return given | fields


def words(answer) -> str:
    return " ".join(answer.content.decode().split())


def count(session):
    return needle_count(session_events(session))


def test_every_gate_says_what_to_do_before_a_session_begins(browser, therapist):
    now = timezone.now()
    episode = a_screened_episode(therapist, at=now)
    an_agreed_plan(episode, by=therapist, at=now)
    page = words(browser.get(stage(episode)))
    assert "Consent is current" in page
    assert "take consent for this plan" in page
    assert re.search(r"<button[^>]*disabled[^>]*>Start the session", page)


def test_a_session_is_started_once_however_often_the_button_is_pressed(browser, therapist):
    episode = an_episode_to_needle(therapist, at=timezone.now())
    assert "Start the session" in words(browser.get(stage(episode)))
    row = {"row": str(uuid4())}
    for _ in range(2):
        answer = browser.post(f"{stage(episode)}start/", row)
        assert answer.status_code == 302
    assert NeedlingSession.objects.filter(episode=episode).count() == 1
    again = browser.post(f"{stage(episode)}start/", {"row": str(uuid4())})
    assert again.status_code == 409
    assert "not signed yet" in words(again)


def test_whoever_is_no_practitioner_is_told_so(therapist):
    episode = an_episode_to_needle(therapist, at=timezone.now())
    colleague = staff_client(a_clinician(episode.clinic))
    assert "The practitioner may needle" in words(colleague.get(stage(episode)))
    answer = colleague.post(f"{stage(episode)}start/", {"row": str(uuid4())})
    assert answer.status_code == 409
    assert "not entered as a practitioner" in words(answer)


def test_the_page_shows_what_belongs_beside_each_needle(browser, session):
    page = words(browser.get(address(session)))
    for said in ("Upper trapezius, right", "needle up to 30 mm", "Pleura and lung", "cadavers"):
        assert said in page


def test_one_tap_is_one_event_and_only_the_live_parts_come_back(browser, session):
    browser.post(address(session, "needles/"), packet(), **TAP)
    answer = browser.post(address(session, "event/"), tap("inserted"), **TAP)
    page = words(answer)
    assert answer.status_code == 200
    assert "<html" not in page
    assert 'id="stops-infraspinatus-right"' in page
    assert count(session).inserted == 1
    assert "still to be accounted for" in words(browser.get(address(session)))


def test_a_tap_sent_again_after_a_lost_answer_counts_once(browser, session):
    same = tap("twitch")
    for _ in range(3):
        assert browser.post(address(session, "event/"), same, **TAP).status_code == 200
    assert count(session).twitches == 1


def test_without_javascript_a_tap_leads_back_to_its_muscle(browser, session):
    browser.post(address(session, "needles/"), packet())
    answer = browser.post(address(session, "event/"), tap("inserted"))
    assert answer.headers["Location"] == address(session) + "#row-infraspinatus-right"
    page = words(browser.get(address(session)))
    assert '<strong data-slot="in">1 in</strong>' in page


def test_a_needle_that_nobody_opened_does_not_go_in(browser, session):
    answer = browser.post(address(session, "event/"), tap("inserted"), **TAP)
    assert answer.status_code == 409
    assert "There is no needle open on the tray: open one first" in words(answer)


def test_fewer_takes_the_latest_back(browser, session):
    event = an_event(session, TapKind.TWITCH, INFRASPINATUS, at=timezone.now())
    page = words(browser.get(address(session)))
    found = re.search(rf'value="(void::{event.pk}:[0-9a-f-]+)"', page)
    browser.post(address(session, "event/"), {"tap": found.group(1)}, **TAP)
    assert count(session).twitches == 0
    assert session.events.count() == 2


def test_discomfort_is_kept_and_shown(browser, session):
    browser.post(address(session, "event/"), tap("discomfort", number="7"))
    page = words(browser.get(address(session)))
    assert 'aria-label="Discomfort, Infraspinatus, right: 7" aria-pressed="true"' in page


def test_a_sharp_pain_stays_in_sight(browser, session):
    answer = browser.post(address(session, "event/"), tap("sharp_pain"), **TAP)
    assert "watched for in aftercare" in words(answer)
    assert "watched for in aftercare" in words(browser.get(address(session)))


def test_a_refused_needle_says_why_and_what_stands(browser, therapist):
    now = timezone.now()
    session = a_session(an_episode_to_needle(therapist, at=now), by=therapist, at=now)
    therapist.credentials.model.objects.create(
        practitioner=therapist,
        clinic=session.clinic,
        replaces=therapist.credentials.get(),
        jurisdiction="elsewhere",
        kind="x",
        hours=1,
        in_person_hours=1,
        issued_on=now.date(),
        recorded_at=now,
        recorded_by=user_of(therapist),
    )
    answer = browser.post(address(session, "event/"), tap("inserted"), **TAP)
    assert answer.status_code == 409
    assert "holds a credential for this place" in words(answer)
    assert not session.events.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"tap": "inserted"},
        {"tap": "jumped:::not-a-uuid", "muscle": INFRASPINATUS.muscle, "side": "right"},
        tap("inserted", place=None),
        tap("discomfort", number="11"),
        tap("discomfort"),
        tap("void"),
        tap("opened", place=None),
        tap("inserted", number="0"),
    ],
)
def test_a_tap_that_cannot_be_read_is_answered_with_422_and_stores_nothing(browser, session, wrong):
    answer = browser.post(address(session, "event/"), wrong, **TAP)
    assert answer.status_code == 422
    assert "This tap could not be read" in words(answer)
    assert not session.events.exists()


def test_a_muscle_that_the_library_does_not_know_is_refused(browser, session):
    wrong = {"tap": f"inserted:::{uuid4()}", "muscle": "anatomy/muscles/made-up", "side": "left"}
    assert browser.post(address(session, "event/"), wrong, **TAP).status_code == 409


def test_the_packet_is_remembered_and_a_faulty_one_keeps_what_was_typed(browser, session):
    wrong = browser.post(address(session, "needles/"), packet(expires_on="", lot="Z9"))
    assert wrong.status_code == 422
    assert 'value="Z9"' in words(wrong)
    expired = browser.post(address(session, "needles/"), packet(expires_on="2020-01-01"), **TAP)
    assert expired.status_code == 409
    browser.post(address(session, "needles/"), packet())
    page = words(browser.get(address(session)))
    assert "0.25 mm × 30 mm, lot A1234, until 31 January 2099" in page
    assert count(session).opened == 3


def test_nothing_new_and_something_new_contradict_each_other(browser, therapist):
    now = timezone.now()
    episode = an_episode_to_needle(therapist, at=now)
    session = a_session(episode, by=therapist, at=now, asked=False)
    for wrong in ({"nothing": "1", "new": "screening/findings/pregnancy"}, {}, {"new": "made/up"}):
        answer = browser.post(address(session, "answers/"), {"row": str(uuid4()), **wrong})
        assert answer.status_code == 422
    assert not session.answers.exists()


def test_something_new_leads_to_screening(browser, session):
    new = {"row": str(uuid4()), "new": "screening/findings/pregnancy"}
    assert browser.post(address(session, "answers/"), new).status_code == 302
    page = words(browser.get(address(session)))
    assert "Something is new: Pregnan" in page
    assert "No needle may go in yet" in page
    assert browser.post(address(session, "event/"), tap("inserted"), **TAP).status_code == 409


def test_a_muscle_off_plan_needs_its_reason_and_the_patients_word(browser, session):
    said = {
        "row": str(uuid4()),
        "muscle": "anatomy/muscles/biceps-brachii",
        "side": "right",
        "technique": "needling/techniques/deep",
        "reason": "",
        "agreed": "on",
    }
    for wrong in ({}, {"reason": "New finding", "agreed": ""}):
        assert browser.post(address(session, "muscle/"), said | wrong).status_code == 422
    done = browser.post(address(session, "muscle/"), said | {"reason": "New finding"})
    assert done.headers["Location"].endswith("#row-biceps-brachii-right")
    assert "New finding" in words(browser.get(address(session)))


def test_the_response_is_one_tap(browser, session):
    for when, pain in (("before", 6), ("after", 3)):
        said = {"tap": f"{when}:{pain}::{uuid4()}"}
        assert browser.post(address(session, "response/"), said, **TAP).status_code == 200
    assert {row.when: row.pain for row in session.responses.all()} == {"before": 6, "after": 3}
    wrong = {"tap": f"before:11::{uuid4()}"}
    assert browser.post(address(session, "response/"), wrong, **TAP).status_code == 422


def test_signing_with_a_needle_missing_is_refused_with_what_to_do(browser, session):
    browser.post(address(session, "needles/"), packet())
    answer = browser.post(address(session, "sign/"), {"row": str(uuid4())})
    assert answer.status_code == 409
    assert "Look for the missing needle" in words(answer)


def test_a_signed_session_is_a_note_that_takes_addenda(browser, session):
    needle(session, {INFRASPINATUS: 1}, at=timezone.now())
    assert browser.post(address(session, "sign/"), {"row": str(uuid4())}).status_code == 302
    page = words(browser.get(address(session)))
    assert "Signed by" in page
    assert "1 needle in and 1 out, 1 local twitch" in page
    addendum = {"row": str(uuid4()), "text": "Phoned <script>later</script>"}
    browser.post(address(session, "addendum/"), addendum)
    browser.post(address(session, "addendum/"), addendum)
    page = words(browser.get(address(session)))
    assert page.count("Phoned &lt;script&gt;later") == 1
    late = browser.post(address(session, "event/"), tap("inserted"), **TAP)
    assert late.status_code == 409
    assert "data-closed" in words(late)
    assert "Already signed by" in words(late)


def test_another_clinic_knows_no_session(session):
    stranger = staff_client(a_clinician(a_clinic()))
    for rest in ("", "live/"):
        assert stranger.get(address(session, rest)).status_code == 404
    assert stranger.post(address(session, "event/"), tap("inserted")).status_code == 404


def test_a_session_of_another_episode_is_not_reached_through_this_one(browser, therapist, session):
    other = an_episode_to_needle(therapist, at=timezone.now())
    crossed = f"{stage(other)}{session.pk}/"
    assert browser.get(crossed).status_code == 404
    assert browser.post(f"{crossed}event/", tap("inserted")).status_code == 404


def test_an_administrator_neither_needles_nor_signs(session):
    browser = staff_client(an_administrator(session.clinic))
    assert browser.post(address(session, "event/"), tap("inserted")).status_code == 403
    assert browser.post(address(session, "sign/"), {"row": uuid4()}).status_code == 403
    assert not NeedleEvent.objects.exists()


def test_a_page_and_a_tap_ask_the_database_a_bounded_number_of_things(
    browser, session, django_assert_max_num_queries
):
    needle(session, dict.fromkeys(THREE, 3), at=timezone.now())
    with django_assert_max_num_queries(PAGE_QUERIES):
        assert browser.get(address(session)).status_code == 200
    with django_assert_max_num_queries(TAP_QUERIES):
        browser.post(address(session, "event/"), tap("inserted", place=DELTOID), **TAP)


def test_the_sessions_so_far_are_listed(browser, therapist):
    session = a_signed_session(therapist, at=timezone.now())
    page = words(browser.get(stage(session.episode)))
    assert "Infraspinatus, right" in page
    assert "3 needles, signed by" in page
