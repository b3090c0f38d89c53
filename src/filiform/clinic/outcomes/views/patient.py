"""The patient's pages: am I getting better, and the questions that tell, one a page."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from filiform.clinic.audit.action import Refused
from filiform.clinic.episode.models import Episode
from filiform.clinic.knowledge import library
from filiform.clinic.outcomes import actions
from filiform.clinic.outcomes.forms import ActivityForm, MeasureForm
from filiform.clinic.outcomes.models import MeasuredBy
from filiform.clinic.outcomes.presenters.mine import my_page
from filiform.clinic.outcomes.queries import (
    OutcomeQuestion,
    activities_of,
    episode_of_patient,
    questions_of,
)
from filiform.clinic.people.access import patient

UNPROCESSABLE = 422


@patient
@require_GET
def mine(request: Any) -> HttpResponse:
    """Am I getting better? The charts in plain words."""
    episode = episode_of_patient(request.patient)
    page = my_page(episode, timezone.localdate(), library()) if episode else None
    return render(request, "outcomes/my_outcomes.html", {"page": page})


@patient
@require_http_methods(["GET", "POST"])
def questions(request: Any) -> HttpResponse:
    """The next question of today. Each answer is kept as it is given."""
    episode = _episode(request)
    asked = questions_of(episode, timezone.localdate(), library())
    if request.method == "POST":
        return _answer(request, episode, asked)
    if _wants_activity(request, episode):
        return redirect("outcomes:my_activity")
    open_now = (one for one in asked if one.answer is None)
    chosen = _named(request.GET.get("question", ""), asked) or next(open_now, None)
    if chosen is None:
        return redirect("outcomes:my_outcomes")
    initial = {} if chosen.answer is None else {"answer": str(int(chosen.answer))}
    form = MeasureForm(chosen.instrument, chosen.item, chosen.label, initial=initial)
    return _question_page(request, chosen, asked, form)


def _answer(request: Any, episode: Episode, asked: tuple[OutcomeQuestion, ...]) -> HttpResponse:
    chosen = _named(request.POST.get("question", ""), asked)
    if chosen is None:
        raise Http404
    form = MeasureForm(chosen.instrument, chosen.item, chosen.label, request.POST)
    if form.is_valid():
        value = actions.Value(
            chosen.instrument.id, chosen.item.key, form.cleaned_data["answer"], chosen.label
        )
        try:
            actions.record_measures(
                episode=episode,
                values=[value],
                measured_by=MeasuredBy.PATIENT,
                submission=form.cleaned_data["submission"],
                by=request.user,
                at=timezone.now(),
            )
            return _onwards(chosen, asked)
        except Refused as refused:
            form.add_error(None, refused.message)
    return _question_page(request, chosen, asked, form, status=UNPROCESSABLE)


def _onwards(chosen: OutcomeQuestion, asked: tuple[OutcomeQuestion, ...]) -> HttpResponse:
    """The question after this one; after the last, how it looks now."""
    following = asked[asked.index(chosen) + 1 :]
    if not following:
        return redirect("outcomes:my_questions")
    response = redirect("outcomes:my_questions")
    response["Location"] += f"?question={following[0].slug}"
    return response


@patient
@require_http_methods(["GET", "POST"])
def activity(request: Any) -> HttpResponse:
    """What do you want to do again? One thing a page; the questions go on without one."""
    episode = _episode(request)
    form = ActivityForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.name_activity(
                episode=episode,
                words=form.cleaned_data["words"],
                row_id=form.cleaned_data["row"],
                by=request.user,
                at=timezone.now(),
            )
            return redirect("outcomes:my_questions")
        except Refused as refused:
            form.add_error("words", refused.message)
    status = UNPROCESSABLE if request.method == "POST" else 200
    named = activities_of(episode)
    return render(
        request, "outcomes/my_activity.html", {"form": form, "named": named}, status=status
    )


def _question_page(
    request: Any,
    chosen: OutcomeQuestion,
    asked: tuple[OutcomeQuestion, ...],
    form: MeasureForm,
    status: int = 200,
) -> HttpResponse:
    place = asked.index(chosen)
    context: dict[str, Any] = {
        "form": form,
        "question": chosen,
        "number": place + 1,
        "of": len(asked),
        "before": asked[place - 1].slug if place else "",
    }
    return render(request, "outcomes/my_question.html", context, status=status)


def _named(slug: str, asked: tuple[OutcomeQuestion, ...]) -> OutcomeQuestion | None:
    return next((one for one in asked if one.slug == slug), None)


def _wants_activity(request: Any, episode: Episode) -> bool:
    """Before the first activity is named it is asked for once; `go_on` says that there is none."""
    chosen = "question" in request.GET or "go_on" in request.GET
    return not chosen and not activities_of(episode)


def _episode(request: Any) -> Episode:
    episode = episode_of_patient(request.patient)
    if episode is None:
        raise Http404
    return episode
