"""What the patient's and the clinician's pages of a drawing share: the map, and the list with its saving."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from filiform.clinic.assessment.actions import record_marks
from filiform.clinic.assessment.forms.drawing import DrawingForm, held_by
from filiform.clinic.assessment.presenters.body_map import body_map
from filiform.clinic.assessment.presenters.drawing_list import place_groups
from filiform.clinic.assessment.queries.drawing import strokes_of
from filiform.clinic.audit.action import Refused
from filiform.clinic.episode.models import Episode
from filiform.clinic.knowledge import library
from filiform.clinical.drawing import PAINS, Mark, Said, drawn, marks_of


@dataclass(frozen=True, slots=True)
class Desk:
    """Whose drawing of which day is worked on, and where its pages are."""

    episode: Episode
    on: date
    strokes_url: str
    map_url: str
    list_url: str
    done_url: str
    states: dict[str, str]


def map_context(desk: Desk) -> dict[str, Any]:
    """The context of the map."""
    strokes = strokes_of(desk.episode, desk.on)
    shown = library()
    address = reverse("assessment:picture", args=["VIEW", "BUILD"])
    context = body_map(strokes, desk.episode.patient, shown, states=desk.states)
    build = context["build"]
    return {
        **context,
        "desk": desk,
        "episode": desk.episode,
        "picture_url": f"{address.replace('BUILD', build)}?v={shown.version}",
    }


def list_page(request: Any, desk: Desk, template: str, **more: Any) -> HttpResponse:
    """The list of one pain: shown, or saved and shown again."""
    asked = request.POST.get("pain") or request.GET.get("pain", "")
    pain = asked if asked in PAINS else PAINS[0]
    current = marks_of(drawn(strokes_of(desk.episode, desk.on)))
    form = DrawingForm(library(), request.POST, pain) if request.method == "POST" else None
    if form and form.is_valid():
        try:
            record_marks(
                episode=desk.episode,
                on=desk.on,
                marks=form.marks(current),
                by=request.user,
                at=timezone.now(),
            )
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            return redirect(f"{desk.list_url}?pain={pain}")
    context = {**map_context(desk), **_listed(current, pain, form), **more}
    return render(request, template, context, status=422 if form else 200)


def _listed(current: dict[Mark, Said], pain: str, form: DrawingForm | None) -> dict[str, Any]:
    shown = {
        place: ("" if intensity is None else str(intensity), quality.value if quality else "")
        for (name, place), (intensity, quality) in current.items()
        if name == pain
    }
    return {
        "form": form,
        "pain": pain,
        "held": form.said.get("held", "[]") if form else held_by(current, pain),
        "groups_of_places": place_groups(form.typed_marks() if form else shown, library()),
        "pains": PAINS[: 1 + max([int(name) for name, _ in current] + [int(pain)])],
    }
