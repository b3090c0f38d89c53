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

from filiform.clinic.accounts.public import PUBLIC_URL_NAMES
from filiform.clinic.accounts.views import set_password

View = Callable[..., HttpResponse]


def _page(address: str, view: View, name: str) -> URLPattern:
    """A page of allauth: on the way in, or about one's own account, for which allauth asks for a sign-in itself."""

    def page(*args: Any, **named: Any) -> HttpResponse:
        return view(*args, **named)

    if name in PUBLIC_URL_NAMES:
        page.is_public = True  # type: ignore[attr-defined]  # walked by a test
    else:
        page.required_permission = "one's own account"  # type: ignore[attr-defined]  # walked by a test
    return path(address, page, name=name)


urlpatterns = [
    path("password/link/<str:token>/", set_password, name="set_password"),
    _page("login/", account.login, "account_login"),
    _page("logout/", account.logout, "account_logout"),
    _page("inactive/", account.account_inactive, "account_inactive"),
    _page("2fa/authenticate/", mfa.authenticate, "mfa_authenticate"),
    _page("2fa/webauthn/login/", webauthn.login_webauthn, "mfa_login_webauthn"),
    _page("reauthenticate/", account.reauthenticate, "account_reauthenticate"),
    _page("password/change/", account.password_change, "account_change_password"),
    _page("2fa/", mfa.index, "mfa_index"),
    _page("2fa/reauthenticate/", mfa.reauthenticate, "mfa_reauthenticate"),
    _page("2fa/totp/activate/", totp.activate_totp, "mfa_activate_totp"),
    _page("2fa/totp/deactivate/", totp.deactivate_totp, "mfa_deactivate_totp"),
    _page("2fa/recovery-codes/", codes.view_recovery_codes, "mfa_view_recovery_codes"),
    _page(
        "2fa/recovery-codes/generate/", codes.generate_recovery_codes, "mfa_generate_recovery_codes"
    ),
    _page(
        "2fa/recovery-codes/download/", codes.download_recovery_codes, "mfa_download_recovery_codes"
    ),
    _page("2fa/webauthn/", webauthn.list_webauthn, "mfa_list_webauthn"),
    _page("2fa/webauthn/add/", webauthn.add_webauthn, "mfa_add_webauthn"),
    _page(
        "2fa/webauthn/reauthenticate/",
        webauthn.reauthenticate_webauthn,
        "mfa_reauthenticate_webauthn",
    ),
    _page("2fa/webauthn/keys/<int:pk>/remove/", webauthn.remove_webauthn, "mfa_remove_webauthn"),
    _page("2fa/webauthn/keys/<int:pk>/edit/", webauthn.edit_webauthn, "mfa_edit_webauthn"),
]
