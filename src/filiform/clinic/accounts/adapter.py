"""How allauth behaves here: nobody signs up by themselves, and addresses are compared in lower case."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by a clinic's lead or administrator."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: an account comes with an invitation."""
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """The limit on failed attempts is allauth's; the address is ours to normalise."""
        if email := credentials.get("email"):
            credentials["email"] = email.strip().lower()
        return super().authenticate(request, **credentials)
