"""The worklist: who is next, and the one thing to do for each."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from filiform.clinic.accounts.roles import Permission
from filiform.clinic.episode.status import Status
from filiform.clinic.home.attention import (
    attention_rows,
    credential_rows,
    deviation_rows,
    needle_stick_rows,
)
from filiform.clinic.home.presenters import status_links, work_rows
from filiform.clinic.home.queries import OPEN, open_work, with_patients
from filiform.clinic.people.access import staff
from filiform.clinic.people.paging import pager
from filiform.clinic.ui.parts import TaskRow

ROWS_A_PAGE = 50


@staff(Permission.VIEW_WORKLIST)
@require_safe
def worklist(request: Any) -> HttpResponse:
    """Open episodes with the next thing to do; overdue check-ins first."""
    words = request.GET.get("q", "")[:100]
    status = _status(request.GET.get("status", ""))
    work = open_work(request.clinic, status=status, words=words)
    page = Paginator(work, ROWS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "words": words,
        "status": status,
        "urgent": _urgent(request) if not (words or status or page.number > 1) else [],
        "credentials": credential_rows(request.clinic, request.membership, timezone.localdate())
        if not (words or status or page.number > 1)
        else [],
        "links": status_links(status),
        "table": work_rows(
            request.clinic, with_patients(page.object_list), request.membership, timezone.now()
        ),
        "pager": pager(page, request.GET),
    }
    return render(request, "home/worklist.html", context)


def _urgent(request: Any) -> list[TaskRow]:
    """What waits for somebody: on the first page, for those who may see it."""
    if not request.membership.may(Permission.VIEW_EPISODE):
        return []
    return [
        *needle_stick_rows(request.membership),
        *deviation_rows(request.membership),
        *attention_rows(request.clinic, timezone.now()),
    ]


def _status(given: str) -> Status | None:
    """The open status of that name; anything else asks for all of them."""
    return next((status for status in OPEN if status.value == given), None)
