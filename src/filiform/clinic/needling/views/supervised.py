"""The log of supervised cases: the whole clinic's for its lead, and each practitioner's own."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from filiform.clinic.accounts.roles import Permission
from filiform.clinic.knowledge import library
from filiform.clinic.needling.presenters.supervised import supervised_page
from filiform.clinic.people.access import staff


@staff(Permission.MANAGE_CREDENTIALS)
@require_safe
def everybody(request: Any) -> HttpResponse:
    """Who has how many supervised sessions, and who signed each off. No patient stands in it."""
    page = supervised_page(request.clinic, timezone.localdate(), library())
    return render(request, "needling/supervised.html", {"page": page, "is_mine": False})


@staff(Permission.RECORD_SESSION)
@require_safe
def mine(request: Any) -> HttpResponse:
    """The same for whoever reads it."""
    practitioner = getattr(request.membership, "practitioner", None)
    if practitioner is None:
        raise Http404
    page = supervised_page(request.clinic, timezone.localdate(), library(), of=practitioner)
    return render(request, "needling/supervised.html", {"page": page, "is_mine": True})
