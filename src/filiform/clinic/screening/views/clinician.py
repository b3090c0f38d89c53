"""The clinician's page of screening: confirm what the record says, answer what is open, decide, go on."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from filiform.clinic.accounts.roles import Permission
from filiform.clinic.audit.action import Refused
from filiform.clinic.episode.access import episode_for_staff
from filiform.clinic.episode.actions import change_status
from filiform.clinic.episode.models import Episode
from filiform.clinic.episode.status import Status
from filiform.clinic.knowledge import library
from filiform.clinic.people.access import staff
from filiform.clinic.screening.actions import (
    decide_screening,
    record_answer,
    record_answers,
    start_screening,
)
from filiform.clinic.screening.forms.answers import field_of
from filiform.clinic.screening.forms.clinician import FindingForm, PathForm, RestForm
from filiform.clinic.screening.forms.pages import SECTIONS
from filiform.clinic.screening.forms.patient import RowForm
from filiform.clinic.screening.models import Screening
from filiform.clinic.screening.presenters import stage_page
from filiform.clinic.screening.presenters.places import place_rows
from filiform.clinic.screening.presenters.stage_context import (
    Known,
    decision_context,
    known,
    stage_context,
)
from filiform.clinic.screening.queries import answers_of, current_answers, current_screening
from filiform.clinic.screening.queries.questionnaire import finding_named
from filiform.clinical.facts import Answer, AnsweredBy, AnswerValue
from filiform.knowledge.library import UnknownConcept
from filiform.knowledge.model.screening import Finding, FindingSection


@staff(Permission.RECORD_SCREENING)
@require_GET
def stage(request: Any, episode: UUID) -> HttpResponse:
    """Everything of screening on one page; before the first screening, the way to begin."""
    owned, on = episode_for_staff(request, episode), timezone.localdate()
    screening = current_screening(owned)
    if screening is None:
        shown = {**stage_page(owned, on, library()), "row": RowForm()}
        return render(request, "screening/clinician/empty.html", shown)
    shown = {**stage_context(known(screening, on, library())), "row": RowForm()}
    return render(request, "screening/clinician/stage.html", shown)


@staff(Permission.RECORD_SCREENING)
@require_POST
def start(request: Any, episode: UUID) -> HttpResponse:
    """Begin a screening, or a new one beside those before."""
    owned, now = episode_for_staff(request, episode), timezone.now()
    form = RowForm(request.POST)
    if form.is_valid():
        try:
            start_screening(
                episode=owned,
                on=timezone.localdate(now),
                row_id=form.cleaned_data["row"],
                by=request.user,
                at=now,
            )
        except Refused as refusal:
            messages.warning(request, refusal.message)
    return _back(request, owned)


@staff(Permission.RECORD_SCREENING)
@require_POST
def answers(request: Any, episode: UUID) -> HttpResponse:
    """Write down what was answered on the page: by itself while it is filled in, or by its button."""
    screening = _screening(request, episode)
    now = known(screening, timezone.localdate(), library())
    form, rest = now.form(request.POST), RestForm(request.POST)
    if not rest.is_valid():
        form.add_error(None, RestForm.MESSAGE)
    if not form.is_valid():
        shown = {**stage_context(now, form), "row": RowForm()}
        return render(request, "screening/clinician/stage.html", shown, status=422)
    no_to = _no_to_rest(request, now, rest.section())
    record_answers(
        screening=screening,
        answers={
            name: Answer(value, answered_by=AnsweredBy.CLINICIAN)
            for name, value in {**no_to, **form.values()}.items()
        },
        library=library(),
        by=request.user,
        at=timezone.now(),
    )
    return (
        HttpResponse(status=204) if "draft" in request.POST else _back(request, screening.episode)
    )


@staff(Permission.RECORD_SCREENING)
@require_http_methods(["GET", "POST"])
def decision(request: Any, episode: UUID) -> HttpResponse:
    """What the answers come to now, as a part of the page; posted, it is recorded."""
    screening = _screening(request, episode)
    now = timezone.now()
    on = timezone.localdate(now)
    if request.method == "GET":
        now_known = known(screening, on, library())
        shown = {**decision_context(now_known), "row": RowForm(), "is_part": True}
        return render(request, "screening/clinician/decision.html", shown)
    form = RowForm(request.POST)
    if form.is_valid():
        decide_screening(
            screening=screening,
            on=on,
            row_id=form.cleaned_data["row"],
            library=library(),
            by=request.user,
            at=now,
        )
    return _back(request, screening.episode, "#verdict")


@staff(Permission.RECORD_SCREENING)
@require_http_methods(["GET", "POST"])
def finding(request: Any, episode: UUID, finding: str) -> HttpResponse:
    """One finding on its own page: to change an answer, to say where, to record a judgement."""
    screening, concept = _screening(request, episode), _finding(finding)
    rows = current_answers(screening).filter(finding=concept.id)
    form = FindingForm(
        concept, library(), request.POST or None, answer=answers_of(rows).get(concept.id)
    )
    if request.method == "POST" and form.is_valid():
        try:
            record_answer(
                screening=screening,
                finding=concept.id,
                answer=form.answer(),
                row_id=form.cleaned_data["row"],
                library=library(),
                by=request.user,
                at=timezone.now(),
            )
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            return _back(request, screening.episode)
    field = form["places"] if concept.asks_where else None
    shown = {
        **stage_page(screening.episode, timezone.localdate(), library()),
        "form": form,
        "finding": concept,
        "field": field,
        "places": place_rows(field, library()) if field else (),
    }
    status = 422 if form.errors else 200
    return render(request, "screening/clinician/finding.html", shown, status=status)


@staff(Permission.CHANGE_STATUS)
@require_POST
def change_path(request: Any, episode: UUID) -> HttpResponse:
    """Send the patient to a doctor, do not needle, or screen again."""
    owned = episode_for_staff(request, episode)
    form = PathForm(request.POST)
    if not form.is_valid():
        messages.warning(request, "Choose one of the ways on that the page offers.")
        return _back(request, owned)
    said = form.cleaned_data
    try:
        change_status(
            episode=owned,
            status=Status(said["status"]),
            reason=said["reason"],
            by=request.user,
            at=timezone.now(),
        )
    except Refused as refusal:
        messages.warning(request, refusal.message)
    else:
        messages.success(request, f"The episode is now “{Status(said['status']).label}”.")
    return _back(request, owned)


def _no_to_rest(request: Any, now: Known, section: FindingSection | None) -> dict[str, AnswerValue]:
    """No to what is left of a section, beside the answers that were given; the page says to how many."""
    if section is None:
        return {}
    given = {name for name in request.POST if request.POST[name]}
    rest = [one.id for one in now.rest_of(section) if field_of(one.id) not in given]
    count = "1 question" if len(rest) == 1 else f"{len(rest)} questions"
    messages.success(request, f"{SECTIONS[section]}: {count} answered with no.")
    return dict.fromkeys(rest, AnswerValue.NO)


def _screening(request: Any, episode: UUID) -> Screening:
    screening = current_screening(episode_for_staff(request, episode))
    if screening is None:
        raise Http404
    return screening


def _finding(slug: str) -> Finding:
    try:
        return finding_named(slug, library())
    except UnknownConcept:
        raise Http404 from None


def _back(request: Any, episode: Episode, place: str = "") -> HttpResponse:
    address = redirect("screening:stage", request.clinic.slug, episode.pk)
    address["Location"] += place
    return address
