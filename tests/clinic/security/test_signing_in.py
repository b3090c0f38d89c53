"""Signing in: limits on guessing, a session that ends, a way out, and no way in for strangers."""

import logging
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from filiform.clinic.accounts.models import User
from filiform.clinic.audit.models import INSTALLATION, AuditEvent
from filiform.clinic.settings import PASSWORD_HASHERS
from tests.factories import a_clinic, a_lead, a_patient, patient_client, staff_client
from tests.factories.files import a_bundle, a_fhir_patient
from tests.factories.people import PASSWORD

pytestmark = pytest.mark.django_db

LOGIN = "/account/login/"


@pytest.fixture(autouse=True)
def fresh_limits():
    cache.clear()


@pytest.fixture
def lead() -> User:
    return a_lead(a_clinic(), password=PASSWORD)


def sign_in(client: Client, email: str, password: str):
    return client.post(LOGIN, {"login": email, "password": password})


def test_staff_sign_in_by_address_and_password(client: Client, lead: User):
    assert sign_in(client, lead.email.upper(), PASSWORD).headers["Location"] == "/start/"
    assert client.get("/start/").status_code == 302


def test_signing_in_leaves_an_event_in_the_clinic_and_a_refusal_in_the_installation(
    client: Client, lead: User
):
    sign_in(client, lead.email, "wrong")
    refused = AuditEvent.objects.get(action="account.sign_in_refused")
    assert (refused.clinic_id, refused.actor_id) == (INSTALLATION, None)
    sign_in(client, lead.email, PASSWORD)
    done = AuditEvent.objects.get(action="account.signed_in")
    assert (done.clinic_id, done.actor_id) == (lead.memberships.get().clinic_id, lead.pk)


def test_guessing_is_stopped_for_the_account_even_with_the_right_password(
    client: Client, lead: User
):
    for _ in range(5):
        assert sign_in(client, lead.email, "wrong").status_code == 200
    late = sign_in(client, lead.email, PASSWORD)
    assert late.status_code == 200
    assert "Too many failed login attempts" in late.content.decode()
    assert "_auth_user_id" not in client.session


def test_an_unknown_address_and_a_wrong_password_get_the_same_answer(client: Client, lead: User):
    def said(page) -> str:
        return page.content.decode().split('role="alert"')[1].split("</ul>")[0]

    wrong = said(sign_in(client, lead.email, "wrong"))
    unknown = said(sign_in(client, "nobody@example.org", "wrong"))
    assert wrong == unknown


def test_passwords_are_kept_as_argon2_hashes():
    assert PASSWORD_HASHERS[0].endswith("Argon2PasswordHasher")


def test_nobody_makes_an_account_by_themselves(client: Client):
    for address in ("/account/signup/", "/account/email/", "/account/password/reset/"):
        assert client.get(address).status_code == 404


def test_someone_shut_out_cannot_sign_in(client: Client, lead: User):
    lead.is_active = False
    lead.save()
    sign_in(client, lead.email, PASSWORD)
    assert "_auth_user_id" not in client.session


def age(client: Client, **ago: timedelta) -> None:
    session = client.session
    for key, span in ago.items():
        session[key] = (timezone.now() - span).timestamp()
    session.save()


def test_a_session_ends_after_an_hour_without_a_request(lead: User):
    browser = staff_client(lead)
    assert browser.get("/start/").status_code == 302
    age(browser, seen=timedelta(minutes=61))
    assert browser.get("/start/").headers["Location"] == "/"


def test_a_session_ends_after_twelve_hours_however_busy(lead: User):
    browser = staff_client(lead)
    browser.get("/start/")
    age(browser, began=timedelta(hours=12, minutes=1), seen=timedelta(0))
    assert browser.get("/start/").headers["Location"] == "/"


def test_signing_out_needs_a_post_and_ends_the_session(lead: User):
    browser = staff_client(lead)
    assert browser.get("/account/logout/").status_code == 200
    browser.post("/account/logout/")
    assert browser.get("/start/").headers["Location"] == "/"


def test_a_patient_signs_out_too():
    browser = patient_client(a_patient(a_clinic()))
    browser.post("/account/logout/")
    assert browser.get("/my/").headers["Location"] == "/my/link-needed/"


def test_log_lines_carry_no_patient_names(caplog):
    caplog.set_level(logging.DEBUG)
    clinic = a_clinic()
    patient = a_patient(clinic, family_name="Unmistakable", identifier="MRN-77777")
    browser = staff_client(a_lead(clinic))
    browser.get(f"/clinics/{clinic.slug}/patients/{patient.pk}/")
    browser.get(f"/clinics/{clinic.slug}/patients/{patient.pk}x/")
    browser.get(f"/clinics/{clinic.slug}/patients/{patient.pk}/link/")
    named = a_fhir_patient(name=[{"family": "Unmistakable"}], birthDate="no date")
    record = SimpleUploadedFile("r.json", a_bundle(named))
    browser.post(f"/clinics/{clinic.slug}/records/", {"record": record})
    lines = [
        record.getMessage() for record in caplog.records if record.name != "django.db.backends"
    ]
    assert lines, "the test must have seen log lines"
    assert not [line for line in lines if "Unmistakable" in line or "MRN-77777" in line]
