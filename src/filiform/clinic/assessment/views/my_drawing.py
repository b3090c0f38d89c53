"""The patient's own pages of the pain drawing: on the body map, or from a list."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from filiform.clinic.assessment.presenters.body_map import MY_STATES
from filiform.clinic.assessment.views.drawing_pages import Desk, list_page, map_context
from filiform.clinic.episode.access import episode_for_patient
from filiform.clinic.episode.models import Episode
from filiform.clinic.episode.queries import current_status
from filiform.clinic.people.access import patient

READING = ("GET", "HEAD")


@patient
def mine(request: Any, episode: UUID) -> HttpResponse:
    """The body map of today; whether there is such an episode is asked before the method is."""
    owned = episode_for_patient(request, episode)
    if request.method not in READING:
        return HttpResponseNotAllowed(READING)
    if not current_status(owned).status.is_open:
        return render(request, "assessment/drawing/closed.html")
    return render(request, "assessment/drawing/mine.html", map_context(_desk(owned)))


@patient
@require_http_methods(["GET", "HEAD", "POST"])
def my_list(request: Any, episode: UUID) -> HttpResponse:
    """The same drawing from a list, by keyboard, with a screen reader, or without a script."""
    owned = episode_for_patient(request, episode)
    if not current_status(owned).status.is_open:
        return render(request, "assessment/drawing/closed.html")
    return list_page(request, _desk(owned), "assessment/drawing/my_list.html")


def _desk(episode: Episode) -> Desk:
    on = timezone.localdate()
    return Desk(
        episode=episode,
        on=on,
        strokes_url=reverse("assessment:my_strokes", args=[episode.pk, on.isoformat()]),
        map_url=reverse("assessment:my_drawing", args=[episode.pk]),
        list_url=reverse("assessment:my_drawing_list", args=[episode.pk]),
        done_url=reverse("home:my"),
        states=MY_STATES,
    )
