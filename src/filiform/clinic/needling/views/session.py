"""Sessions of an episode: the gates before one begins, its page, its questions, a muscle added."""

from typing import Any
from uuid import UUID, uuid4

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from filiform.clinic.accounts.roles import Permission
from filiform.clinic.audit.action import Refused
from filiform.clinic.episode.access import episode_for_staff
from filiform.clinic.episode.models import Episode
from filiform.clinic.knowledge import library
from filiform.clinic.needling.actions import add_muscle, record_answers, start_session
from filiform.clinic.needling.forms import AnswersForm, OffPlanForm, RowForm
from filiform.clinic.needling.presenters.stage import sessions_page
from filiform.clinic.needling.queries import questions_before
from filiform.clinic.needling.views.table import (
    REFUSED,
    UNREADABLE,
    back_to,
    session_for_staff,
    table,
)
from filiform.clinic.people.access import staff
from filiform.clinic.screening.presenters import stage_page
from filiform.clinical.ledger import MuscleSide
from filiform.kernel.side import Side


@staff(Permission.VIEW_EPISODE)
@require_GET
def stage(request: Any, episode: UUID) -> HttpResponse:
    """What must be in order before a session, and the sessions so far."""
    return _stage(request, episode_for_staff(request, episode))


def _stage(request: Any, owned: Episode, *, message: str = "", status: int = 200) -> HttpResponse:
    on = timezone.localdate()
    practitioner = getattr(request.membership, "practitioner", None)
    context = stage_page(owned, on, library()) | {
        "page": sessions_page(owned, practitioner, on, library()),
        "message": message,
        "row": uuid4(),
    }
    return render(request, "needling/stage.html", context, status=status)


@staff(Permission.RECORD_SESSION)
@require_POST
def start(request: Any, episode: UUID) -> HttpResponse:
    """Begin a session."""
    owned = episode_for_staff(request, episode)
    form = RowForm(request.POST)
    if not form.is_valid():
        return _stage(
            request, owned, message="Reload this page and start again.", status=UNREADABLE
        )
    try:
        session = start_session(
            episode=owned,
            practitioner=getattr(request.membership, "practitioner", None),
            row_id=form.cleaned_data["row"],
            by=request.user,
            at=timezone.now(),
        )
    except Refused as refusal:
        return _stage(request, owned, message=refusal.message, status=REFUSED)
    return back_to(session)


@staff(Permission.VIEW_EPISODE)
@require_GET
def page(request: Any, episode: UUID, session: UUID) -> HttpResponse:
    """The session: beside the table while it is open, as a note once it is signed."""
    return table(request, session_for_staff(request, episode, session))


@staff(Permission.RECORD_SESSION)
@require_POST
def answers(request: Any, episode: UUID, session: UUID) -> HttpResponse:
    """What is new or different since screening."""
    own = session_for_staff(request, episode, session)
    findings = questions_before(own, timezone.localdate(), library())
    form = AnswersForm(request.POST, findings=findings)
    if not form.is_valid():
        return table(request, own, answers_form=form, status=UNREADABLE)
    try:
        record_answers(
            session=own,
            row_id=form.cleaned_data["row"],
            new=form.cleaned_data["new"],
            by=request.user,
            at=timezone.now(),
        )
    except Refused as refusal:
        return table(request, own, refusal=refusal, status=REFUSED)
    return back_to(own)


@staff(Permission.RECORD_SESSION)
@require_POST
def muscle(request: Any, episode: UUID, session: UUID) -> HttpResponse:
    """Add a muscle that the plan does not name."""
    own = session_for_staff(request, episode, session)
    form = OffPlanForm(request.POST)
    if not form.is_valid():
        return table(request, own, muscle_form=form, status=UNREADABLE)
    said = form.cleaned_data
    try:
        added = add_muscle(
            session=own,
            row_id=said["row"],
            place=MuscleSide(said["muscle"], Side(said["side"])),
            technique=said["technique"],
            reason=said["reason"],
            by=request.user,
            at=timezone.now(),
        )
    except Refused as refusal:
        return table(request, own, refusal=refusal, muscle_form=form, status=REFUSED)
    return back_to(own, f"row-{added.muscle.rsplit('/', 1)[-1]}-{added.side}")
