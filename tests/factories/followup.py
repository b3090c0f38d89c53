"""What happens after a session: a whole check-in by the patient, and measurements of outcomes."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from filiform.clinic.accounts.models import User
from filiform.clinic.aftercare.actions import record_answer
from filiform.clinic.aftercare.models import CheckIn
from filiform.clinic.aftercare.queries import SORENESS, question_order
from filiform.clinic.episode.models import Episode
from filiform.clinic.knowledge import library
from filiform.clinic.needling.queries import treated_session
from filiform.clinic.outcomes.actions import Value, record_measures
from filiform.clinic.outcomes.models import MeasuredBy, OutcomeMeasure
from filiform.clinical.facts import AnswerValue

FLAGS = "aftercare/red_flags/"


def questions_after(session: Any, hours: float = 20) -> tuple[str, ...]:
    """The questions of a check-in so many hours after a session, in their order."""
    return question_order(treated_session(session, library()), library(), hours)


def answer(
    session: Any,
    check_in: UUID,
    question: str,
    value: AnswerValue | int,
    *,
    hours: float = 20,
    **fields: Any,
) -> Any:
    """One answer of the patient, so many hours after the session."""
    given: dict[str, Any] = {
        "row_id": uuid4(),
        "by": session.recorded_by,
        "at": session.started_at + timedelta(hours=hours),
    }
    name = question if question == SORENESS or "/" in question else FLAGS + question
    return record_answer(
        session=session, check_in_id=check_in, question=name, value=value, **given | fields
    )


def a_check_in(
    session: Any,
    *,
    hours: float = 20,
    soreness: int = 3,
    said: Mapping[str, AnswerValue] | None = None,
) -> CheckIn:
    """A whole check-in: no to every sign but for those in `said`, by the last part of their names."""
    check_in = uuid4()
    for question in questions_after(session, hours):
        sign = (said or {}).get(question.rsplit("/", 1)[-1], AnswerValue.NO)
        answer(session, check_in, question, soreness if question == SORENESS else sign, hours=hours)
    return CheckIn.objects.get(pk=check_in)


def measured(
    episode: Episode,
    *values: tuple[Any, ...],
    at: datetime,
    by: User | None = None,
    measured_by: MeasuredBy = MeasuredBy.CLINICIAN,
) -> OutcomeMeasure:
    """Measurements of one day, each as (instrument, item, value) or with the activity as a fourth."""
    return record_measures(
        episode=episode,
        values=[Value(*value) for value in values],
        measured_by=measured_by,
        submission=uuid4(),
        by=by or episode.recorded_by,
        at=at,
    )
