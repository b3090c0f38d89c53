"""Ends a session after an hour without a request, and after twelve hours in any case."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

# Writing the session on each request would make every page a write; an idle hour is kept to a minute.
WRITE_EVERY_SECONDS = 60


class SessionExpiryMiddleware:
    """Signs a user out whose session is too old or was idle too long."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Check before the view, and note that the session is in use."""
        if request.user.is_authenticated:
            _check(request, timezone.now().timestamp())
        return self.get_response(request)


def _check(request: HttpRequest, now: float) -> None:
    began = request.session.setdefault("began", now)
    seen = request.session.setdefault("seen", now)
    too_old = now - began > settings.SESSION_LONGEST_SECONDS
    too_idle = now - seen > settings.SESSION_IDLE_SECONDS
    if too_old or too_idle:
        logout(request)
    elif now - seen > WRITE_EVERY_SECONDS:
        request.session["seen"] = now
