"""One finding saved by itself. With htmx its row and the ranking come back, without it the page does."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from filiform.clinic.accounts.roles import Permission
from filiform.clinic.assessment.actions import (
    record_movement,
    record_nerve,
    record_pressure,
    record_strength,
    record_test,
)
from filiform.clinic.assessment.forms.examination import (
    MovementForm,
    NerveForm,
    PhysicalTestForm,
    PressureForm,
    StrengthForm,
)
from filiform.clinic.assessment.forms.examined import ExaminedForm
from filiform.clinic.assessment.models import Assessment
from filiform.clinic.assessment.presenters.asked import Asked
from filiform.clinic.assessment.presenters.page import Found, panel_of, parts_context
from filiform.clinic.assessment.presenters.rows import Rows, row_id
from filiform.clinic.assessment.presenters.sections import sections
from filiform.clinic.assessment.views.assessment import back, owned_assessment, page
from filiform.clinic.audit.action import Refused
from filiform.clinic.knowledge import library
from filiform.clinic.people.access import staff
from filiform.kernel.side import Side
from filiform.knowledge.model.assessment import Movement
from filiform.knowledge.model.examination import ExaminationTest, NerveTest

CONFLICT, UNPROCESSABLE = 409, 422


@staff(Permission.RECORD_ASSESSMENT)
@require_GET
def parts(request: Any, episode: UUID) -> HttpResponse:
    """The examination and the ranking as they are now, after where it hurts was changed."""
    found = Found(owned_assessment(request, episode))
    rows = Rows(found.examination, library())
    shown = parts_context(found, timezone.localdate(), library(), rows, Asked.of(request.GET))
    shown["episode"] = found.assessment.episode
    return render(request, "assessment/parts/parts.html", shown)


@staff(Permission.RECORD_ASSESSMENT)
@require_POST
def movement(request: Any, episode: UUID) -> HttpResponse:
    """Save what a movement showed."""
    form = MovementForm(library(), request.POST)

    def act(**common: Any) -> Any:
        said = {"movement": form.cleaned_data["about"], "mode": form.mode_said}
        return record_movement(**said, changes=form.changes(), **common)

    return _save(request, episode, form, act)


@staff(Permission.RECORD_ASSESSMENT)
@require_POST
def strength(request: Any, episode: UUID) -> HttpResponse:
    """Save what a contraction showed."""
    form = StrengthForm(library(), request.POST)

    def act(**common: Any) -> Any:
        said = {"movement": form.cleaned_data["about"]}
        return record_strength(**said, changes=form.changes(), **common)

    return _save(request, episode, form, act)


@staff(Permission.RECORD_ASSESSMENT)
@require_POST
def test(request: Any, episode: UUID) -> HttpResponse:
    """Save what a special or function test showed."""
    form = PhysicalTestForm(library(), request.POST)

    def act(**common: Any) -> Any:
        return record_test(test=form.cleaned_data["about"], changes=form.changes(), **common)

    return _save(request, episode, form, act)


@staff(Permission.RECORD_ASSESSMENT)
@require_POST
def nerve(request: Any, episode: UUID) -> HttpResponse:
    """Save what a step of the neurological screen showed."""
    form = NerveForm(library(), request.POST)

    def act(**common: Any) -> Any:
        return record_nerve(test=form.cleaned_data["about"], result=form.result(), **common)

    return _save(request, episode, form, act)


@staff(Permission.RECORD_ASSESSMENT)
@require_POST
def pressure(request: Any, episode: UUID) -> HttpResponse:
    """Save the readings of pressure over a muscle."""
    form = PressureForm(library(), request.POST)

    def act(**common: Any) -> Any:
        said = {"muscle": form.cleaned_data["about"], "readings_kpa": form.readings()}
        return record_pressure(**said, **common)

    return _save(request, episode, form, act)


def _save(request: Any, episode: UUID, form: ExaminedForm, act: Callable[..., Any]) -> HttpResponse:
    """Check, write, answer. What is wrong is shown where it was typed."""
    assessment = owned_assessment(request, episode)
    status = 0
    if not form.is_valid():
        status = UNPROCESSABLE
    else:
        common = partial(act, assessment=assessment, by=request.user, at=timezone.now())
        said = form.cleaned_data
        try:
            common(side=Side(said["side"]), replacing=said["replacing"], row_id=said["row"])
        except Refused as refusal:
            form.add_error(None, refusal.message)
            status = CONFLICT
    if request.htmx:
        return _row(request, assessment, form)
    if status:
        return _wrong(request, assessment, form, status)
    return back(request, assessment.episode, f"#{_place(form)}")


def _row(request: Any, assessment: Assessment, form: ExaminedForm) -> HttpResponse:
    """The row as it stands now, with what was wrong, and the ranking anew."""
    found = Found(assessment)
    rows = Rows(found.examination, library())
    shown = {
        "ranking": panel_of(found, timezone.localdate(), library(), rows),
        "row": _shown_row(form, rows),
        "sections": sections(found.examination),
        "problems": [one for errors in form.errors.values() for one in errors],
        "episode": assessment.episode,
    }
    return render(request, "assessment/parts/saved.html", shown)


def _shown_row(form: ExaminedForm, rows: Rows) -> Any:
    said = form.cleaned_data if form.is_bound else {}
    name, side = said.get("about"), said.get("side")
    if not name or not side:
        return None
    match rows.library.get(name, form.kind):
        case Movement() as one:
            return rows.movement(one, Side(side))
        case ExaminationTest() as one:
            return rows.test(one, Side(side))
        case NerveTest() as one:
            return rows.nerve(one, Side(side))
    return None


def _wrong(request: Any, assessment: Assessment, form: ExaminedForm, status: int) -> HttpResponse:
    about, side = form.data.get("about", ""), form.data.get("side", "")
    if isinstance(form, PressureForm):
        return page(request, Found(assessment), status=status, pressure=form)
    asked = Asked(measure=about, side=side)
    return page(request, Found(assessment), status=status, asked=asked, measure=form)


def _place(form: ExaminedForm) -> str:
    if isinstance(form, PressureForm):
        return "pressure"
    return row_id(form.cleaned_data["about"], form.cleaned_data["side"])
