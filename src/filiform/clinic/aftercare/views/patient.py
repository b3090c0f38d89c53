"""The patient's pages: the sheet in plain words, a check-in one question a page, and what it comes to."""

from typing import Any
from uuid import UUID, uuid4

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from filiform.clinic.aftercare import actions
from filiform.clinic.aftercare.forms import QuestionForm
from filiform.clinic.aftercare.models import CheckIn
from filiform.clinic.aftercare.presenters.curve import soreness_chart
from filiform.clinic.aftercare.presenters.result import check_in_result
from filiform.clinic.aftercare.presenters.sheet import patient_sheet
from filiform.clinic.aftercare.queries import (
    SORENESS,
    check_in_named,
    check_ins_of,
    current_answers,
    hours_between,
    latest_outcome,
    next_question,
    patients_check_ins,
    question_order,
    question_with_slug,
    reports_of,
    session_of_patient,
    sessions_of_patient,
    slug_of,
    unfinished_check_in,
)
from filiform.clinic.audit.action import Refused
from filiform.clinic.knowledge import library
from filiform.clinic.needling.queries import treated_session
from filiform.clinic.people.access import patient
from filiform.clinic.screening.presenters import day_words
from filiform.clinical.aftercare import TreatedSession
from filiform.clinical.facts import AnswerValue
from filiform.knowledge.model.aftercare import AftercareRedFlag, Triage

UNPROCESSABLE = 422


@patient
@require_GET
def sheet(request: Any, session: UUID | None = None) -> HttpResponse:
    """The sheet of one session, or of the latest; before the first there is nothing to take care of."""
    rows = list(sessions_of_patient(request.patient))
    if not rows and session is None:
        return render(request, "aftercare/my_nothing.html")
    row = rows[0] if session is None else _own_session(request, session)
    treated = treated_session(row, library())
    context = {
        "session": row,
        "sheet": patient_sheet(row, treated, library()),
        "chart": soreness_chart("soreness", reports_of(check_ins_of(row)), library()),
        "others": [(one.pk, day_words(one.on)) for one in rows if one.pk != row.pk],
    }
    return render(request, "aftercare/my_sheet.html", context)


@patient
@require_http_methods(["GET", "POST"])
def check_in(request: Any, session: UUID) -> HttpResponse:
    """The next question of today's check-in. Each answer is kept as it is given; the first makes the check-in."""
    row = _own_session(request, session)
    treated = treated_session(row, library())
    if request.method == "POST":
        return _answer(request, row, treated)
    begun = _begun(request, row)
    if begun is not None and "question" not in request.GET and _is_settled(begun):
        return redirect("aftercare:my_check_in_result", row.pk, begun.pk)
    answered = current_answers(begun) if begun else {}
    questions = question_order(treated, library(), _hours(row, begun))
    asked = _asked(request.GET.get("question", ""), questions, answered)
    if asked is None:  # everything was answered, so a check-in is there
        return redirect("aftercare:my_check_in_result", row.pk, begun.pk if begun else row.pk)
    initial: dict[str, Any] = {"check_in": begun.pk if begun else uuid4(), "row": uuid4()}
    if asked in answered:
        standing = answered[asked]
        initial["answer"] = str(standing.soreness) if asked == SORENESS else standing.value
    form = QuestionForm(_flag(asked), initial=initial)
    return _question_page(request, row, questions, asked, form)


def _answer(request: Any, session: Any, treated: TreatedSession) -> HttpResponse:
    questions = question_order(treated, library(), hours_between(session, timezone.now()))
    asked = question_with_slug(request.POST.get("question", ""), questions)
    if asked is None:
        raise Http404
    flag = _flag(asked)
    form = QuestionForm(flag, request.POST)
    if form.is_valid():
        try:
            actions.record_answer(
                session=session,
                check_in_id=form.cleaned_data["check_in"],
                question=asked,
                value=form.value,
                row_id=form.cleaned_data["row"],
                by=request.user,
                at=timezone.now(),
            )
            return _onwards(session, form.cleaned_data["check_in"], flag, form.value)
        except Refused as refused:
            form.add_error(None, refused.message)
    return _question_page(request, session, questions, asked, form, status=UNPROCESSABLE)


def _onwards(
    session: Any, check_in_id: UUID, flag: AftercareRedFlag | None, value: AnswerValue | int
) -> HttpResponse:
    """An emergency sign leads to what to do about it at once; everything else to the next question."""
    is_reported = value in (AnswerValue.YES, AnswerValue.UNSURE)
    if flag is not None and flag.triage is Triage.EMERGENCY and is_reported:
        return redirect("aftercare:my_check_in_result", session.pk, check_in_id)
    treated = treated_session(session, library())
    told = check_in_named(session, check_in_id)
    answered = current_answers(told) if told else ()
    following = next_question(treated, answered, _hours(session, told), library())
    if following is None:
        return redirect("aftercare:my_check_in_result", session.pk, check_in_id)
    response = redirect("aftercare:my_check_in", session.pk)
    response["Location"] += f"?question={slug_of(following)}"
    return response


@patient
@require_GET
def result(request: Any, session: UUID, check_in: UUID) -> HttpResponse:
    """What a check-in comes to: what to do first, before everything else."""
    row = _own_session(request, session)
    told = check_in_named(row, check_in)
    if told is None:
        raise Http404
    treated = treated_session(row, library())
    following = next_question(treated, current_answers(told), told.hours_after, library())
    context = {
        "session": row,
        "result": check_in_result(row, told, library()),
        "following": slug_of(following) if following else "",
    }
    return render(request, "aftercare/my_result.html", context)


def _question_page(
    request: Any,
    session: Any,
    questions: tuple[str, ...],
    asked: str,
    form: QuestionForm,
    status: int = 200,
) -> HttpResponse:
    place = questions.index(asked)
    flag = _flag(asked)
    context = {
        "form": form,
        "session": session,
        "question": slug_of(asked),
        "why": flag.patient_text if flag else "",
        "number": place + 1,
        "of": len(questions),
        "before": slug_of(questions[place - 1]) if place else "",
        "day": day_words(session.on),
    }
    return render(request, "aftercare/my_question.html", context, status=status)


def _begun(request: Any, session: Any) -> CheckIn | None:
    """Today's check-in: the unfinished one, or the last; `again` begins another one."""
    today = timezone.localdate()
    unfinished = unfinished_check_in(session, today)
    if unfinished is not None or "again" in request.GET:
        return unfinished
    return patients_check_ins(session, today).last()


def _is_settled(check_in: CheckIn) -> bool:
    """Whether there is a result to look at first: all is answered, or an emergency was reported."""
    outcome = latest_outcome(check_in)
    return outcome is not None and (outcome.complete or Triage(outcome.triage) is Triage.EMERGENCY)


def _asked(slug: str, questions: tuple[str, ...], answered: dict[str, Any]) -> str | None:
    """The question that was asked for, or the first that has no answer."""
    chosen = question_with_slug(slug, questions)
    return chosen or next((one for one in questions if one not in answered), None)


def _hours(session: Any, told: CheckIn | None) -> float:
    """Hours after needling at which a check-in was begun, or would begin now: they decide what is asked in it."""
    return told.hours_after if told else hours_between(session, timezone.now())


def _flag(question: str) -> AftercareRedFlag | None:
    return None if question == SORENESS else library().get(question, AftercareRedFlag)


def _own_session(request: Any, session: UUID) -> Any:
    row = session_of_patient(request.patient, session)
    if row is None:
        raise Http404
    return row
