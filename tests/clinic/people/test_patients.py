"""Patients are found by the beginning of a name or number, added once, and reached as they wish."""

from uuid import uuid4

import pytest
from django.test import Client

from filiform.clinic.audit.models import AuditEvent
from filiform.clinic.people.models import Clinic
from filiform.clinic.people.presenters import allergies_on_record
from filiform.clinic.people.queries import find_patients
from tests.factories import a_clinic, a_clinician, a_patient, an_imported_record, staff_client

pytestmark = pytest.mark.django_db


@pytest.fixture
def clinic() -> Clinic:
    return a_clinic()


@pytest.fixture
def staff(clinic: Clinic) -> Client:
    return staff_client(a_clinician(clinic))


def found(clinic: Clinic, words: str) -> list[str]:
    return [patient.name for patient in find_patients(clinic, words)]


@pytest.mark.parametrize(
    "words", ["garc", "José", "jose gar", "GARCÍA JO", "MRN-9", "  garcía   josé "]
)
def test_a_patient_is_found_by_the_beginning_of_either_name_or_the_number(clinic, words):
    a_patient(clinic, family_name="García", given_name="José", identifier="MRN-99")
    a_patient(clinic, family_name="Brown", given_name="Ann", identifier="OTHER")
    assert found(clinic, words) == ["José García"]


def test_a_patient_of_another_clinic_is_never_found(clinic):
    a_patient(a_clinic(), family_name="García")
    assert found(clinic, "garc") == []


def a_form(**fields) -> dict:
    given = {
        "row": str(uuid4()),
        "family_name": "Silva",
        "given_name": "Ana",
        "birth_date": "1980-02-29",
        "sex": "female",
        "identifier": "N-1",
    }
    return given | fields


def test_a_form_that_is_sent_twice_adds_one_patient(clinic, staff):
    form = a_form()
    where = f"/clinics/{clinic.slug}/patients/add/"
    answers = [staff.post(where, form) for _ in range(2)]
    assert answers[0].headers["Location"] == answers[1].headers["Location"]
    assert clinic.patients.count() == 1
    assert AuditEvent.objects.filter(action="patient.added").count() == 1


def test_a_number_that_is_taken_is_refused_and_what_was_typed_stays(clinic, staff):
    a_patient(clinic, identifier="N-1")
    answer = staff.post(f"/clinics/{clinic.slug}/patients/add/", a_form())
    assert answer.status_code == 422
    assert "has that number" in answer.content.decode()
    assert 'value="Silva"' in answer.content.decode()
    assert clinic.patients.count() == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [("family_name", ""), ("birth_date", "31 June"), ("sex", "?"), ("row", "x"), ("email", "no")],
)
def test_a_form_with_something_wrong_says_so_and_writes_nothing(clinic, staff, field, value):
    answer = staff.post(f"/clinics/{clinic.slug}/patients/add/", a_form(**{field: value}))
    assert answer.status_code == 422
    assert not clinic.patients.exists()


def test_contact_details_change_and_leave_an_event_without_them(clinic, staff):
    patient = a_patient(clinic)
    staff.post(f"/clinics/{clinic.slug}/patients/{patient.pk}/contact/", {"phone": "+1 555 0100"})
    patient.refresh_from_db()
    assert patient.phone == "+1 555 0100"
    event = AuditEvent.objects.get(action="patient.contact_changed")
    assert "555" not in str(event.details)


def test_allergies_are_never_denied_when_nobody_looked(clinic):
    patient = a_patient(clinic)
    assert allergies_on_record(patient) == "not asked yet"
    an_imported_record(patient, {"record": []})
    assert allergies_on_record(patient) == "none in the record"


def test_an_allergy_in_a_record_stands_on_each_page_of_the_patient(clinic, staff):
    patient = a_patient(clinic)
    facts = {"record": [{"finding": "screening/findings/latex-allergy", "standing": "current"}]}
    an_imported_record(patient, facts)
    page = staff.get(f"/clinics/{clinic.slug}/patients/{patient.pk}/").content.decode()
    assert "Latex allergy" in page or "latex" in page.lower()
    assert "none" not in page.split("Allergies")[1].split("</div>")[0]
