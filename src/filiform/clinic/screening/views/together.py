"""A page of the questionnaire on the phone with a few rare questions together."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from filiform.clinic.audit.action import Refused
from filiform.clinic.knowledge import library
from filiform.clinic.people.access import patient
from filiform.clinic.screening.actions import record_answers
from filiform.clinic.screening.forms.answers import QuestionsForm
from filiform.clinic.screening.forms.sheets import Sheet
from filiform.clinic.screening.views.asked import At, at_question, questionnaire_of, render_page
from filiform.clinical.facts import Answer, AnswerValue


@patient
@require_http_methods(["GET", "POST"])
def together(request: Any, screening: UUID, finding: str) -> HttpResponse:
    """The questions of one sheet: shown, or answered and saved, each in a row of its own."""
    at = at_question(request, screening, finding)
    sheet = at.asked.sheet(at.finding)
    if len(sheet) == 1:
        return redirect(at.asked.page_url(at.finding))
    draft, later = "draft" in request.POST, "later" in request.POST
    form = _form(at, sheet, request.POST or None, required=not (draft or later))
    if request.method == "POST" and form.is_valid():
        try:
            _record(request, at, form)
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            return HttpResponse(status=204) if draft else redirect(_onward(at, sheet, later=later))
    return render_page(request, "together", {"form": form, **at.shown()}, form)


def _form(at: At, sheet: Sheet, data: Any, *, required: bool) -> QuestionsForm:
    answers = at.asked.facts.answers
    known = {one.id: answers[one.id] for one in sheet if one.id in answers}
    return QuestionsForm(sheet, known, data, required=required)


def _record(request: Any, at: At, form: QuestionsForm) -> None:
    record_answers(
        screening=at.screening,
        answers={name: _answer(at, name, value) for name, value in form.values().items()},
        library=library(),
        by=request.user,
        at=timezone.now(),
    )


def _answer(at: At, finding: str, value: AnswerValue) -> Answer:
    """The answer; one that stays yes keeps the places that were named for it."""
    before = at.asked.facts.answers.get(finding)
    return Answer(value, before.places if before and value is AnswerValue.YES else ())


def _onward(at: At, sheet: Sheet, *, later: bool) -> str:
    asked = questionnaire_of(at.screening)
    where = asked.where_url(sheet)
    return where or (asked.later_url(sheet[-1]) if later else asked.next_url(sheet[-1]))
