"""A second factor: staff switch it on by themselves, and from then on the password alone opens nothing."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.core.cache import cache
from django.test import Client

from filiform.clinic.accounts.models import User
from tests.factories import a_clinic, a_clinician
from tests.factories.people import PASSWORD

pytestmark = pytest.mark.django_db

ACTIVATE = "/account/2fa/totp/activate/"


@pytest.fixture
def user() -> User:
    cache.clear()
    return a_clinician(a_clinic(), password=PASSWORD)


def sign_in(client: Client, user: User):
    return client.post("/account/login/", {"login": user.email, "password": PASSWORD})


def code_for(secret: str) -> str:
    counter = next(totp.yield_hotp_counters_from_time())
    return totp.format_hotp_value(totp.hotp_value(secret, counter))


def confirm_password(client: Client) -> None:
    """What concerns the second factor asks for the password once more."""
    client.post("/account/reauthenticate/", {"password": PASSWORD})


def activate(client: Client) -> str:
    confirm_password(client)
    secret = client.get(ACTIVATE).context["form"].secret
    client.post(ACTIVATE, {"code": code_for(secret)})
    return secret


def test_once_switched_on_the_password_alone_opens_nothing(client: Client, user: User):
    sign_in(client, user)
    secret = activate(client)
    assert Authenticator.objects.filter(user=user, type="totp").exists()
    client.post("/account/logout/")
    assert sign_in(client, user).headers["Location"].startswith("/account/2fa/authenticate/")
    assert client.get("/start/").headers["Location"] == "/"
    cache.clear()  # a code works once; the next one would be half a minute away
    assert client.post("/account/2fa/authenticate/", {"code": code_for(secret)}).status_code == 302
    assert client.get("/start/").headers["Location"].startswith("/clinics/")


def test_nobody_switches_it_on_from_a_browser_left_open(client: Client, user: User):
    sign_in(client, user)
    assert client.get(ACTIVATE).headers["Location"].startswith("/account/reauthenticate/")


def test_a_wrong_code_opens_nothing(client: Client, user: User):
    sign_in(client, user)
    activate(client)
    client.post("/account/logout/")
    sign_in(client, user)
    assert client.post("/account/2fa/authenticate/", {"code": "000000"}).status_code == 200
    assert client.get("/start/").headers["Location"] == "/"


def test_recovery_codes_come_with_it(client: Client, user: User):
    sign_in(client, user)
    activate(client)
    page = client.get("/account/2fa/recovery-codes/")
    assert page.status_code == 200
    assert len(page.context["unused_codes"]) == 10


def test_the_pages_of_the_second_factor_open(client: Client, user: User):
    sign_in(client, user)
    confirm_password(client)
    for address in ("", "totp/activate/", "webauthn/", "webauthn/add/"):
        page = client.get(f"/account/2fa/{address}")
        assert page.status_code == 200, address
        assert "<c-" not in page.content.decode()
        assert "Filiform supports a decision" in page.content.decode(), address
