"""One-time links: a secret that works once, for a while, for one person, and is stored by nobody."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from filiform.clinic.accounts.actions import new_password_link
from filiform.clinic.accounts.models import PasswordLink
from filiform.clinic.accounts.tokens import hash_of, new_token
from filiform.clinic.audit.models import AuditEvent
from filiform.clinic.people.actions.links import make_link
from filiform.clinic.people.models import OneTimeLink
from tests.factories import a_clinic, a_clinician, a_lead, a_patient, staff_client

pytestmark = pytest.mark.django_db

PASSWORD = "a sentence nobody else would think of"


def a_link(patient) -> str:
    token = new_token()
    make_link(
        patient=patient, token=token, purpose="enter", by=patient.recorded_by, at=timezone.now()
    )
    return f"/link/{token}/"


def test_a_link_lets_its_patient_in_after_a_press_of_the_button(client: Client):
    patient = a_patient(a_clinic())
    address = a_link(patient)
    assert client.get(address).status_code == 200
    answer = client.post(address)
    assert answer.headers["Location"] == "/my/"
    assert patient.given_name in client.get("/my/").content.decode()


def test_opening_a_link_does_not_use_it_up(client: Client):
    address = a_link(a_patient(a_clinic()))
    for _ in range(3):
        client.get(address), Client().head(address)
    assert OneTimeLink.objects.get().used_at is None


def test_a_link_works_once(client: Client):
    address = a_link(a_patient(a_clinic()))
    client.post(address)
    again = Client()
    assert again.get(address).status_code == 410
    assert again.post(address).status_code == 410
    assert again.get("/my/").status_code == 302
    assert AuditEvent.objects.filter(action="patient.link_used").count() == 1


def test_a_link_expires(client: Client):
    address = a_link(a_patient(a_clinic()))
    OneTimeLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert client.get(address).status_code == 410
    assert client.post(address).status_code == 410


def test_a_new_link_replaces_the_one_before(client: Client):
    patient = a_patient(a_clinic())
    first, second = a_link(patient), a_link(patient)
    assert client.post(first).status_code == 410
    assert client.post(second).status_code == 302


def test_a_guessed_link_answers_as_a_used_one(client: Client):
    address = a_link(a_patient(a_clinic()))
    client.post(address)
    used, guessed = Client().get(address), Client().get(f"/link/{new_token()}/")
    assert used.status_code == guessed.status_code == 410
    csrf_free = [
        " ".join(page.content.decode().split()).split("<main")[1] for page in (used, guessed)
    ]
    assert csrf_free[0] == csrf_free[1]


def test_only_the_hash_of_a_secret_is_stored():
    address = a_link(a_patient(a_clinic()))
    token = address.split("/")[2]
    link = OneTimeLink.objects.get()
    assert link.token_hash == hash_of(token)
    assert token not in str(list(OneTimeLink.objects.values()))
    assert token not in str(list(AuditEvent.objects.values()))
    assert len(token) >= 43


def test_entering_starts_a_new_session(client: Client):
    address = a_link(a_patient(a_clinic()))
    client.get(address)
    client.cookies["session"] = "chosenbyanattacker"
    client.post(address)
    assert client.cookies["session"].value != "chosenbyanattacker"


def test_staff_make_a_link_that_is_shown_once():
    clinic = a_clinic()
    patient = a_patient(clinic)
    browser = staff_client(a_clinician(clinic))
    page = browser.post(f"/clinics/{clinic.slug}/patients/{patient.pk}/link/").content.decode()
    assert "/link/" in page
    assert browser.get(f"/clinics/{clinic.slug}/patients/{patient.pk}/link/").status_code == 405


def test_a_password_link_sets_a_password_once(client: Client):
    user = a_clinician(a_clinic())
    address = f"/account/password/link/{new_password_link(user=user, at=timezone.now())}/"
    assert client.get(address).status_code == 200
    weak = client.post(address, {"new_password1": "short", "new_password2": "short"})
    assert weak.status_code == 422
    done = client.post(address, {"new_password1": PASSWORD, "new_password2": PASSWORD})
    assert done.headers["Location"] == "/account/login/"
    user.refresh_from_db()
    assert user.check_password(PASSWORD)
    assert client.get(address).status_code == 410


def test_a_lead_cannot_take_over_an_account_that_opens_another_clinic():
    clinic, other = a_clinic(), a_clinic()
    user = a_clinician(other)
    browser = staff_client(a_lead(clinic))
    answer = browser.post(
        f"/clinics/{clinic.slug}/staff/add/",
        {
            "row": "5b1f1d1e-95a9-4f02-9f9b-0d6a1b8c1a11",
            "name": "X",
            "email": user.email.upper(),
            "role": "clinician",
        },
    )
    member = clinic.memberships.get(user=user)
    assert answer.status_code == 302
    refused = browser.post(f"/clinics/{clinic.slug}/staff/{member.pk}/password/")
    assert refused.status_code == 422
    assert "works in another clinic too" in refused.content.decode()
    assert not PasswordLink.objects.exists()


def test_nobody_shuts_themselves_out():
    clinic = a_clinic()
    lead = a_lead(clinic)
    member = lead.memberships.get()
    answer = staff_client(lead).post(
        f"/clinics/{clinic.slug}/staff/{member.pk}/activity/", {"shut_out": "1"}
    )
    assert answer.status_code == 422
    member.refresh_from_db()
    assert member.active


def test_the_secret_of_a_link_stands_in_no_log_line(client: Client, caplog):
    user = a_clinician(a_clinic())
    token = new_password_link(user=user, at=timezone.now())
    client.post(f"/account/password/link/{token}/", {"new_password1": "short"})
    Client(enforce_csrf_checks=True).post(f"/link/{token}/")
    lines = [record.getMessage() for record in caplog.records]
    assert any("/link/…" in line for line in lines)
    assert not [line for line in lines if token in line]
