"""Who may open a page: every view carries exactly one of these three decorators.

    @staff(Permission.RECORD_SCREENING)       /clinics/<slug:clinic>/…
    def stage(request, episode): …            request.clinic, request.membership; `clinic` is used up here

    @patient                                  /my/…
    def my_exercises(request): …              request.patient, request.clinic

    @public
    def about(request): …

A clinic that a user is no member of answers 404, as one that does not exist; a role without the
permission answers 403 and says why. Rows are reached through `request.clinic` or `request.patient`.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.cache import add_never_cache_headers

from filiform.clinic.accounts.roles import Permission, Role
from filiform.clinic.people.models import Membership

View = Callable[..., HttpResponse]


def staff(permission: Permission) -> Callable[[View], View]:
    """Only members of the clinic in the address, and of these only roles with the permission."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, clinic: str, **named: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            _enter_clinic(request, clinic, permission)
            return _private(view(request, *args, **named))

        guarded.required_permission = permission  # type: ignore[attr-defined]  # walked by a test
        return guarded

    return guard


def patient(view: View) -> View:
    """Only a patient who came by a one-time link; the page is about that patient and nobody else."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return _private(redirect("people:link_needed"))
        person = getattr(request.user, "patient", None)
        if person is None:
            raise Http404
        request.patient, request.clinic = person, person.clinic  # type: ignore[attr-defined]
        return _private(view(request, *args, **named))

    guarded.required_permission = Role.PATIENT  # type: ignore[attr-defined]  # walked by a test
    return guarded


def public(view: View) -> View:
    """Anybody, signed in or not; the page says nothing about any person."""

    @wraps(view)
    def open_to_all(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        return view(request, *args, **named)

    open_to_all.is_public = True  # type: ignore[attr-defined]  # walked by a test
    return open_to_all


def _enter_clinic(request: Any, slug: str, permission: Permission) -> None:
    memberships = Membership.objects.select_related("clinic")
    membership = memberships.filter(
        user_id=str(request.user.pk), clinic__slug=slug, active=True
    ).first()
    if membership is None:
        raise Http404
    request.clinic, request.membership = membership.clinic, membership
    request.user.entered_as = membership
    if not membership.may(permission):
        raise PermissionDenied(
            f"Your role ({Role(membership.role).label}) may not {permission.value}."
        )


def _private(response: HttpResponse) -> HttpResponse:
    """Pages about people are kept by nobody: not by the browser, not by anything in between."""
    add_never_cache_headers(response)
    return response
