"""The patient's own page: what is next for me."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from filiform.clinic.home.my_tasks import my_tasks
from filiform.clinic.people.access import patient


@patient
@require_safe
def my(request: Any) -> HttpResponse:
    """What there is to do, and what there is to read."""
    context = {
        "patient": request.patient,
        "tasks": my_tasks(request.patient, timezone.now()),
    }
    return render(request, "home/my.html", context)
