"""Every page that stands without a stage answers, in the product's look."""

import pytest
from django.test import Client

from filiform.clinic.people.models import Clinic
from tests.factories import (
    a_clinic,
    a_credential,
    a_lead,
    a_patient,
    a_practitioner,
    an_episode,
    an_imported_record,
    patient_client,
    staff_client,
)

pytestmark = pytest.mark.django_db

PUBLIC = ["/", "/about/", "/account/login/", "/my/link-needed/"]
LEAD = [
    "",
    "?status=referred&q=pat",
    "patients/",
    "patients/?q=patient",
    "patients/add/",
    "records/",
    "staff/",
    "staff/add/",
    "audit/",
    "audit/?verify=1",
]


@pytest.fixture
def clinic() -> Clinic:
    return a_clinic(name="Riverside Physical Therapy")


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_page_opens_without_an_account(client: Client, address: str):
    answer = client.get(address)
    assert answer.status_code == 200
    assert "<c-" not in answer.content.decode()


@pytest.mark.parametrize("address", LEAD)
def test_a_page_of_the_clinic_opens_for_its_lead(clinic: Clinic, address: str):
    an_episode(a_patient(clinic))
    answer = staff_client(a_lead(clinic)).get(f"/clinics/{clinic.slug}/{address}")
    assert answer.status_code == 200
    assert "Riverside Physical Therapy" in answer.content.decode()


def test_a_patients_pages_open(clinic: Clinic):
    lead = a_lead(clinic)
    patient = a_patient(clinic, by=lead)
    an_imported_record(patient, {"record": []})
    episode = an_episode(patient)
    browser = staff_client(lead)
    for address in (
        f"patients/{patient.pk}/",
        f"patients/{patient.pk}/contact/",
        f"patients/{patient.pk}/episodes/open/",
        f"episodes/{episode.pk}/",
        f"episodes/{episode.pk}/status/",
    ):
        answer = browser.get(f"/clinics/{clinic.slug}/{address}")
        assert answer.status_code == 200, address
        assert patient.name in answer.content.decode(), address


def test_a_member_of_staffs_pages_open(clinic: Clinic):
    lead = a_lead(clinic)
    a_credential(a_practitioner(lead, clinic), areas=["anatomy/areas/shoulder"])
    member = lead.memberships.get()
    browser = staff_client(lead)
    for part in ("", "practitioner/", "credentials/add/"):
        assert browser.get(f"/clinics/{clinic.slug}/staff/{member.pk}/{part}").status_code == 200


def test_the_patients_own_page_names_the_clinic(clinic: Clinic):
    answer = patient_client(a_patient(clinic)).get("/my/")
    assert answer.status_code == 200
    assert "Riverside Physical Therapy" in answer.content.decode()


def test_an_unknown_address_answers_404_in_the_look(client: Client):
    answer = client.get("/nothing-here/")
    assert answer.status_code == 404
    assert "There is nothing here" in answer.content.decode()


def test_the_own_account_pages_open_for_staff(clinic: Clinic):
    browser = staff_client(a_lead(clinic, password="a long enough sentence"))
    for address in ("/account/2fa/", "/account/password/change/", "/account/reauthenticate/"):
        answer = browser.get(address)
        assert answer.status_code == 200, address
        assert "Filiform supports a decision" in answer.content.decode(), address


def test_the_service_says_that_it_is_well(client: Client):
    assert client.get("/healthz").json() == {"status": "ok"}


def test_staff_of_one_clinic_begin_at_its_worklist(clinic: Clinic):
    answer = staff_client(a_lead(clinic)).get("/start/")
    assert answer.headers["Location"] == f"/clinics/{clinic.slug}/"
