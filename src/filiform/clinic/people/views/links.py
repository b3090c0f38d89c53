"""One-time links: staff make one, a patient comes in by one."""

from typing import Any
from uuid import UUID

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from filiform.clinic.accounts.roles import Permission
from filiform.clinic.accounts.tokens import new_token
from filiform.clinic.audit.action import Refused
from filiform.clinic.people.access import public, staff
from filiform.clinic.people.actions.links import SPENT, enter_by_link, make_link, working_link
from filiform.clinic.people.presenters import day, identity_strip


@staff(Permission.SEND_LINK)
@require_POST
def new_link(request: Any, patient: UUID) -> HttpResponse:
    """Make a link and show it, this once."""
    person = get_object_or_404(request.clinic.patients, pk=patient)
    token, now = new_token(), timezone.now()
    context = {"patient": person, "identity": identity_strip(person, on=timezone.localdate())}
    try:
        link = make_link(patient=person, token=token, purpose="enter", by=request.user, at=now)
    except Refused as refusal:
        return render(
            request, "people/link.html", context | {"refusal": refusal.message}, status=422
        )
    address = request.build_absolute_uri(reverse("people:link", kwargs={"token": token}))
    return render(
        request, "people/link.html", context | {"address": address, "until": day(link.expires_at)}
    )


@public
@never_cache
@require_http_methods(["GET", "POST"])
def link(request: HttpRequest, token: str) -> HttpResponse:
    """The patient's way in. Opening the page uses nothing up, so that a link scanner spoils no link."""
    if request.method != "POST":
        found = working_link(token, timezone.now())
        if found is None:
            return _spent(request)
        return render(request, "people/enter.html", {"clinic": found.patient.clinic})
    try:
        user = enter_by_link(token=token, at=timezone.now())
    except Refused:
        return _spent(request)
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    return redirect("home:my")


@public
@never_cache
@require_safe
def link_needed(request: HttpRequest) -> HttpResponse:
    """Where a patient lands whose session has ended."""
    return render(request, "people/link_needed.html")


def _spent(request: HttpRequest) -> HttpResponse:
    return render(request, "people/link_spent.html", {"reason": SPENT}, status=410)
