"""The page of an assessment, and what is saved on it by sections: pain, regions, palpation."""

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from filiform.clinic.accounts.roles import Permission
from filiform.clinic.assessment.actions import (
    finish_assessment,
    record_pain,
    record_regions,
    record_trigger_point,
    start_assessment,
)
from filiform.clinic.assessment.forms.palpation import PalpationForm
from filiform.clinic.assessment.forms.regions import RegionsForm
from filiform.clinic.assessment.forms.start import StartForm
from filiform.clinic.assessment.models import Assessment
from filiform.clinic.assessment.presenters.asked import Asked
from filiform.clinic.assessment.presenters.page import Found, page_context
from filiform.clinic.assessment.queries import latest_assessment
from filiform.clinic.audit.action import Refused
from filiform.clinic.episode.access import episode_for_staff
from filiform.clinic.episode.models import Episode
from filiform.clinic.episode.presenters import stage_url
from filiform.clinic.knowledge import library
from filiform.clinic.people.access import staff
from filiform.clinic.screening.presenters import stage_page
from filiform.clinical.stage import Stage
from filiform.kernel.side import Side


@staff(Permission.RECORD_ASSESSMENT)
@require_GET
def stage(request: Any, episode: UUID) -> HttpResponse:
    """The latest assessment; before the first one, the way to begin."""
    owned, on = episode_for_staff(request, episode), timezone.localdate()
    assessment = latest_assessment(owned)
    if assessment is None:
        shown = {**stage_page(owned, on, library()), "start_form": StartForm()}
        return render(request, "assessment/empty.html", shown)
    return page(request, Found(assessment))


@staff(Permission.RECORD_ASSESSMENT)
@require_POST
def start(request: Any, episode: UUID) -> HttpResponse:
    """Begin an assessment, or a new one beside those before."""
    owned, now = episode_for_staff(request, episode), timezone.now()
    form = StartForm(request.POST)
    if form.is_valid():
        try:
            start_assessment(
                episode=owned,
                on=timezone.localdate(now),
                row_id=form.cleaned_data["row"],
                by=request.user,
                at=now,
            )
        except Refused as refusal:
            messages.warning(request, refusal.message)
    return back(request, owned)


@staff(Permission.RECORD_ASSESSMENT)
@require_POST
def pain(request: Any, episode: UUID) -> HttpResponse:
    """Save the scales of pain. While they are being filled in, only a complete set is saved."""
    assessment = owned_assessment(request, episode)
    found = Found(assessment)
    form = found.pain_form(library(), request.POST)
    if not form.is_valid():
        return _drafted(request, form) or page(request, found, status=422, pain=form)
    said = form.cleaned_data
    try:
        record_pain(
            assessment=assessment,
            now=said["now"],
            worst=said["worst"],
            average=said["average"],
            row_id=_row_id(request, form),
            by=request.user,
            at=timezone.now(),
        )
    except Refused as refusal:
        form.add_error(None, refusal.message)
        return page(request, found, status=422, pain=form)
    return _saved(request, assessment, "pain")


@staff(Permission.RECORD_ASSESSMENT)
@require_POST
def regions(request: Any, episode: UUID) -> HttpResponse:
    """Save where it hurts."""
    assessment = owned_assessment(request, episode)
    form = RegionsForm(library(), request.POST)
    if not form.is_valid():
        return page(request, Found(assessment), status=422, regions=form)
    try:
        record_regions(
            assessment=assessment,
            regions=form.cleaned_data["regions"],
            by=request.user,
            at=timezone.now(),
        )
    except Refused as refusal:
        form.add_error(None, refusal.message)
        return page(request, Found(assessment), status=422, regions=form)
    return _saved(request, assessment, "regions")


@staff(Permission.RECORD_ASSESSMENT)
@require_POST
def palpation(request: Any, episode: UUID) -> HttpResponse:
    """Save what palpation of one muscle found.

    When somebody else was quicker, what stands now is shown and nothing typed is lost: it can be saved over it.
    """
    assessment, status = owned_assessment(request, episode), 422
    form = PalpationForm(library(), request.POST)
    if form.is_valid():
        said = form.cleaned_data
        try:
            record_trigger_point(
                assessment=assessment,
                muscle=said["muscle"],
                side=Side(said["side"]),
                signs=form.signs(),
                replacing=said["replacing"],
                row_id=said["row"],
                library=library(),
                by=request.user,
                at=timezone.now(),
            )
        except Refused as refusal:
            form, status = _over_what_stands(assessment, form), 409
            form.add_error(None, refusal.message)
        else:
            return _saved(request, assessment, "palpation")
    return page(request, Found(assessment), status=status, palpation=form)


@staff(Permission.RECORD_ASSESSMENT)
@require_POST
def finish(request: Any, episode: UUID) -> HttpResponse:
    """Go on to planning."""
    assessment = owned_assessment(request, episode)
    try:
        finish_assessment(assessment=assessment, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.warning(request, f"{refusal.message} Decide the screening first.")
        return back(request, assessment.episode)
    onward = stage_url(assessment.episode, Stage.PLANNING)
    return redirect(onward) if onward else back(request, assessment.episode)


def _over_what_stands(assessment: Assessment, form: PalpationForm) -> PalpationForm:
    """The same signs, to be written over the row that stands now."""
    key = (form.cleaned_data["muscle"], form.cleaned_data["side"])
    held = Found(assessment).examination.palpations.held.get(key)
    again = PalpationForm(
        library(), {**dict(form.data.items()), "replacing": held.pk if held else ""}
    )
    again.is_valid()
    return again


def owned_assessment(request: Any, episode: UUID) -> Assessment:
    """The latest assessment of the clinic's episode; 404 before there is one."""
    assessment = latest_assessment(episode_for_staff(request, episode))
    if assessment is None:
        raise Http404
    return assessment


def page(
    request: Any,
    found: Found,
    *,
    status: int = 200,
    asked: Asked | None = None,
    **filled: forms.Form,
) -> HttpResponse:
    """The whole page, with what the address asks for opened; `filled` are forms with errors."""
    asked = asked or Asked.of(request.GET)
    shown = page_context(found, timezone.localdate(), library(), asked, **filled)
    shown["start_form"] = StartForm()
    return render(request, "assessment/stage.html", shown, status=status)


def _drafted(request: Any, form: forms.Form) -> HttpResponse | None:
    """204 for a draft in which something is only missing: it is not wrong, it is not finished."""
    codes = {error.code for errors in form.errors.as_data().values() for error in errors}
    is_unfinished = "draft" in request.POST and codes == {"required"}
    return HttpResponse(status=204) if is_unfinished else None


def _row_id(request: Any, form: forms.Form) -> UUID:
    """A draft may be sent again with something else in it, so that it takes a row of its own."""
    given: UUID = form.cleaned_data["row"]
    return uuid4() if "draft" in request.POST else given


def _saved(request: Any, assessment: Assessment, section: str) -> HttpResponse:
    if "draft" in request.POST:
        return HttpResponse(status=204)
    return back(request, assessment.episode, f"#{section}")


def back(request: Any, episode: Episode, place: str = "") -> HttpResponse:
    """To the page again, at a place of it."""
    answer = redirect("assessment:stage", request.clinic.slug, episode.pk)
    answer["Location"] += place
    return answer
