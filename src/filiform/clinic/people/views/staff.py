"""Who works here: adding staff, letting them in, and what they are trained in."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from filiform.clinic.accounts.actions import new_password_link
from filiform.clinic.accounts.roles import Permission
from filiform.clinic.audit.action import Refused
from filiform.clinic.people.access import staff
from filiform.clinic.people.actions import staff as actions
from filiform.clinic.people.forms import CredentialForm, PractitionerForm, StaffForm
from filiform.clinic.people.models import Membership
from filiform.clinic.people.presenters_of_law import laws_of
from filiform.clinic.people.presenters_of_staff import member_page, staff_rows


@staff(Permission.MANAGE_STAFF)
@require_safe
def members(request: Any) -> HttpResponse:
    """Everybody who works in the clinic."""
    rows = request.clinic.memberships.select_related("user", "practitioner").order_by("user__name")
    return render(request, "people/staff.html", {"table": staff_rows(request.clinic, rows)})


@staff(Permission.MANAGE_STAFF)
@require_http_methods(["GET", "POST"])
def add(request: Any) -> HttpResponse:
    """Add a member of staff; their page then makes the link by which they set a password."""
    form = StaffForm(request.POST or None)
    if form.is_valid():
        values = dict(form.cleaned_data)
        try:
            membership = actions.add_staff(
                clinic=request.clinic,
                row_id=values.pop("row"),
                **values,
                by=request.user,
                at=timezone.now(),
            )
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            return _to_member(membership)
    return render(
        request, "people/add_staff.html", {"form": form}, status=422 if form.errors else 200
    )


@staff(Permission.MANAGE_STAFF)
@require_safe
def member(request: Any, membership: UUID) -> HttpResponse:
    """One member of staff: role, practitioner, credentials."""
    return _member_page(request, _membership(request, membership))


@staff(Permission.MANAGE_STAFF)
@require_POST
def password_link(request: Any, membership: UUID) -> HttpResponse:
    """Make the link by which this person sets a password, and show it, this once."""
    found, now = _membership(request, membership), timezone.now()
    try:
        with transaction.atomic():
            actions.record_password_link(membership=found, by=request.user, at=now)
            token = new_password_link(user=found.user, at=now)
    except Refused as refusal:
        return _member_page(request, found, refusal=refusal.message)
    address = request.build_absolute_uri(reverse("set_password", kwargs={"token": token}))
    return _member_page(request, found, address=address)


@staff(Permission.MANAGE_STAFF)
@require_POST
def activity(request: Any, membership: UUID) -> HttpResponse:
    """Let a member in or shut them out."""
    found = _membership(request, membership)
    try:
        actions.set_active(
            membership=found,
            active="let_in" in request.POST,
            by=request.user,
            at=timezone.now(),
        )
    except Refused as refusal:
        return _member_page(request, found, refusal=refusal.message)
    return _to_member(found)


@staff(Permission.MANAGE_CREDENTIALS)
@require_http_methods(["GET", "POST"])
def practitioner(request: Any, membership: UUID) -> HttpResponse:
    """Say that this person treats patients."""
    found = _membership(request, membership)
    form = PractitionerForm(request.POST or None, initial={"display_name": found.user.name})
    if form.is_valid():
        actions.record_practitioner(
            membership=found, **form.cleaned_data, by=request.user, at=timezone.now()
        )
        return _to_member(found)
    status = 422 if form.errors else 200
    return render(
        request, "people/practitioner.html", {"form": form, "member": found}, status=status
    )


@staff(Permission.MANAGE_CREDENTIALS)
@require_http_methods(["GET", "POST"])
def credential(request: Any, membership: UUID) -> HttpResponse:
    """Record a training or licence of someone who treats patients."""
    memberships = request.clinic.memberships.select_related("user", "practitioner")
    found = get_object_or_404(memberships, pk=membership, practitioner__isnull=False)
    form = CredentialForm(
        request.POST or None, initial={"jurisdiction": request.clinic.jurisdiction}
    )
    if form.is_valid():
        values = dict(form.cleaned_data)
        actions.record_credential(
            practitioner=found.practitioner,
            row_id=values.pop("row"),
            **values,
            by=request.user,
            at=timezone.now(),
        )
        messages.success(request, "The credential is recorded.")
        return _to_member(found)
    status = 422 if form.errors else 200
    laws = laws_of(request.clinic, timezone.localdate())
    context = {"form": form, "member": found, "laws": laws}
    return render(request, "people/credential.html", context, status=status)


def _membership(request: Any, membership: UUID) -> Membership:
    return get_object_or_404(request.clinic.memberships.select_related("user"), pk=membership)


def _to_member(membership: Membership) -> HttpResponse:
    return redirect("people:member", clinic=membership.clinic.slug, membership=membership.pk)


def _member_page(request: Any, membership: Membership, **more: str) -> HttpResponse:
    context = member_page(membership, timezone.localdate()) | more
    return render(request, "people/member.html", context, status=422 if "refusal" in more else 200)
