"""The audit trail, for leads and administrators."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from filiform.clinic.accounts.roles import Permission
from filiform.clinic.audit.models import AuditEvent
from filiform.clinic.audit.verification import verify_chain
from filiform.clinic.home.presenters import event_rows
from filiform.clinic.people.access import staff
from filiform.clinic.people.paging import pager

EVENTS_A_PAGE = 100


@staff(Permission.VIEW_AUDIT)
@require_safe
def events(request: Any) -> HttpResponse:
    """Every event of the clinic, the latest first; asked for, the whole chain is verified."""
    found = AuditEvent.objects.filter(clinic_id=request.clinic.pk).order_by("-sequence")
    page = Paginator(found, EVENTS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "table": event_rows(page.object_list),
        "pager": pager(page, request.GET),
        "report": verify_chain(request.clinic.pk) if "verify" in request.GET else None,
    }
    return render(request, "home/audit.html", context)
