"""The clinician's pages: the stage, the sheet to print, recording a check-in, and taking care of one."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from filiform.clinic.aftercare import actions, permissions
from filiform.clinic.aftercare.forms import CheckInForm, HandlingForm, SheetForm
from filiform.clinic.aftercare.presenters.check_in import check_in_page
from filiform.clinic.aftercare.presenters.sheet import patient_sheet
from filiform.clinic.aftercare.presenters.stage import stage_page
from filiform.clinic.aftercare.queries import (
    check_in_named,
    hours_between,
    latest_outcome,
    signed_session_named,
)
from filiform.clinic.audit.action import Refused
from filiform.clinic.episode.access import episode_for_staff
from filiform.clinic.episode.models import Episode
from filiform.clinic.knowledge import library
from filiform.clinic.needling.queries import treated_session
from filiform.clinic.people.access import staff
from filiform.clinic.screening.presenters import stage_page as workspace

UNPROCESSABLE = 422


@staff(permissions.VIEW)
@require_GET
def stage(request: Any, episode: UUID) -> HttpResponse:
    """Every signed session with its check-ins, and the sheet of the one that was chosen."""
    found = episode_for_staff(request, episode)
    now = timezone.now()
    page = stage_page(found, request.GET.get("session", ""), now, library())
    context = _context(found) | {"page": page, "sheet_form": SheetForm()}
    return render(request, "aftercare/stage.html", context)


@staff(permissions.RECORD)
@require_http_methods(["GET", "POST"])
def sheet(request: Any, episode: UUID, session: UUID) -> HttpResponse:
    """The sheet as it is printed; posting says that the patient has it."""
    found = episode_for_staff(request, episode)
    row = _session(found, session)
    if request.method == "POST":
        form = SheetForm(request.POST)
        if not form.is_valid():
            return _sheet_page(request, found, row, status=UNPROCESSABLE)
        actions.give_sheet(
            session=row, row_id=form.cleaned_data["row"], by=request.user, at=timezone.now()
        )
        messages.success(request, "Noted: the patient has the sheet.")
        return redirect("aftercare:sheet", found.clinic.slug, found.pk, row.pk)
    return _sheet_page(request, found, row)


def _sheet_page(request: Any, episode: Episode, session: Any, status: int = 200) -> HttpResponse:
    treated = treated_session(session, library())
    context = _context(episode) | {
        "session": session,
        "sheet": patient_sheet(session, treated, library()),
        "given": getattr(session, "aftercare_sheet", None),
        "form": SheetForm(),
    }
    return render(request, "aftercare/sheet.html", context, status=status)


@staff(permissions.RECORD)
@require_http_methods(["GET", "POST"])
def record(request: Any, episode: UUID, session: UUID) -> HttpResponse:
    """A check-in that a clinician asks for, all questions on one page."""
    found = episode_for_staff(request, episode)
    row = _session(found, session)
    treated = treated_session(row, library())
    hours = hours_between(row, timezone.now())
    form = CheckInForm(treated, library(), request.POST or None, hours_after=hours)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.record_check_in(
                session=row,
                check_in_id=form.cleaned_data["check_in"],
                soreness=form.cleaned_data["soreness"],
                answers=form.answers,
                by=request.user,
                at=timezone.now(),
            )
            return redirect("aftercare:check_in", found.clinic.slug, found.pk, row.pk, made.pk)
        except Refused as refused:
            form.add_error(None, refused.message)
    status = UNPROCESSABLE if request.method == "POST" else 200
    context = _context(found) | {"form": form, "session": row}
    return render(request, "aftercare/record_check_in.html", context, status=status)


@staff(permissions.RECORD)
@require_http_methods(["GET", "POST"])
def check_in(request: Any, episode: UUID, session: UUID, check_in: UUID) -> HttpResponse:
    """One check-in: what was told, how urgent it is, what to tell others; posting says what was done."""
    found = episode_for_staff(request, episode)
    row = _session(found, session)
    told = check_in_named(row, check_in)
    if told is None:
        raise Http404
    last = latest_outcome(told)
    form = HandlingForm(
        request.POST or None, initial={"outcome": last.pk if last else None, "row": uuid4()}
    )
    if request.method == "POST" and form.is_valid():
        outcome = told.outcomes.filter(pk=form.cleaned_data["outcome"]).first()
        if outcome is None:
            raise Http404
        try:
            actions.handle_check_in(
                outcome=outcome,
                note=form.cleaned_data["note"],
                row_id=form.cleaned_data["row"],
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, "Noted what was done.")
            return redirect("aftercare:check_in", found.clinic.slug, found.pk, row.pk, told.pk)
        except Refused as refused:
            form.add_error(None, refused.message)
            # What was typed stays; the next sending speaks of what the patient has told by now.
            form.data = request.POST.dict() | {"outcome": str(last.pk) if last else ""}
    status = UNPROCESSABLE if request.method == "POST" else 200
    page = check_in_page(row, told, treated_session(row, library()), library())
    context = _context(found) | {"page": page, "form": form, "session": row, "check_in": told}
    return render(request, "aftercare/check_in.html", context, status=status)


def _session(episode: Episode, session: UUID) -> Any:
    row = signed_session_named(episode, session)
    if row is None:
        raise Http404
    return row


def _context(episode: Episode) -> dict[str, Any]:
    return workspace(episode, timezone.localdate(), library())
