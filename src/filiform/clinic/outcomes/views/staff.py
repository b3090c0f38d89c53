"""The clinician's pages: how it went so far, recording measurements, naming an activity, and a conclusion."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from filiform.clinic.audit.action import Refused
from filiform.clinic.episode.access import episode_for_staff
from filiform.clinic.episode.models import Episode
from filiform.clinic.knowledge import library
from filiform.clinic.outcomes import actions, permissions
from filiform.clinic.outcomes.forms import ActivityForm, ItemsForm, MeasuresForm, ReviewForm
from filiform.clinic.outcomes.models import Conclusion, MeasuredBy
from filiform.clinic.outcomes.presenters.scores import (
    choices_to_add,
    item_runs,
    measure_groups,
    scored_words,
)
from filiform.clinic.outcomes.presenters.stage import stage_page
from filiform.clinic.outcomes.queries import (
    activities_of,
    instruments_measured,
    may_be_counted,
    scores_from_items,
    slug_of,
)
from filiform.clinic.people.access import staff
from filiform.clinic.screening.presenters import stage_page as workspace

UNPROCESSABLE = 422


@staff(permissions.VIEW)
@require_GET
def stage(request: Any, episode: UUID) -> HttpResponse:
    """Every measure over time, what it amounts to, and whether it is time to look again."""
    return _stage(request, episode_for_staff(request, episode), ReviewForm())


@staff(permissions.RECORD)
@require_POST
def review(request: Any, episode: UUID) -> HttpResponse:
    """Keep a conclusion beside the measures it was drawn from."""
    found = episode_for_staff(request, episode)
    form = ReviewForm(request.POST)
    if form.is_valid():
        try:
            actions.record_review(
                episode=found,
                conclusion=Conclusion(form.cleaned_data["conclusion"]),
                note=form.cleaned_data["note"],
                row_id=form.cleaned_data["row"],
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, "Noted what follows from the measurements.")
            return _to_stage(found)
        except Refused as refused:
            form.add_error(None, refused.message)
    return _stage(request, found, form, status=UNPROCESSABLE)


@staff(permissions.RECORD)
@require_http_methods(["GET", "POST"])
def record(request: Any, episode: UUID) -> HttpResponse:
    """The instruments that are asked everywhere, those measured before, and those that `add` names."""
    found = episode_for_staff(request, episode)
    form = _measures_form(request, found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.record_measures(
                episode=found,
                values=form.values,
                measured_by=MeasuredBy.CLINICIAN,
                submission=form.cleaned_data["submission"],
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, "Measurements saved.")
            return _to_stage(found)
        except Refused as refused:
            form.add_error(None, refused.message)
    return _record_page(request, found, form, ActivityForm())


@staff(permissions.RECORD)
@require_POST
def activity(request: Any, episode: UUID) -> HttpResponse:
    """Name an activity in the patient's words; it can be rated from then on."""
    found = episode_for_staff(request, episode)
    form = ActivityForm(request.POST)
    if form.is_valid():
        try:
            actions.name_activity(
                episode=found,
                words=form.cleaned_data["words"],
                row_id=form.cleaned_data["row"],
                by=request.user,
                at=timezone.now(),
            )
            return redirect("outcomes:record", found.clinic.slug, found.pk)
        except Refused as refused:
            form.add_error("words", refused.message)
    return _record_page(request, found, _measures_form(request, found), form)


@staff(permissions.RECORD)
@require_http_methods(["GET", "POST"])
def items(request: Any, episode: UUID, instrument: str) -> HttpResponse:
    """Count a questionnaire from its items, by number; the scores are kept, and what is refused is said."""
    found = episode_for_staff(request, episode)
    chosen = next((one for one in may_be_counted(library()) if slug_of(one) == instrument), None)
    if chosen is None:
        raise Http404
    form = ItemsForm(chosen, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            scores = scores_from_items(chosen, form.answers)
            actions.record_measures(
                episode=found,
                values=[actions.Value(chosen.id, *one) for one in scores.values.items()],
                measured_by=MeasuredBy.CLINICIAN,
                submission=form.cleaned_data["submission"],
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, scored_words(chosen, scores))
            return _to_stage(found)
        except Refused as refused:
            form.add_error(None, refused.message)
    status = UNPROCESSABLE if request.method == "POST" else 200
    context = _context(found) | {
        "form": form,
        "instrument": chosen,
        "slug": instrument,
        "runs": item_runs(chosen, form),
        "review": chosen.review.status.value,
    }
    return render(request, "outcomes/items.html", context, status=status)


def _measures_form(request: Any, episode: Episode, data: Any = None) -> MeasuresForm:
    chosen = instruments_measured(episode, request.GET.getlist("add"), library())
    return MeasuresForm(activities_of(episode), library(), chosen, data)


def _record_page(
    request: Any, episode: Episode, form: MeasuresForm, activity_form: ActivityForm
) -> HttpResponse:
    context = _context(episode) | {
        "form": form,
        "groups": measure_groups(form, library()),
        "others": choices_to_add(form, library()),
        "added": request.GET.getlist("add"),
        "activity_form": activity_form,
        "may_name": len(activities_of(episode)) < actions.MOST_ACTIVITIES,
    }
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "outcomes/record.html", context, status=status)


def _stage(request: Any, episode: Episode, form: ReviewForm, status: int = 200) -> HttpResponse:
    context = _context(episode) | {"page": stage_page(episode, library()), "form": form}
    return render(request, "outcomes/stage.html", context, status=status)


def _to_stage(episode: Episode) -> HttpResponse:
    return redirect("outcomes:stage", episode.clinic.slug, episode.pk)


def _context(episode: Episode) -> dict[str, Any]:
    return workspace(episode, timezone.localdate(), library())
