"""Needle-sticks of staff: what to do first, the report, and what came of it, for those who may read it."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from filiform.clinic.accounts.roles import Permission
from filiform.clinic.audit.action import Refused
from filiform.clinic.knowledge import library
from filiform.clinic.people.access import staff
from filiform.clinic.safety import actions
from filiform.clinic.safety.forms import EntryForm, NeedleStickForm
from filiform.clinic.safety.models import Used
from filiform.clinic.safety.presenters.needle_sticks import (
    first_aid_of,
    pathway_card,
    session_choices,
    stick_page,
    stick_table,
)
from filiform.clinic.safety.queries import needle_stick_named, readable_needle_sticks
from filiform.knowledge.model.events import Told

UNPROCESSABLE = 422
# How far back a session is offered as the one the needle came from.
OFFERED = timedelta(days=7)


@staff(Permission.REPORT_NEEDLE_STICK)
@require_safe
def listed(request: Any) -> HttpResponse:
    """The reports this person may read: the lead all of them, everybody else their own."""
    rows = readable_needle_sticks(request.membership)
    reads_all = request.membership.may(Permission.READ_NEEDLE_STICKS)
    context = {"table": stick_table(rows), "reads_all": reads_all}
    return render(request, "safety/needle_sticks.html", context)


@staff(Permission.REPORT_NEEDLE_STICK)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: Any) -> HttpResponse:
    """The pathway first, then the report."""
    now = timezone.now()
    form = NeedleStickForm(
        request.POST or None,
        initial={
            "injured": str(request.membership.pk),
            "happened_at": timezone.localtime(now),
            "session": request.GET.get("session", "")[:40],
        },
        members=request.clinic.memberships.filter(active=True).select_related("user"),
        sessions=session_choices(_sessions(request, now)),
        steps=first_aid_of(library()),
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = _report(request, form, now)
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            return _after(request, made)
    status = UNPROCESSABLE if request.method == "POST" else 200
    context = {"form": form, "pathway": pathway_card(request.clinic, library())}
    return render(request, "safety/add_needle_stick.html", context, status=status)


def _sessions(request: Any, now: Any) -> Any:
    """The sessions of the last days, for those who may see patients' episodes at all."""
    if not request.membership.may(Permission.VIEW_EPISODE):
        return request.clinic.needling_sessions.none()
    rows = request.clinic.needling_sessions.filter(started_at__gte=now - OFFERED)
    return rows.select_related("episode__patient", "practitioner").order_by("-started_at")


def _report(request: Any, form: NeedleStickForm, now: Any) -> Any:
    said = form.cleaned_data
    member = request.clinic.memberships.filter(pk=said["injured"] or None).first()
    session = _sessions(request, now).filter(pk=said["session"] or None).first()
    return actions.report_needle_stick(
        clinic=request.clinic,
        row_id=said["row"],
        injured=member,
        injured_name=said["injured_name"],
        happened_at=said["happened_at"],
        device=said["device"],
        used=Used(said["used"]),
        session=session,
        place=said["place"],
        how=said["how"],
        first_aid=said["first_aid"],
        by=request.user,
        at=now,
    )


def _after(request: Any, stick: Any) -> HttpResponse:
    if needle_stick_named(request.membership, stick.pk) is not None:
        messages.success(request, "The report is kept. Now tell those who must know.")
        return redirect("safety:needle_stick", request.clinic.slug, stick.pk)
    messages.success(
        request,
        "The report is kept. Your colleague and the clinical lead can read it; nobody else.",
    )
    return redirect("safety:needle_sticks", request.clinic.slug)


@staff(Permission.REPORT_NEEDLE_STICK)
@require_http_methods(["GET", "HEAD", "POST"])
def stick(request: Any, stick: UUID) -> HttpResponse:
    """One report, for the person it is about and the lead; posting adds what happened next. Reading leaves a trace."""
    found = needle_stick_named(request.membership, stick)
    if found is None:
        raise Http404
    form = EntryForm(request.POST or None)
    now = timezone.now()
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            actions.add_entry(
                stick=found,
                row_id=said["row"],
                whom=Told(said["whom"]) if said["whom"] else None,
                text=said["text"],
                by=request.user,
                at=now,
            )
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, "Noted.")
            return redirect("safety:needle_stick", request.clinic.slug, found.pk)
    actions.note_stick_reading(stick=found, by=request.user, at=now)
    may_see = request.membership.may(Permission.VIEW_EPISODE)
    context = {
        "stick": found,
        "page": stick_page(found, library(), shows_patient=may_see),
        "pathway": pathway_card(request.clinic, library()),
        "form": form,
        "told_row": uuid4(),
    }
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "safety/needle_stick.html", context, status=status)
