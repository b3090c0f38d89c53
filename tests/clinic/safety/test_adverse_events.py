"""Adverse events: reported in one press, known ever better, told in time, counted over sessions, never lost."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from filiform.clinic.audit.action import Refused
from filiform.clinic.audit.models import AuditEvent
from filiform.clinic.knowledge import library
from filiform.clinic.needling.actions import TapKind
from filiform.clinic.safety import actions
from filiform.clinic.safety.actions import Details
from filiform.clinic.safety.models import AdverseEventDetails, RaisedFrom
from filiform.clinic.safety.queries import (
    known_of,
    open_tellings,
    rates_of_events,
    reportable_events,
    telling_tasks,
)
from filiform.clinic.safety.queries.rates import sessions_counted
from filiform.knowledge.model.events import EventSeverity, Told
from tests.factories import a_clinic, a_lead, staff_client
from tests.factories.care import (
    INFRASPINATUS,
    a_session,
    a_therapist,
    an_episode_to_needle,
    an_event,
    user_of,
)
from tests.factories.followup import a_check_in

pytestmark = pytest.mark.django_db
EVENTS = "aftercare/adverse_events/"


def report(session, event="bruising", **fields):
    given = {
        "row_id": uuid4(),
        "event": EVENTS + event,
        "raised_from": RaisedFrom.SESSION,
        "by": session.recorded_by,
        "at": timezone.now(),
    }
    return actions.report_event(session=session, **given | fields)


def more(found, severity=EventSeverity.MILD, **fields):
    return actions.add_details(
        report=found,
        row_id=uuid4(),
        details=Details(severity, **fields),
        by=found.recorded_by,
        at=timezone.now(),
    )


def tell(found, whom, **fields):
    given = {"row_id": uuid4(), "told_at": found.noticed_at, "how": ""}
    given |= {"by": found.recorded_by, "at": timezone.now()}
    return actions.record_telling(report=found, whom=whom, **given | fields)


def where(session, rest=""):
    clinic = session.clinic.slug
    return f"/clinics/{clinic}/episodes/{session.episode_id}/{rest}"


def add_page(session):
    return where(session, f"needling/{session.pk}/adverse-events/add/")


def words(answer):
    return " ".join(answer.content.decode().split())


def test_one_press_reports_with_the_muscle_and_the_needle_filled_in(browser, signed):
    page = words(browser.get(add_page(signed)))
    assert "Infraspinatus, right" in page
    assert "lot A1234" in page
    form = {"row": str(uuid4()), "event": EVENTS + "faint"}
    form |= {"place": "anatomy/muscles/infraspinatus|right", "needle": "A1234|0.25 mm|30"}
    answer = browser.post(add_page(signed), form)
    assert answer.status_code == 302
    known = known_of(signed.adverse_events.get())
    assert (known.severity, known.muscle, known.side) == (
        "significant",
        "anatomy/muscles/infraspinatus",
        "right",
    )
    assert (known.lot, float(known.length_mm)) == ("A1234", 30)
    browser.post(add_page(signed), form)
    assert signed.adverse_events.count() == 1, "sent twice is reported once"


def test_an_event_is_reported_from_a_session_that_is_still_open(browser, therapist):
    now = timezone.now()
    session = a_session(an_episode_to_needle(therapist, at=now), by=therapist, at=now)
    an_event(session, TapKind.INSERTED, INFRASPINATUS, at=now)
    at_the_table = where(session, f"needling/{session.pk}/")
    assert add_page(session) in words(browser.get(at_the_table))
    page = words(browser.get(add_page(session)))
    assert "Infraspinatus, right" in page
    assert "lot A1234" in page
    form = {"row": str(uuid4()), "event": EVENTS + "faint"}
    form |= {"place": "anatomy/muscles/infraspinatus|right", "needle": "A1234|0.25 mm|30"}
    assert browser.post(add_page(session), form).status_code == 302
    found = session.adverse_events.get()
    known = known_of(found)
    assert found.raised_from == RaisedFrom.SESSION
    assert (known.severity, known.muscle) == ("significant", "anatomy/muscles/infraspinatus")
    assert known.lot == "A1234"
    page = words(browser.get(at_the_table))
    assert "Faint" in page
    assert "Needling session" in page, "the session goes on at the table"


def test_the_list_holds_every_event_of_patients_and_none_of_staff(browser, signed):
    page = words(browser.get(add_page(signed)))
    for one in reportable_events(library()):
        assert f'value="{one.id}"' in page
    assert f'value="{EVENTS}needle-stick"' not in page
    assert "safety/needle-sticks/add/?session=" in page


@pytest.mark.parametrize(
    "wrong",
    [
        {"event": "nothing"},
        {"event": EVENTS + "needle-stick"},
        {"event": ""},
        {"row": "x"},
        {"event": EVENTS + "faint", "place": "anatomy/muscles/nowhere|right"},
        {"event": EVENTS + "faint", "place": "x" * 500},
    ],
)
def test_what_cannot_be_reported_says_so_and_writes_nothing(browser, signed, wrong):
    answer = browser.post(add_page(signed), {"row": str(uuid4())} | wrong)
    assert answer.status_code == 422
    assert "There is something to put right" in words(answer)
    assert not signed.adverse_events.exists()


@pytest.mark.parametrize(
    "needle", ["", "A|b", "A|b|NaN", "A|b|Infinity", "A|b|-3", "A|b|1e9", "|||||"]
)
def test_a_needle_that_cannot_be_read_never_stops_a_report(browser, signed, needle):
    form = {"row": str(uuid4()), "event": EVENTS + "bruising", "needle": needle}
    assert browser.post(add_page(signed), form).status_code == 302


def test_an_event_is_reported_from_a_check_in_and_from_the_episode(browser, signed):
    check_in = a_check_in(signed)
    form = {"event": EVENTS + "bruising", "check_in": str(check_in.pk)}
    browser.post(add_page(signed), form | {"row": str(uuid4())})
    browser.post(add_page(signed) + "?from=episode", {"row": str(uuid4()), "event": form["event"]})
    browser.post(add_page(signed), {"row": str(uuid4()), "event": form["event"]})
    raised = set(signed.adverse_events.values_list("raised_from", flat=True))
    assert raised == {"check_in", "episode", "signed_session"}


def test_a_check_in_of_another_session_is_refused(signed):
    other = a_check_in(signed)
    other.session_id = uuid4()
    with pytest.raises(Refused, match="another session"):
        report(signed, check_in=other)


def test_what_is_learned_later_stands_beside_what_was_known_before(browser, signed):
    found = report(signed)
    form = {
        "row": str(uuid4()),
        "severity": "significant",
        "muscle": "",
        "side": "",
        "onset": "afterwards",
    }
    form |= {
        "after": "2",
        "unit": "hours",
        "course": "A swelling as large as a plum",
        "outcome": "recovering",
    }
    answer = browser.post(where(signed, f"adverse-events/{found.pk}/"), form, follow=True)
    page = words(answer)
    assert "2 hours after the needles were out" in page
    assert "A swelling as large as a plum" in page
    assert "What was known before" in page
    assert [one.sequence for one in found.details.all()] == [0, 1]


def test_a_severity_may_be_raised_and_never_lowered(signed):
    found = report(signed, "pneumothorax")
    more(found, EventSeverity.MILD)
    assert known_of(found).severity == EventSeverity.SERIOUS
    milder = report(signed, "bruising")
    more(milder, EventSeverity.SERIOUS)
    milder.refresh_from_db()
    assert milder.details.last().severity == EventSeverity.SERIOUS


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"severity": "catastrophic"}, "How bad"),
        ({"muscle": "anatomy/muscles/infraspinatus"}, "neither"),
        ({"after": "3", "onset": "inserting"}, "leave this empty"),
        ({"after": "-3", "onset": "afterwards"}, "How long"),
        ({"course": "x" * 2001}, "What happened"),
    ],
)
def test_details_that_contradict_themselves_are_refused_and_kept_in_the_form(
    browser, signed, wrong, says
):
    found = report(signed)
    form = {"row": str(uuid4()), "severity": "mild", "done": "Pressed on it"} | wrong
    answer = browser.post(where(signed, f"adverse-events/{found.pk}/"), form)
    assert answer.status_code == 422
    assert says in words(answer)
    assert "Pressed on it" in words(answer)
    assert found.details.count() == 1


def test_who_must_be_told_is_a_task_until_somebody_did(browser, signed, clinic, lead):
    found = report(signed, "pneumothorax")
    page = words(browser.get(where(signed, f"adverse-events/{found.pk}/")))
    assert "Tell the emergency department or the ambulance at once" in page
    assert "Tell the clinical lead within 1 hour" in page
    assert "Suspected collapsed lung" in page
    form = {
        "row": str(uuid4()),
        "whom": "emergency_department",
        "told_at": "",
        "how": "Ambulance 12",
    }
    page = words(browser.post(where(signed, f"adverse-events/{found.pk}/told/"), form, follow=True))
    assert "Told by" in page
    assert "Ambulance 12" in page
    waiting = {task.due.whom for _, task in open_tellings(clinic, library())}
    assert waiting == {Told.CLINICAL_LEAD, Told.PHYSICIAN}
    overview = words(staff_client(lead).get(f"/clinics/{clinic.slug}/safety/"))
    assert "Tell the clinical lead within 1 hour" in overview


def test_nobody_is_told_twice_nor_in_the_future(signed):
    found = report(signed, "faint")
    tell(found, Told.PATIENT)
    with pytest.raises(Refused, match="has told them already"):
        tell(found, Told.PATIENT)
    with pytest.raises(Refused, match="in the future"):
        tell(found, Told.CLINICAL_LEAD, told_at=timezone.now() + timedelta(hours=1))


def test_in_florida_the_board_is_told_within_15_days_of_what_is_more_than_mild():
    therapist = a_therapist(a_clinic(jurisdiction="us-fl"))
    session = a_session(an_episode_to_needle(therapist), by=therapist)
    found = report(session, "faint")
    whom = {one.due.whom: one.due.by for one in telling_tasks(found, library())}
    assert whom[Told.LICENSING_BOARD] == found.noticed_at + timedelta(days=15)


def test_a_report_made_by_mistake_is_taken_back_and_stays(browser, signed, clinic):
    found = report(signed, "pneumothorax")
    form = {"row": str(uuid4()), "reason": "Pressed the wrong button"}
    page = browser.post(where(signed, f"adverse-events/{found.pk}/withdraw/"), form, follow=True)
    assert "This counts no more." in words(page)
    assert open_tellings(clinic, library()) == ()
    assert rates_of_events(clinic) == {}
    with pytest.raises(Refused, match="taken back"):
        more(found)


def test_events_are_counted_over_sessions_and_never_without_them(signed, clinic):
    assert sessions_counted(clinic) == 1
    report(signed)
    report(signed)
    rate = rates_of_events(clinic)[EVENTS + "bruising"]
    assert (rate.events, rate.sessions, rate.per_thousand) == (2, 1, 2000)


def test_a_session_that_nobody_signed_counts_once_something_happened_in_it(therapist, clinic):
    now = timezone.now()
    session = a_session(an_episode_to_needle(therapist, at=now), by=therapist, at=now)
    assert sessions_counted(clinic) == 0
    report(session, "retained-needle")
    assert sessions_counted(clinic) == 1


def test_the_lead_sees_every_event_with_its_rate_and_denominator(signed, clinic, lead):
    report(signed)
    page = words(staff_client(lead).get(f"/clinics/{clinic.slug}/safety/"))
    assert signed.episode.patient.name in page
    assert "1,000" in page
    assert "25.3 to 5,572" in page
    assert "Garwood" in page


def test_without_a_session_the_lead_sees_no_rate():
    clinic = a_clinic()
    page = words(staff_client(a_lead(clinic)).get(f"/clinics/{clinic.slug}/safety/"))
    assert "nothing to count over" in page


def test_a_report_stands_under_its_own_episode_alone(browser, signed, therapist):
    found = report(signed)
    other = an_episode_to_needle(therapist, at=timezone.now())
    address = f"/clinics/{other.clinic.slug}/episodes/{other.pk}/adverse-events/{found.pk}/"
    assert browser.get(address).status_code == 404


def test_rows_are_never_changed_and_audit_events_hold_nothing_about_the_patient(signed):
    found = report(signed)
    more(found, course="Something private")
    with pytest.raises(DatabaseError), transaction.atomic():
        AdverseEventDetails.objects.update(course="")
    details = [str(one.details) for one in AuditEvent.objects.filter(action__startswith="safety.")]
    assert len(details) == 2
    assert not any("private" in one for one in details)


def test_the_timeline_of_the_episode_shows_it(browser, signed):
    report(signed, "faint")
    assert "Faint" in words(browser.get(where(signed)))
    assert "Faint" in words(browser.get(where(signed, "adverse-events/")))
    assert "Faint" in words(browser.get(where(signed, f"needling/{signed.pk}/")))


def test_a_serious_event_stands_first_on_the_worklist_until_everybody_was_told(
    browser, signed, clinic
):
    found = report(signed, "pneumothorax")
    worklist = f"/clinics/{clinic.slug}/"
    assert "Serious: collapsed lung" in words(browser.get(worklist))
    for task in telling_tasks(found, library()):
        tell(found, task.due.whom)
    assert "Serious: collapsed lung" not in words(browser.get(worklist))


def test_a_report_of_the_user_that_left_no_muscle_is_whole(signed, therapist):
    found = report(signed, "drowsiness", by=user_of(therapist))
    assert known_of(found).muscle == ""
