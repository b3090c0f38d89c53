"""Reporting an adverse event: the list of what it can be, one tap of which is a report; and those of an episode."""

from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from filiform.clinic.accounts.roles import Permission
from filiform.clinic.audit.action import Refused
from filiform.clinic.episode.access import episode_for_staff
from filiform.clinic.knowledge import library
from filiform.clinic.needling.queries import session_named, sessions_of, signature_of
from filiform.clinic.people.access import staff
from filiform.clinic.safety import actions
from filiform.clinic.safety.actions import Details
from filiform.clinic.safety.forms import ReportForm
from filiform.clinic.safety.models import RaisedFrom
from filiform.clinic.safety.presenters.reporting import SEPARATOR, report_page, session_links
from filiform.clinic.safety.queries import check_in_of, reportable_events
from filiform.clinic.screening.presenters import stage_page

UNPROCESSABLE = 422


@staff(Permission.REPORT_ADVERSE_EVENT)
@require_safe
def of_episode(request: Any, episode: UUID) -> HttpResponse:
    """The sessions of an episode, to choose the one an event belongs to, and the events so far."""
    found = episode_for_staff(request, episode)
    context = stage_page(found, timezone.localdate(), library()) | {
        "sessions": session_links(sessions_of(found)),
    }
    return render(request, "safety/events_of_episode.html", context)


@staff(Permission.REPORT_ADVERSE_EVENT)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: Any, episode: UUID, session: UUID) -> HttpResponse:
    """What can have happened, with the muscle and the needle filled in; one tap reports it."""
    found = episode_for_staff(request, episode)
    row = session_named(found, session)
    if row is None:
        raise Http404
    form = ReportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.report_event(
                session=row,
                row_id=form.cleaned_data["row"],
                event=form.cleaned_data["event"],
                raised_from=_raised_from(row, form.cleaned_data["check_in"], request),
                details=_details(form),
                check_in=check_in_of(row, form.cleaned_data["check_in"]),
                by=request.user,
                at=timezone.now(),
            )
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            return redirect("safety:event", found.clinic.slug, found.pk, made.pk)
    status = UNPROCESSABLE if request.method == "POST" else 200
    page = report_page(row, request.GET, library())
    context = stage_page(found, timezone.localdate(), library()) | {
        "session": row,
        "page": page,
        "form": form,
    }
    return render(request, "safety/add_event.html", context, status=status)


def _raised_from(session: Any, check_in: UUID | None, request: Any) -> RaisedFrom:
    if check_in:
        return RaisedFrom.CHECK_IN
    if request.GET.get("from") == RaisedFrom.EPISODE:
        return RaisedFrom.EPISODE
    return RaisedFrom.SIGNED_SESSION if signature_of(session) else RaisedFrom.SESSION


def _details(form: ReportForm) -> Details | None:
    """The place and the needle as the page filled them in; whatever cannot be read is left for later."""
    said = form.cleaned_data
    events = {one.id: one for one in reportable_events(library())}
    event = events.get(said["event"])
    if event is None:
        return None
    muscle, _, side = said["place"].partition(SEPARATOR)
    lot, _, size = said["needle"].partition(SEPARATOR)
    gauge, _, length = size.partition(SEPARATOR)
    return Details(
        severity=event.severity,
        muscle=muscle if side else "",
        side=side,
        lot=lot[:60],
        gauge=gauge[:20],
        length_mm=_length(length),
    )


def _length(text: str) -> Decimal | None:
    try:
        length = Decimal(text)
    except InvalidOperation:
        return None
    return length if length.is_finite() and 0 < length <= 1000 else None
