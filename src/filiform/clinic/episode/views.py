"""Opening an episode, and its own page: where it stands and how it came there."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from filiform.clinic.accounts.roles import Permission
from filiform.clinic.audit.action import Refused
from filiform.clinic.episode.access import episode_for_staff
from filiform.clinic.episode.actions import change_status, open_episode
from filiform.clinic.episode.forms import OpenEpisodeForm, StatusForm
from filiform.clinic.episode.presenters import episode_page, episode_url, log_rows, stage_url
from filiform.clinic.episode.queries import current_status
from filiform.clinic.people.access import staff
from filiform.clinic.people.presenters import identity_strip
from filiform.clinical.stage import Stage


@staff(Permission.OPEN_EPISODE)
@require_http_methods(["GET", "POST"])
def open_for(request: Any, patient: UUID) -> HttpResponse:
    """Open an episode of care for a patient; its first stage comes next."""
    person = get_object_or_404(request.clinic.patients, pk=patient)
    form = OpenEpisodeForm(request.POST or None)
    if form.is_valid():
        try:
            episode = open_episode(
                patient=person,
                title=form.cleaned_data["title"],
                opened_on=timezone.localdate(),
                row_id=form.cleaned_data["row"],
                by=request.user,
                at=timezone.now(),
            )
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            return redirect(stage_url(episode, Stage.SCREENING))
    context = {"form": form, "identity": identity_strip(person, on=timezone.localdate())}
    return render(request, "episode/open.html", context, status=422 if form.errors else 200)


@staff(Permission.VIEW_EPISODE)
@require_http_methods(["GET", "HEAD"])
def page(request: Any, episode: UUID) -> HttpResponse:
    """Where an episode stands and how it came there."""
    found = episode_for_staff(request, episode)
    return render(request, "episode/episode.html", _context(found))


@staff(Permission.CHANGE_STATUS)
@require_http_methods(["GET", "POST"])
def status(request: Any, episode: UUID) -> HttpResponse:
    """Discharge, decline or refer out by hand, or take such an end back."""
    found = episode_for_staff(request, episode)
    form = StatusForm(current_status(found).status, request.POST or None)
    if form.is_valid():
        try:
            change_status(episode=found, **form.cleaned_data, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "The status is changed.")
            return redirect(episode_url(found))
    context = _context(found) | {"form": form}
    return render(request, "episode/status.html", context, status=422 if form.errors else 200)


def _context(episode: Any) -> dict[str, Any]:
    context = episode_page(episode, on=timezone.localdate())
    context["log"] = log_rows(episode)
    context["stage_url"] = stage_url(episode, context["standing"].stage)
    return context
