"""The questionnaire on the patient's phone: page by page, saved answer by answer, resumed at any time."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from filiform.clinic.audit.action import Refused
from filiform.clinic.episode.access import episode_for_patient
from filiform.clinic.knowledge import library
from filiform.clinic.people.access import patient
from filiform.clinic.screening.actions import (
    record_answer,
    start_screening,
    submit_questionnaire,
)
from filiform.clinic.screening.forms.patient import QuestionForm, RowForm
from filiform.clinic.screening.forms.places import PlacesForm
from filiform.clinic.screening.models import Screening
from filiform.clinic.screening.presenters.advice import FirstAdvice, first_advice
from filiform.clinic.screening.presenters.mine import questionnaires_of
from filiform.clinic.screening.presenters.places import place_rows
from filiform.clinic.screening.presenters.questionnaire import Questionnaire
from filiform.clinic.screening.queries import current_screening
from filiform.clinic.screening.queries.questionnaire import red_flags_of, slug_of
from filiform.clinic.screening.views.asked import (
    At,
    at_question,
    onward,
    own_screening,
    query_of,
    questionnaire_of,
    render_page,
)
from filiform.clinical.facts import Answer, AnswerValue


@patient
@require_GET
def mine(request: Any) -> HttpResponse:
    """What the questions are for, and where to begin or to go on."""
    shown = {"questionnaires": questionnaires_of(request.patient, timezone.localdate(), library())}
    return render(request, "screening/patient/mine.html", shown)


@patient
@require_http_methods(["GET", "POST"])
def start(request: Any, episode: UUID) -> HttpResponse:
    """Begin the questionnaire of one of the patient's episodes, or go on with the one begun."""
    owned = episode_for_patient(request, episode)
    if request.method == "GET":
        return redirect("screening:mine")
    begun = current_screening(owned)
    now = timezone.now()
    try:
        screening = begun or start_screening(
            episode=owned, on=timezone.localdate(now), row_id=uuid4(), by=request.user, at=now
        )
    except Refused as refusal:
        return _refused(request, refusal)
    return redirect(questionnaire_of(screening).next_url())


@patient
@require_http_methods(["GET", "POST"])
def question(request: Any, screening: UUID, finding: str) -> HttpResponse:
    """One question: shown, or answered and saved."""
    at = at_question(request, screening, finding)
    form = QuestionForm(at.finding, request.POST or None, answer=at.answer)
    if request.method == "POST" and form.is_valid():
        draft = "draft" in request.POST
        value = form.value()
        kept = at.answer.places if at.answer and value is AnswerValue.YES else ()
        answer = Answer(value, kept)
        try:
            _record(request, at, answer, uuid4() if draft else form.cleaned_data["row"])
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            return HttpResponse(status=204) if draft else redirect(_after(request, at, answer))
    shown = {"form": form, **at.shown()}
    return render_page(request, "question", shown, form)


@patient
@require_http_methods(["GET", "POST"])
def where(request: Any, screening: UUID, finding: str) -> HttpResponse:
    """Where something is that was answered yes. Naming no place is allowed; then it counts for everywhere."""
    at = at_question(request, screening, finding)
    if at.answer is None or at.answer.value is not AnswerValue.YES or not at.finding.asks_where:
        return redirect(at.asked.page_url(at.finding))
    form = PlacesForm(library(), request.POST or None, places=at.answer.places)
    if request.method == "POST" and form.is_valid():
        _record(request, at, Answer(AnswerValue.YES, form.cleaned_data["places"]), uuid4())
        if "draft" in request.POST:
            return HttpResponse(status=204)
        return redirect(onward(request, at))
    field = form["places"]
    shown = {"form": form, "field": field, "rows": place_rows(field, library()), **at.shown()}
    return render_page(request, "where", shown, form)


@patient
@require_GET
def first(request: Any, screening: UUID, finding: str) -> HttpResponse:
    """What to do first, straight after an answer that is a red flag."""
    at = at_question(request, screening, finding)
    advice = first_advice([at.finding.id], request.clinic.jurisdiction, library())
    if advice is None:
        return redirect(onward(request, at))
    return render_page(request, "first", {"advice": advice, "next_url": onward(request, at)})


@patient
@require_http_methods(["GET", "POST"])
def review(request: Any, screening: UUID) -> HttpResponse:
    """Every answer, to be looked over and sent."""
    row = own_screening(request, screening)
    asked = questionnaire_of(row)
    form = RowForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _submit(request, row, form.cleaned_data["row"])
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            return redirect(asked.url("sent"))
    shown = {
        "form": form,
        "asked": asked,
        "sections": asked.review(),
        "advice": _advice(request, asked),
    }
    return render_page(request, "review", shown, form)


@patient
@require_GET
def sent(request: Any, screening: UUID) -> HttpResponse:
    """What happens next."""
    asked = questionnaire_of(own_screening(request, screening))
    shown = {"advice": _advice(request, asked), "review_url": asked.url("review")}
    return render_page(request, "sent", shown)


def _record(request: Any, at: At, answer: Answer, row_id: UUID) -> None:
    record_answer(
        screening=at.screening,
        finding=at.finding.id,
        answer=answer,
        row_id=row_id,
        library=library(),
        by=request.user,
        at=timezone.now(),
    )


def _submit(request: Any, screening: Screening, row_id: UUID) -> None:
    now = timezone.now()
    submit_questionnaire(
        screening=screening,
        on=timezone.localdate(now),
        row_id=row_id,
        library=library(),
        by=request.user,
        at=now,
    )


def _after(request: Any, at: At, answer: Answer) -> str:
    """The page after an answer: what to do first, where it is, or the next question."""
    slug, query = slug_of(at.finding.id), query_of(request)
    if answer.value is AnswerValue.YES and red_flags_of(at.finding.id, library()):
        return at.asked.url("first", slug) + query
    if answer.value is AnswerValue.YES and at.finding.asks_where:
        return at.asked.url("where", slug) + query
    return onward(request, at)


def _advice(request: Any, asked: Questionnaire) -> FirstAdvice | None:
    return first_advice(asked.said_yes, request.clinic.jurisdiction, library())


def _refused(request: Any, refusal: Refused) -> HttpResponse:
    messages.warning(request, refusal.message)
    return redirect("screening:mine")
