"""Needle-sticks: what to do first, a report that few may read, and entries that are only ever added."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from filiform.clinic.audit.classification import all_classifications
from filiform.clinic.audit.models import AuditEvent
from filiform.clinic.safety.models import NeedleStick, NeedleStickEntry
from tests.factories import a_clinician, an_administrator, staff_client
from tests.factories.care import user_of

pytestmark = pytest.mark.django_db


def address(clinic, rest=""):
    return f"/clinics/{clinic.slug}/safety/needle-sticks/{rest}"


def said(**fields):
    now = timezone.localtime() - timedelta(minutes=10)
    given = {
        "row": str(uuid4()),
        "injured": "",
        "injured_name": "",
        "happened_at": now.strftime("%Y-%m-%dT%H:%M"),
        "device": "Needle for dry needling",
        "used": "yes",
        "session": "",
        "place": "Room 2",
        "how": "While putting it into the container",
    }
    return given | fields


def words(answer):
    return " ".join(answer.content.decode().split())


@pytest.fixture
def mine(browser, clinic, therapist):
    member = str(therapist.membership.pk)
    browser.post(address(clinic, "add/"), said(injured=member))
    return clinic.needle_sticks.get()


def test_what_to_do_at_once_stands_before_the_first_question(browser, clinic):
    page = words(browser.get(address(clinic, "add/")))
    first = page.index("wash the place with soap and warm water")
    assert first < page.index("Who was pricked")
    assert "Not yet reviewed" in page


def test_the_person_it_is_about_reads_it_and_sees_whom_to_tell(browser, clinic, mine):
    page = words(browser.get(address(clinic, f"{mine.pk}/")))
    assert "While putting it into the container" in page
    assert "Tell the employer at once" in page
    assert "Tell the clinical lead within 1 hour" in page


def test_the_lead_reads_it_and_every_reading_leaves_a_trace(clinic, mine, lead):
    assert staff_client(lead).get(address(clinic, f"{mine.pk}/")).status_code == 200
    event = AuditEvent.objects.filter(action="safety.needle_stick_read").last()
    assert (event.actor_id, event.details) == (lead.pk, {})


@pytest.mark.parametrize("make", [a_clinician, an_administrator])
def test_nobody_else_reads_it_or_learns_that_it_is_there(clinic, mine, make):
    browser = staff_client(make(clinic))
    assert browser.get(address(clinic, f"{mine.pk}/")).status_code == 404
    answer = browser.post(address(clinic, f"{mine.pk}/"), {"row": str(uuid4()), "text": "x"})
    assert answer.status_code == 404
    page = words(browser.get(address(clinic)))
    assert "No report" in page


def test_whoever_reports_for_a_colleague_does_not_read_on(clinic, therapist):
    reporter = a_clinician(clinic)
    form = said(injured=str(therapist.membership.pk))
    page = words(staff_client(reporter).post(address(clinic, "add/"), form, follow=True))
    assert "Your colleague and the clinical lead can read it" in page
    stick = clinic.needle_sticks.get()
    assert staff_client(reporter).get(address(clinic, f"{stick.pk}/")).status_code == 404


def test_telling_and_notes_are_added_and_nothing_is_changed(browser, clinic, mine):
    where = address(clinic, f"{mine.pk}/")
    browser.post(where, {"row": str(uuid4()), "whom": "employer", "text": ""})
    browser.post(where, {"row": str(uuid4()), "whom": "", "text": "Seen by occupational health"})
    page = words(browser.get(where))
    assert "Told the employer" in page
    assert "Seen by occupational health" in page
    for table in (NeedleStick, NeedleStickEntry):
        with pytest.raises(DatabaseError), transaction.atomic():
            table.objects.all().delete()


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({}, "one of the two"),
        ({"injured_name": "Sam"} | {"how": ""}, "How it happened"),
        ({"injured_name": "Sam", "used": "maybe"}, "Had it been"),
        ({"injured_name": "Sam", "happened_at": "yesterday"}, "When"),
        ({"injured_name": "Sam", "happened_at": "2099-01-01T10:00"}, "in the future"),
        ({"injured_name": "Sam", "how": "x" * 2001}, "How it happened"),
        ({"injured_name": "Sam", "session": str(uuid4())}, "Whose session"),
        ({"injured": str(uuid4())}, "Who was pricked"),
    ],
)
def test_a_report_that_cannot_be_says_why_and_loses_nothing(browser, clinic, wrong, says):
    answer = browser.post(address(clinic, "add/"), said(**wrong))
    assert answer.status_code == 422
    assert says in words(answer)
    assert "Room 2" in words(answer)
    assert not clinic.needle_sticks.exists()


def test_an_administrator_reports_and_is_offered_no_patient(clinic, signed):
    page = words(staff_client(an_administrator(clinic)).get(address(clinic, "add/")))
    assert signed.episode.patient.name not in page
    form = said(injured_name="The cleaner", session=str(signed.pk))
    assert (
        staff_client(an_administrator(clinic)).post(address(clinic, "add/"), form).status_code
        == 422
    )


def test_the_session_it_came_from_is_offered_to_clinicians(browser, clinic, signed, therapist):
    page = words(browser.get(address(clinic, f"add/?session={signed.pk}")))
    assert f'value="{signed.pk}" selected' in page
    form = said(injured=str(therapist.membership.pk), session=str(signed.pk))
    browser.post(address(clinic, "add/"), form)
    assert clinic.needle_sticks.get().session == signed


def test_the_health_of_staff_leaves_the_clinic_in_no_export_and_no_registry():
    known = all_classifications()
    for model in ("safety.NeedleStick", "safety.NeedleStickEntry"):
        assert not any(one.exported or one.registry for one in known[model].values())


def test_a_report_is_about_the_user_who_made_it_by_default(browser, clinic, therapist):
    page = words(browser.get(address(clinic, "add/")))
    assert f'value="{therapist.membership.pk}" selected>{user_of(therapist).name}' in page


def test_the_lead_finds_it_on_the_worklist_without_a_name_until_it_is_seen_to(
    browser, clinic, mine, therapist, lead
):
    worklist = f"/clinics/{clinic.slug}/"
    page = words(staff_client(lead).get(worklist))
    assert "Somebody who works here was pricked" in page
    assert user_of(therapist).name not in page
    assert "was pricked" not in words(browser.get(worklist))
    where = address(clinic, f"{mine.pk}/")
    browser.post(where, {"row": str(uuid4()), "whom": "clinical_lead", "text": ""})
    assert "was pricked" not in words(staff_client(lead).get(worklist))
