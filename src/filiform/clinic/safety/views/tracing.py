"""Who was needled with a lot, on a page and as a table to take along; and needles that were lost."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from filiform.clinic.accounts.roles import Permission
from filiform.clinic.knowledge import library
from filiform.clinic.people.access import staff
from filiform.clinic.safety import actions
from filiform.clinic.safety.forms import LotSearchForm
from filiform.clinic.safety.presenters.tracing import (
    lost_rows,
    several_words,
    trace_file,
    trace_page,
)
from filiform.clinic.safety.queries import lost_needles as lost
from filiform.clinic.safety.queries import needles_without_lot, traced
from filiform.clinic.supplies.queries import listed, lots_like, recall_of

UNPROCESSABLE = 422


@staff(Permission.RECALL_LOT)
@require_safe
def trace(request: Any) -> HttpResponse:
    """Everybody who was needled with a lot, and with lots that are too like it. Looking leaves a trace."""
    form = LotSearchForm(request.GET if "lot" in request.GET else None)
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        lot, maker = form.cleaned_data["lot"], form.cleaned_data["maker"]
        known = lots_like(request.clinic, lot)
        actions.note_tracing(clinic=request.clinic, by=request.user, at=timezone.now())
        context |= {
            "page": trace_page(traced(request.clinic, lot, maker), library()),
            "known": known,
            "to_tell_apart": several_words(known, maker),
            "without_lot": needles_without_lot(request.clinic),
            "recall": recall_of(request.clinic, lot, maker),
        }
    context["makers"] = listed(request.clinic).makers
    status = UNPROCESSABLE if form.is_bound and form.errors else 200
    return render(request, "safety/trace.html", context, status=status)


@staff(Permission.RECALL_LOT)
@require_safe
def table(request: Any) -> HttpResponse:
    """The same as a file for a spreadsheet, without anything that it would take for a formula."""
    form = LotSearchForm(request.GET)
    if not form.is_valid():
        return render(request, "safety/trace.html", {"form": form}, status=UNPROCESSABLE)
    actions.note_tracing(clinic=request.clinic, by=request.user, at=timezone.now())
    said = form.cleaned_data
    text = trace_file(traced(request.clinic, said["lot"], said["maker"]), library())
    answer = HttpResponse(text, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="needled-with-lot.csv"'
    return answer


@staff(Permission.REPORT_ADVERSE_EVENT)
@require_safe
def lost_needles(request: Any) -> HttpResponse:
    """Needles that were dropped and not found again."""
    return render(
        request,
        "safety/lost_needles.html",
        {"table": lost_rows(lost(request.clinic), library())},
    )
