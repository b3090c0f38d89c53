"""One adverse event: what to do now, who must be told, what is known; and telling, adding, taking back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from filiform.clinic.accounts.roles import Permission
from filiform.clinic.audit.action import Refused
from filiform.clinic.episode.access import episode_for_staff
from filiform.clinic.knowledge import library
from filiform.clinic.people.access import staff
from filiform.clinic.safety import actions
from filiform.clinic.safety.forms import DetailsForm, ReasonForm, TellingForm
from filiform.clinic.safety.models import AdverseEventReport
from filiform.clinic.safety.presenters.event import event_page
from filiform.clinic.safety.queries import event_named, known_of
from filiform.clinic.screening.presenters import stage_page
from filiform.knowledge.model.events import AdverseEvent, Told

UNPROCESSABLE = 422


@staff(Permission.REPORT_ADVERSE_EVENT)
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: Any, episode: UUID, report: UUID) -> HttpResponse:
    """The event; posting adds what is known now."""
    found = _report(request, episode, report)
    at_least = library().get(found.event, AdverseEvent).severity
    form = DetailsForm(
        request.POST or None,
        initial=DetailsForm.initial_of(known_of(found)),
        at_least=at_least,
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_details(
                report=found,
                row_id=form.cleaned_data["row"],
                details=form.details(),
                by=request.user,
                at=timezone.now(),
            )
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, "What is known is saved.")
            return _to(found)
    status = UNPROCESSABLE if request.method == "POST" else 200
    context = stage_page(found.session.episode, timezone.localdate(), library()) | {
        "report": found,
        "page": event_page(found, timezone.now(), library()),
        "form": form,
        "telling_form": TellingForm(),
        "withdraw_form": ReasonForm(),
    }
    return render(request, "safety/event.html", context, status=status)


@staff(Permission.REPORT_ADVERSE_EVENT)
@require_POST
def told(request: Any, episode: UUID, report: UUID) -> HttpResponse:
    """Say that somebody was told."""
    found = _report(request, episode, report)
    form = TellingForm(request.POST)
    if not form.is_valid():
        messages.warning(request, "Say when they were told, as a day and a time.")
        return _to(found)
    now, said = timezone.now(), form.cleaned_data
    try:
        actions.record_telling(
            report=found,
            row_id=said["row"],
            whom=Told(said["whom"]),
            told_at=said["told_at"] or now,
            how=said["how"],
            by=request.user,
            at=now,
        )
        messages.success(request, "Noted: they were told.")
    except Refused as refused:
        messages.warning(request, refused.message)
    return _to(found)


@staff(Permission.REPORT_ADVERSE_EVENT)
@require_POST
def withdraw(request: Any, episode: UUID, report: UUID) -> HttpResponse:
    """Say that an event was reported by mistake."""
    found = _report(request, episode, report)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        messages.warning(request, "Say why this was no adverse event.")
        return _to(found)
    try:
        actions.withdraw_event(
            report=found,
            row_id=form.cleaned_data["row"],
            reason=form.cleaned_data["reason"],
            by=request.user,
            at=timezone.now(),
        )
        messages.success(request, "The report is taken back. It stays, and counts no more.")
    except Refused as refused:
        messages.warning(request, refused.message)
    return _to(found)


def _report(request: Any, episode: UUID, report: UUID) -> AdverseEventReport:
    found = event_named(episode_for_staff(request, episode), report)
    if found is None:
        raise Http404
    return found


def _to(report: AdverseEventReport) -> HttpResponse:
    return redirect("safety:event", report.clinic.slug, report.session.episode_id, report.pk)
