"""What the clinical lead sees of safety: whom to tell, every adverse event, and how often which happened."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from filiform.clinic.accounts.roles import Permission
from filiform.clinic.knowledge import library
from filiform.clinic.people.access import staff
from filiform.clinic.people.paging import pager
from filiform.clinic.safety.presenters.overview import event_table, rate_table, telling_rows
from filiform.clinic.safety.queries import events_of_clinic, open_tellings, rates_of_events
from filiform.clinic.safety.queries.rates import sessions_counted

ROWS_A_PAGE = 50


@staff(Permission.VIEW_ADVERSE_EVENTS)
@require_safe
def overview(request: Any) -> HttpResponse:
    """Tellings that are open, events, rates with their denominator."""
    page = Paginator(events_of_clinic(request.clinic), ROWS_A_PAGE).get_page(
        request.GET.get("page")
    )
    waiting = open_tellings(request.clinic, library())
    context = {
        "tellings": telling_rows(waiting, timezone.now(), library()),
        "table": event_table(page.object_list, library()),
        "pager": pager(page, request.GET),
        "rates": rate_table(rates_of_events(request.clinic), library()),
        "sessions": sessions_counted(request.clinic),
    }
    return render(request, "safety/overview.html", context)
