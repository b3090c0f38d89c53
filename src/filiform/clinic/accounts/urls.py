"""Signing in and out, the second factor, and setting a password: allauth's pages, but for those of sign-up by oneself."""

from collections.abc import Callable
from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.http import HttpResponse
from django.urls import URLPattern, path

from filiform.clinic.accounts.views import set_password

View = Callable[..., HttpResponse]


def _anybody(address: str, view: View, name: str) -> URLPattern:
    """A page on the way in; nobody is signed in yet."""
    return _marked(address, view, name, is_public=True)


def _oneself(address: str, view: View, name: str) -> URLPattern:
    """A page about one's own account; allauth asks for a sign-in by itself."""
    return _marked(address, view, name, required_permission="one's own account")


def _marked(address: str, view: View, name: str, **marks: Any) -> URLPattern:
    def page(*args: Any, **named: Any) -> HttpResponse:
        return view(*args, **named)

    page.__dict__.update(marks)
    return path(address, page, name=name)


urlpatterns = [
    path("password/link/<str:token>/", set_password, name="set_password"),
    _anybody("login/", account.login, "account_login"),
    _anybody("logout/", account.logout, "account_logout"),
    _anybody("inactive/", account.account_inactive, "account_inactive"),
    _anybody("2fa/authenticate/", mfa.authenticate, "mfa_authenticate"),
    _anybody("2fa/webauthn/login/", webauthn.login_webauthn, "mfa_login_webauthn"),
    _oneself("reauthenticate/", account.reauthenticate, "account_reauthenticate"),
    _oneself("password/change/", account.password_change, "account_change_password"),
    _oneself("2fa/", mfa.index, "mfa_index"),
    _oneself("2fa/reauthenticate/", mfa.reauthenticate, "mfa_reauthenticate"),
    _oneself("2fa/totp/activate/", totp.activate_totp, "mfa_activate_totp"),
    _oneself("2fa/totp/deactivate/", totp.deactivate_totp, "mfa_deactivate_totp"),
    _oneself("2fa/recovery-codes/", codes.view_recovery_codes, "mfa_view_recovery_codes"),
    _oneself(
        "2fa/recovery-codes/generate/", codes.generate_recovery_codes, "mfa_generate_recovery_codes"
    ),
    _oneself(
        "2fa/recovery-codes/download/", codes.download_recovery_codes, "mfa_download_recovery_codes"
    ),
    _oneself("2fa/webauthn/", webauthn.list_webauthn, "mfa_list_webauthn"),
    _oneself("2fa/webauthn/add/", webauthn.add_webauthn, "mfa_add_webauthn"),
    _oneself(
        "2fa/webauthn/reauthenticate/",
        webauthn.reauthenticate_webauthn,
        "mfa_reauthenticate_webauthn",
    ),
    _oneself("2fa/webauthn/keys/<int:pk>/remove/", webauthn.remove_webauthn, "mfa_remove_webauthn"),
    _oneself("2fa/webauthn/keys/<int:pk>/edit/", webauthn.edit_webauthn, "mfa_edit_webauthn"),
]
