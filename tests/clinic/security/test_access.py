"""Missing authorization and object-level access: the class in which trusted health software fails most."""

from uuid import uuid4

import pytest
from django.test import Client

from filiform.clinic.accounts.roles import PERMISSIONS, STAFF_ROLES, Permission, Role, may
from filiform.clinic.people.models import Clinic
from tests.factories import (
    a_clinic,
    a_clinician,
    a_lead,
    a_patient,
    an_administrator,
    an_episode,
    patient_client,
    staff_client,
    staff_of,
)
from tests.factories.addresses import Address, addresses, patient_addresses

pytestmark = pytest.mark.django_db

STAFF = [found for found in addresses() if found.pattern.startswith("clinics/")]
PATIENT = [
    found for found in addresses() if found.pattern.startswith("my/") and not found.is_public
]


def name(address: Address) -> str:
    return address.pattern


def filled_for(address: Address, clinic: Clinic) -> str:
    """The address with a patient and an episode that exist in that clinic."""
    patient = a_patient(clinic)
    episode = an_episode(patient)
    membership = clinic.memberships.first()
    return address.filled(
        clinic=clinic.slug, patient=patient.pk, episode=episode.pk, membership=membership.pk
    )


@pytest.mark.parametrize("address", addresses(), ids=name)
def test_every_address_has_a_guard_or_is_listed_as_public(address: Address):
    assert address.is_public != bool(address.permission), (
        f"guard {address.pattern} by people.access"
    )


@pytest.mark.parametrize("address", STAFF, ids=name)
@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_opens_a_clinics_page_without_signing_in(client: Client, address: Address, method):
    answer = getattr(client, method)(filled_for(address, a_clinic()))
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/account/login/")


@pytest.mark.parametrize("address", STAFF, ids=name)
@pytest.mark.parametrize("method", ["get", "post"])
def test_another_clinics_page_does_not_exist_for_its_non_members(address: Address, method):
    """A lead of one clinic asks for rows of another under the other's own address."""
    stranger = staff_client(a_lead(a_clinic()))
    answer = getattr(stranger, method)(filled_for(address, a_clinic()))
    assert answer.status_code == 404


@pytest.mark.parametrize(
    "address", [found for found in STAFF if found.pattern.count("<") > 1], ids=name
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_another_clinics_rows_do_not_exist_under_ones_own_clinic(address: Address, method):
    """A lead asks, under their own clinic's address, for rows of another clinic."""
    own, other = a_clinic(), a_clinic()
    moved = filled_for(address, other).replace(f"/{other.slug}/", f"/{own.slug}/")
    answer = getattr(staff_client(a_lead(own)), method)(moved)
    if address.pattern == "clinics/<slug:clinic>/records/<uuid:upload>/" and method == "post":
        assert answer.status_code == 302, "an upload that is gone is said so, whoever's it was"
    else:
        assert answer.status_code in {404, 405}


@pytest.mark.parametrize("role", STAFF_ROLES)
@pytest.mark.parametrize("address", STAFF, ids=name)
def test_a_role_without_the_permission_is_told_so(address: Address, role: Role):
    clinic = a_clinic()
    answer = staff_client(staff_of(clinic, role)).get(filled_for(address, clinic))
    if may(role, address.permission):
        assert answer.status_code != 403
    else:
        assert answer.status_code == 403
        assert f"may not {address.permission.value}" in answer.content.decode()


def test_a_membership_that_was_ended_opens_nothing_from_the_next_request_on():
    clinic = a_clinic()
    clinician = a_clinician(clinic)
    browser = staff_client(clinician)
    assert browser.get(f"/clinics/{clinic.slug}/patients/").status_code == 200
    clinician.memberships.update(active=False)
    assert browser.get(f"/clinics/{clinic.slug}/patients/").status_code == 404


def test_a_patient_opens_no_page_of_staff():
    clinic = a_clinic()
    browser = patient_client(a_patient(clinic))
    for address in STAFF:
        assert browser.get(filled_for(address, clinic)).status_code == 404, address.pattern


def test_staff_open_no_page_of_a_patient():
    browser = staff_client(a_lead(a_clinic()))
    for address in patient_addresses():
        assert browser.get(address).status_code == 404, address


def test_nobody_opens_a_patients_page_without_a_link(client: Client):
    for address in patient_addresses():
        assert client.get(address).headers["Location"] == "/my/link-needed/", address


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(
    "address", [found for found in PATIENT if "<uuid:episode>" in found.pattern], ids=name
)
def test_one_patients_session_reads_nothing_of_another(address: Address, method):
    clinic = a_clinic()
    other = an_episode(a_patient(clinic))
    answer = getattr(patient_client(a_patient(clinic)), method)(address.filled(episode=other.pk))
    assert answer.status_code == 404


def test_an_administrator_reads_nothing_clinical():
    clinic = a_clinic()
    episode = an_episode(a_patient(clinic), title="A very private complaint")
    browser = staff_client(an_administrator(clinic))
    assert "private" not in browser.get(f"/clinics/{clinic.slug}/").content.decode()
    assert browser.get(f"/clinics/{clinic.slug}/episodes/{episode.pk}/").status_code == 403


def test_unknown_ids_answer_404():
    clinic = a_clinic()
    browser = staff_client(a_lead(clinic))
    for part in (f"patients/{uuid4()}/", f"episodes/{uuid4()}/", f"staff/{uuid4()}/"):
        assert browser.get(f"/clinics/{clinic.slug}/{part}").status_code == 404


def test_every_permission_belongs_to_a_role_and_a_patient_has_none():
    assert frozenset().union(*PERMISSIONS.values()) == frozenset(Permission)
    assert not PERMISSIONS[Role.PATIENT]
