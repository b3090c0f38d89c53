"""What browsers are told, on every page: clickjacking, content sniffing, inline scripts, caching, cookies."""

import pytest
from django.test import Client

from filiform.clinic.settings.security import cookies_and_transport
from tests.factories import a_clinic, a_lead, a_patient, patient_client, staff_client
from tests.factories.addresses import patient_addresses, public_addresses, staff_addresses
from tests.factories.people import PASSWORD

pytestmark = pytest.mark.django_db

FORBIDDEN_IN_POLICY = ("unsafe-inline", "unsafe-eval", "*", "http:")


def assert_strict(answer) -> None:
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "object-src 'none'" in policy
    assert not [word for word in FORBIDDEN_IN_POLICY if word in policy]
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert "camera=()" in answer.headers["Permissions-Policy"]


@pytest.mark.parametrize("address", public_addresses())
def test_public_pages_carry_the_strict_headers(client: Client, address: str):
    assert_strict(client.get(address))


@pytest.mark.parametrize("address", ["/no/such/page/", "/clinics/none/patients/"])
def test_error_pages_and_redirects_carry_them_too(client: Client, address: str):
    assert_strict(client.get(address))


def test_every_page_of_a_clinic_carries_them_and_is_kept_by_nobody():
    clinic = a_clinic()
    browser = staff_client(a_lead(clinic))
    for address in staff_addresses(clinic.slug):
        answer = browser.get(address)
        assert_strict(answer)
        assert "no-store" in answer.headers.get("Cache-Control", ""), address


def test_every_page_of_a_patient_carries_them_and_is_kept_by_nobody():
    browser = patient_client(a_patient(a_clinic()))
    for address in patient_addresses():
        answer = browser.get(address)
        assert_strict(answer)
        assert "no-store" in answer.headers.get("Cache-Control", ""), address


def test_cookies_are_out_of_reach_of_scripts_and_other_sites(client: Client):
    user = a_lead(a_clinic(), password=PASSWORD)
    client.get("/account/login/")
    client.post("/account/login/", {"login": user.email, "password": PASSWORD})
    for cookie in (client.cookies["csrf"], client.cookies["session"]):
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"


def test_over_https_cookies_are_secure_bound_to_the_host_and_https_stays():
    over_https = cookies_and_transport("https://clinic.example")
    assert over_https["SESSION_COOKIE_SECURE"]
    assert over_https["CSRF_COOKIE_SECURE"]
    assert over_https["SESSION_COOKIE_NAME"].startswith("__Host-")
    assert over_https["SECURE_SSL_REDIRECT"]
    assert over_https["SECURE_HSTS_SECONDS"] >= 31_536_000
    assert not cookies_and_transport("")["SECURE_SSL_REDIRECT"]
