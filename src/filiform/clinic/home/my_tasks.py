"""What is next for a patient: one line a thing, gathered from every stage in the order of the path."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from filiform.clinic.aftercare.queries import check_ins_of, due_check_ins, sessions_of_patient
from filiform.clinic.assessment.queries import is_anything_drawn
from filiform.clinic.episode.models import Episode
from filiform.clinic.episode.queries import current_status
from filiform.clinic.episode.status import Status
from filiform.clinic.knowledge import library
from filiform.clinic.outcomes.queries import episode_of_patient, questions_of
from filiform.clinic.people.models import Patient
from filiform.clinic.planning.queries import (
    consent_in_force,
    current_plan_of_patient,
    must_be_read_again,
)
from filiform.clinic.screening.queries import current_answers, current_screening
from filiform.clinic.ui.parts import TaskRow, TaskState


def my_tasks(patient: Patient, now: datetime) -> list[TaskRow]:
    """What the patient can do or read now."""
    return [
        *_questionnaires(patient),
        *_drawings(patient),
        *_plan(patient),
        *_check_in(patient, now),
        *_progress(patient, now),
    ]


def _questionnaires(patient: Patient) -> Iterator[TaskRow]:
    """The questions before needling, until somebody has decided on the answers."""
    for episode in patient.episodes.order_by("-opened_on", "pk"):
        if current_status(episode).status in _ASKING:
            state, status = _questionnaire(episode)
            url = reverse("screening:mine")
            yield TaskRow("Questions before needling", status, state, url, hint=episode.title)


def _questionnaire(episode: Episode) -> tuple[TaskState, str]:
    screening = current_screening(episode)
    if screening is None or not current_answers(screening).exists():
        return "todo", "To do"
    if screening.submissions.exists():
        return "done", "Sent"
    return "doing", "Begun"


def _drawings(patient: Patient) -> Iterator[TaskRow]:
    """Where it hurts, asked for before the first visit and open to be drawn anew at any time."""
    for episode in patient.episodes.order_by("-opened_on", "pk"):
        if not current_status(episode).status.is_open:
            continue
        is_drawn = is_anything_drawn(episode)
        yield TaskRow(
            label="Show where it hurts",
            status="Drawn" if is_drawn else "To do",
            state="done" if is_drawn else "todo",
            hint="Draw it anew when it changes." if is_drawn else episode.title,
            url=reverse("assessment:my_drawing", args=[episode.pk]),
        )


_ASKING = (Status.REFERRED, Status.SCREENING)


def _plan(patient: Patient) -> Iterator[TaskRow]:
    plan = current_plan_of_patient(patient)
    if plan is None:
        return
    yield TaskRow("My plan and my exercises", "To read", "doing", reverse("planning:my_plan"))
    is_signed = consent_in_force(plan) is not None and not must_be_read_again(plan, library())
    yield TaskRow(
        label="My consent",
        status="Signed" if is_signed else "To read and sign",
        state="done" if is_signed else "todo",
        url=reverse("planning:my_consents"),
    )


def _check_in(patient: Patient, now: datetime) -> Iterator[TaskRow]:
    """The check-in of the latest session: asked for as long as it is due, and open at any time."""
    session = next(iter(sessions_of_patient(patient)), None)
    if session is None:
        return
    completed = [row.on for row in check_ins_of(session)]
    states = {one.state for one in due_check_ins(session, completed, now, library())}
    is_due = bool(states & {"today", "overdue"})
    yield TaskRow(
        "After needling: what is normal", "To read", "doing", reverse("aftercare:my_aftercare")
    )
    yield TaskRow(
        label="How are you after needling?",
        status="To do" if is_due else "Done for now",
        state="todo" if is_due else "done",
        hint="" if is_due else "Tell us whenever something is not right.",
        url=reverse("aftercare:my_check_in", kwargs={"session": session.pk}),
    )
    yield TaskRow(
        "What may have happened in my muscle", "To read", "doing", reverse("home:my_how_it_works")
    )


def _progress(patient: Patient, now: datetime) -> Iterator[TaskRow]:
    episode = episode_of_patient(patient)
    if episode is None:
        return
    if _has_open_questions(episode, now):
        url = reverse("outcomes:my_questions")
        yield TaskRow("How is it going?", "A few questions", "todo", url)
    yield TaskRow("Am I getting better?", "To read", "doing", reverse("outcomes:my_outcomes"))


def _has_open_questions(episode: Episode, now: datetime) -> bool:
    if not current_status(episode).status.is_open:
        return False
    asked = questions_of(episode, timezone.localdate(now), library())
    return any(one.answer is None for one in asked)
