"""The clinician's pages of the pain drawing: looked at over time, drawn together, or handed over to the patient."""

from typing import Any
from uuid import UUID

from django.contrib.auth import logout
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from filiform.clinic.accounts.roles import Permission
from filiform.clinic.accounts.tokens import new_token
from filiform.clinic.assessment.presenters.body_map import STATES
from filiform.clinic.assessment.presenters.drawing import Asked, overview, picture_svg, ranked_links
from filiform.clinic.assessment.views.drawing_pages import Desk, list_page, map_context
from filiform.clinic.audit.action import Refused
from filiform.clinic.episode.access import episode_for_staff
from filiform.clinic.episode.models import Episode
from filiform.clinic.episode.queries import current_status
from filiform.clinic.knowledge import library
from filiform.clinic.people.access import staff
from filiform.clinic.people.actions.links import make_link
from filiform.clinic.screening.presenters import stage_page


@staff(Permission.RECORD_ASSESSMENT)
@require_safe
def show(request: Any, episode: UUID) -> HttpResponse:
    """Two days side by side, what changed, how much is painted, palpated points and the referral of a muscle."""
    owned = episode_for_staff(request, episode)
    asked = Asked.of(request.GET)
    context = overview(owned, asked, library())
    likely = ranked_links(owned, asked, timezone.localdate(), library())
    shown = {**_page(owned), **context, "likely": likely}
    return render(request, "assessment/drawing/show.html", shown)


@staff(Permission.RECORD_ASSESSMENT)
@require_safe
def part(request: Any, episode: UUID) -> HttpResponse:
    """The latest drawing, for the page of the assessment, which shows it when it is ready."""
    owned = episode_for_staff(request, episode)
    context = {**overview(owned, Asked(), library()), **_page(owned)}
    return render(request, "assessment/drawing/part.html", context)


@staff(Permission.RECORD_ASSESSMENT)
@require_safe
def picture(request: Any, episode: UUID, view: str) -> HttpResponse:
    """One view of what `show` shows, as an image."""
    owned = episode_for_staff(request, episode)
    svg = picture_svg(owned, Asked.of(request.GET), view, library())
    if svg is None:
        raise Http404
    return HttpResponse(svg, content_type="image/svg+xml")


@staff(Permission.RECORD_ASSESSMENT)
@require_safe
def draw(request: Any, episode: UUID) -> HttpResponse:
    """The body map of today, for drawing together."""
    owned = episode_for_staff(request, episode)
    context = {**_page(owned), **map_context(_desk(owned))}
    return render(request, "assessment/drawing/draw.html", context)


@staff(Permission.RECORD_ASSESSMENT)
@require_http_methods(["GET", "HEAD", "POST"])
def draw_list(request: Any, episode: UUID) -> HttpResponse:
    """The drawing of today from a list."""
    owned = episode_for_staff(request, episode)
    return list_page(request, _desk(owned), "assessment/drawing/draw_list.html", **_page(owned))


@staff(Permission.SEND_LINK)
@require_POST
def hand_over(request: Any, episode: UUID) -> HttpResponse:
    """Sign the clinician out of this device and open the patient's way in, so that nothing else can be read on it."""
    owned, token = episode_for_staff(request, episode), new_token()
    try:
        make_link(
            patient=owned.patient, token=token, purpose="tablet", by=request.user, at=timezone.now()
        )
    except Refused:
        return redirect("assessment:drawing", owned.clinic.slug, owned.pk)
    logout(request)
    return redirect("people:link", token=token)


def _page(episode: Episode) -> dict[str, Any]:
    is_open = current_status(episode).status.is_open
    return {**stage_page(episode, timezone.localdate(), library()), "is_open": is_open}


def _desk(episode: Episode) -> Desk:
    on, place = timezone.localdate(), (episode.clinic.slug, episode.pk)
    return Desk(
        episode=episode,
        on=on,
        strokes_url=reverse("assessment:strokes", args=[*place, on.isoformat()]),
        map_url=reverse("assessment:draw", args=place),
        list_url=reverse("assessment:draw_list", args=place),
        done_url=reverse("assessment:drawing", args=place),
        states=STATES,
    )
