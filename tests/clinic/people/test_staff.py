"""Staff are added by those who lead a clinic; credentials are recorded once and never changed."""

from datetime import date
from uuid import uuid4

import pytest
from django.test import Client

from filiform.clinic.people.models import Clinic
from filiform.clinic.people.queries import practitioner_of, valid_credentials
from tests.factories import (
    a_clinic,
    a_clinician,
    a_credential,
    a_lead,
    a_practitioner,
    staff_client,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def clinic() -> Clinic:
    return a_clinic()


@pytest.fixture
def lead(clinic: Clinic) -> Client:
    return staff_client(a_lead(clinic))


def test_a_member_is_added_becomes_a_practitioner_and_gets_a_credential(clinic, lead):
    home = f"/clinics/{clinic.slug}/staff/"
    person = {
        "row": str(uuid4()),
        "name": "Mei Tan",
        "email": "mei@example.org",
        "role": "clinician",
    }
    page = lead.post(f"{home}add/", person).headers["Location"]
    lead.post(f"{page}practitioner/", {"display_name": "Mei Tan, DPT", "profession": "therapist"})
    credential = {
        "row": str(uuid4()),
        "kind": "Dry needling course",
        "jurisdiction": "us",
        "hours": "80",
        "in_person_hours": "54",
        "issued_on": "2025-01-01",
        "expires_on": "2030-01-01",
        "licensed_as": "physical_therapist",
        "privileges": ["needling/privileges/shoulder-girdle"],
        "techniques": ["needling/techniques/deep"],
    }
    for _ in range(2):
        assert lead.post(f"{page}credentials/add/", credential).status_code == 302
    member = clinic.memberships.get(user__email="mei@example.org")
    practitioner = practitioner_of(clinic, member.user)
    held = valid_credentials(practitioner, date(2026, 3, 2))
    assert [(row.privileges, row.techniques) for row in held] == [
        (credential["privileges"], credential["techniques"])
    ]
    shown = lead.get(page).content.decode()
    assert "valid until 1 January 2030" in shown
    assert "Shoulder girdle" in shown


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"in_person_hours": "90"}, "Not more than the hours in all"),
        ({"expires_on": "2024-12-31"}, "After the day of issue"),
        ({"privileges": ["anatomy/areas/nowhere"]}, "not one of the available choices"),
        ({"privileges": []}, "Without one it opens no muscle"),
        ({"supervised_sessions": "25"}, "Say who signed the supervised sessions off"),
        ({"training_began_on": "2025-02-01"}, "Not after the day of issue"),
    ],
)
def test_a_credential_that_cannot_be_is_refused(clinic, lead, fields, said):
    practitioner = a_practitioner(a_clinician(clinic), clinic)
    credential = {
        "row": str(uuid4()),
        "kind": "Course",
        "jurisdiction": "us",
        "hours": "80",
        "in_person_hours": "54",
        "issued_on": "2025-01-01",
        "licensed_as": "physical_therapist",
        "privileges": ["needling/privileges/thorax"],
    }
    where = f"/clinics/{clinic.slug}/staff/{practitioner.membership_id}/credentials/add/"
    answer = lead.post(where, credential | fields)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not clinic.credentials.exists()


def test_a_credential_holds_from_its_issue_until_the_day_it_expires(clinic):
    credential = a_credential(a_practitioner(a_clinician(clinic), clinic))
    days = {date(2024, 12, 31): False, date(2025, 1, 1): True, date(2030, 1, 1): False}
    assert {day: credential.is_valid(day) for day in days} == days


def test_a_person_is_a_member_once(clinic, lead):
    clinician = a_clinician(clinic)
    person = {"row": str(uuid4()), "name": "X", "email": clinician.email, "role": "lead"}
    answer = lead.post(f"/clinics/{clinic.slug}/staff/add/", person)
    assert answer.status_code == 422
    assert "a member of the clinic already" in answer.content.decode()


@pytest.mark.parametrize(
    ("place", "said", "not_said"),
    [
        ("us-fl", "25 sessions under supervision", "Colorado"),
        ("us-ca", "California does not permit dry needling by physical therapists.", "At least"),
        ("us-va", "written referral", "Florida"),
        ("us-al", "Alabama, chiropractors", "Florida"),
        ("nl", "nobody here has read what it asks for", "Florida"),
    ],
)
def test_what_the_law_of_the_place_asks_for_stands_beside_the_form_for_a_credential(
    clinic, lead, place, said, not_said
):
    clinic.jurisdiction = place
    clinic.save()
    member = a_practitioner(a_clinician(clinic), clinic).membership
    page = lead.get(f"/clinics/{clinic.slug}/staff/{member.pk}/credentials/add/").content.decode()
    assert said in " ".join(page.split())
    assert not_said not in page
