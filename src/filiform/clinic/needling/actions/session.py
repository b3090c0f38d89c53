"""Writes of an open session: beginning it, what was asked, a muscle added, the response."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from filiform.clinic.audit.action import Refused, audited, repeat_of
from filiform.clinic.episode.actions import reach_stage
from filiform.clinic.knowledge import library
from filiform.clinic.needling.actions.judging import MAY_NOT_NEEDLE
from filiform.clinic.needling.actions.writing import open_for_writing, row_of
from filiform.clinic.needling.models import (
    Moment,
    NeedlingSession,
    OffPlanMuscle,
    ResponseMeasure,
    SessionAnswers,
)
from filiform.clinic.needling.queries import (
    Place,
    open_session,
    questions_before,
    session_standing,
    technique_of,
)
from filiform.clinic.planning.queries import current_plan
from filiform.clinic.screening.presenters.words import day_words
from filiform.clinical.gates import GateVerdict
from filiform.clinical.ledger import MuscleSide
from filiform.clinical.needling import may_needle
from filiform.clinical.stage import Stage


@audited("needling.session_started")
def start_session(
    *, episode: Any, practitioner: Any, row_id: UUID, by: Any, at: datetime
) -> NeedlingSession:
    """Begin a session on the plan that holds now.

    Raises:
        Refused: without a plan that names muscles, without a practitioner, or while a session is open.
    """
    repeat_of(episode.needling_sessions, row_id)
    plan = current_plan(episode)
    if plan is None or not plan.muscles.all():
        raise Refused("There is no plan with muscles to needle yet. Make one first.")
    if practitioner is None:
        raise Refused(
            "You are not entered as a practitioner of this clinic. Ask its lead to do so."
        )
    if not _is_here(practitioner, episode, by):
        raise Refused("A session is begun by the practitioner of this clinic who needles.")
    if (unsigned := open_session(episode)) is not None:
        raise Refused(
            f"The session of {day_words(unsigned.on)} is not signed yet. Sign it before another begins."
        )
    session = NeedlingSession.objects.create(
        id=row_id,
        clinic=episode.clinic,
        episode=episode,
        plan=plan,
        practitioner=practitioner,
        on=timezone.localdate(at),
        started_at=at,
        recorded_by=by,
        recorded_at=at,
    )
    for stage in (Stage.PLANNING, Stage.NEEDLING):  # a screening repeated meanwhile led back
        reach_stage(episode=episode, stage=stage, by=by, at=at)
    return session


def _is_here(practitioner: Any, episode: Any, by: Any) -> bool:
    """Whether it is the one who asks, and a member of this clinic now; nobody begins for another."""
    membership = practitioner.membership
    belongs = membership.clinic_id == episode.clinic_id and membership.active
    return belongs and membership.user_id == by.pk


@audited("needling.questions_asked")
def record_answers(
    *, session: NeedlingSession, row_id: UUID, new: Iterable[str], by: Any, at: datetime
) -> SessionAnswers:
    """What is new or different since screening, as asked before the first needle; `new` are findings."""
    new = sorted(new)
    repeat_of(session.answers, row_id, new=new)
    open_for_writing(session)
    asked = [one.id for one in questions_before(session, timezone.localdate(at), library())]
    return SessionAnswers.objects.create(id=row_id, **row_of(session, by, at), asked=asked, new=new)


@audited("needling.muscle_added")
def add_muscle(
    *,
    session: NeedlingSession,
    row_id: UUID,
    place: MuscleSide,
    technique: str,
    reason: str,
    by: Any,
    at: datetime,
) -> OffPlanMuscle:
    """Add a muscle that the plan does not name, with the reason.

    Raises:
        Refused: when it is part of the session already, or no needle may go in there (with the decision).
    """
    columns = {"muscle": place.muscle, "side": place.side.value, "technique": technique}
    repeat_of(session.off_plan, row_id, **columns, reason=reason)
    open_for_writing(session)
    standing = session_standing(session, timezone.localdate(at), library())
    if technique_of(place, standing.places):
        raise Refused("This muscle is part of the session already.")
    facts = standing.with_place(Place(place, technique, reason)).facts_for(place)
    decision = may_needle(place, technique, facts, library())
    if decision.verdict is GateVerdict.MAY_NOT:
        raise Refused(MAY_NOT_NEEDLE, decision=decision)
    return OffPlanMuscle.objects.create(
        id=row_id, **row_of(session, by, at), **columns, reason=reason
    )


@audited("needling.response_recorded")
def record_response(
    *,
    session: NeedlingSession,
    row_id: UUID,
    when: Moment,
    by: Any,
    at: datetime,
    **measure: Any,
) -> ResponseMeasure:
    """One measure before or after the needling; a new value stands beside the old, and counts.

    Args:
        measure: `pain` from 0 to 10, or `about`, `side` and `mode` with `degrees` or `pressure_kpa`.
    """
    repeat_of(session.responses, row_id, when=when, **measure)
    open_for_writing(session)
    return ResponseMeasure.objects.create(
        id=row_id, **row_of(session, by, at), when=when, **measure
    )
