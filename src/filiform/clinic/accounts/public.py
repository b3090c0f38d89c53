"""Addresses of another package's pages that anybody may open: those on the way in. Our own say so themselves."""

PUBLIC_URL_NAMES = frozenset(
    {
        "account_login",
        "account_logout",
        "account_inactive",
        "mfa_authenticate",
        "mfa_login_webauthn",
    }
)
