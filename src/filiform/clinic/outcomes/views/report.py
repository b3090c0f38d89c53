"""The report of an episode, to be printed or saved as PDF by the browser."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from filiform.clinic.episode.access import episode_for_staff
from filiform.clinic.knowledge import library
from filiform.clinic.outcomes import permissions
from filiform.clinic.outcomes.presenters.report import report_page
from filiform.clinic.people.access import staff


@staff(permissions.PRINT)
@require_GET
def report(request: Any, episode: UUID) -> HttpResponse:
    """Everything about the episode on paper: who, why, what was found, done and reached, and on which sources."""
    found = episode_for_staff(request, episode)
    page = report_page(found, timezone.now(), library())
    return render(request, "outcomes/report.html", {"episode": found, "page": page})
