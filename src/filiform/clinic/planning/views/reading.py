"""What the plan page reads when it is asked for: further muscles, and what the library says of one thing."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from filiform.clinic.accounts.roles import Permission
from filiform.clinic.episode.access import episode_for_staff
from filiform.clinic.episode.models import Episode
from filiform.clinic.knowledge import library
from filiform.clinic.people.access import staff
from filiform.clinic.planning.forms import PlanForm
from filiform.clinic.planning.presenters.about import about_html
from filiform.clinic.planning.presenters.muscle_choices import (
    MuscleChoice,
    limits_on,
    muscle_choices,
    muscle_of,
    technique_fields,
)
from filiform.clinic.planning.presenters.muscle_search import Asked, asked_for, more_muscles
from filiform.clinic.planning.queries import examined, screening_standing
from filiform.knowledge.library import UnknownConcept


@staff(Permission.MAKE_PLAN)
@require_POST
def muscles(request: HttpRequest, episode: UUID) -> HttpResponse:
    """Muscles that were looked for, each with what speaks against it, as a part of the page."""
    owned = episode_for_staff(request, episode)
    typed = PlanForm.typed_in(request.POST)
    more = more_muscles(
        asked_in(request),
        request.POST.getlist("shown"),
        ticked_muscles(typed),
        chooser(owned, typed, {}),
        library(),
    )
    return render(request, "planning/parts/more_muscles.html", {"more": more, "episode": owned})


@staff(Permission.MAKE_PLAN)
@require_GET
def about(request: HttpRequest, episode: UUID, concept: str) -> HttpResponse:
    """What the library says of something that a plan can choose, as a part of the page."""
    episode_for_staff(request, episode)
    try:
        return HttpResponse(about_html(concept, library()))
    except UnknownConcept as unknown:
        raise Http404(str(unknown)) from None


def asked_in(request: HttpRequest) -> Asked:
    """The muscles that the page looks for."""
    posted = request.POST
    return asked_for(posted.get("find_muscle", ""), posted.get("find_area", ""), library())


def ticked_muscles(typed: Mapping[str, Any]) -> list[str]:
    """The muscles ticked so far, each once; one that the library no longer has is left out."""
    known = {muscle.id for muscle in technique_fields(library()).values()}
    names = dict.fromkeys(muscle_of(value) for value in typed.get("muscles", ()))
    return [name for name in names if name in known]


def chooser(
    owned: Episode, typed: Mapping[str, Any], errors: Mapping[str, Any]
) -> Callable[[Iterable[str]], tuple[MuscleChoice, ...]]:
    """Makes muscles into choices for this episode, with what was typed of each so far, and what is wrong with it."""
    on = timezone.localdate()
    limits = limits_on(screening_standing(owned, on), on, library())
    found, ticked = examined(owned), typed.get("muscles", ())
    return lambda names: muscle_choices(names, limits, found, ticked, typed, errors)
