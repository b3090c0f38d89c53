"""Check-ins as frozen facts: the answers that stand, what is still to be asked, and how it was triaged."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
from django.db.models import QuerySet

from filiform.clinic.aftercare.models import AnsweredBy, CheckIn, CheckInAnswer, CheckInOutcome
from filiform.clinic.aftercare.queries.questions import SORENESS, question_order
from filiform.clinic.needling.queries import treated_session
from filiform.clinical.aftercare import CheckInFacts, TreatedSession
from filiform.clinical.facts import AnswerValue
from filiform.kernel.decision import Decision
from filiform.knowledge.library import Library
from filiform.knowledge.model.aftercare import Triage

HOUR = timedelta(hours=1)


def check_ins_of(session: Any) -> QuerySet[CheckIn]:
    """The check-ins of a session with their answers, outcomes and what was done about them, oldest first."""
    return whole(session.check_ins.all())


def whole(check_ins: QuerySet[CheckIn]) -> QuerySet[CheckIn]:
    """The same check-ins with everything that pages about them show."""
    rows = check_ins.select_related("session__episode__patient", "recorded_by")
    return rows.prefetch_related("answers", "outcomes__handlings__recorded_by")


def check_in_named(session: Any, check_in: UUID) -> CheckIn | None:
    """A check-in of this session by its id."""
    return check_ins_of(session).filter(pk=check_in).first()


def unfinished_check_in(session: Any, on: date) -> CheckIn | None:
    """The check-in that was begun on that day and has questions open; answering goes on there."""
    begun = patients_check_ins(session, on).exclude(outcomes__complete=True)
    return begun.order_by("-recorded_at").first()


def patients_check_ins(session: Any, on: date) -> QuerySet[CheckIn]:
    """The check-ins that the patient gave by themselves on a day, oldest first."""
    return check_ins_of(session).filter(on=on, answered_by=AnsweredBy.PATIENT)


def current_answers(check_in: CheckIn) -> dict[str, CheckInAnswer]:
    """The answer that stands for each question: the row that no later row replaces."""
    rows = list(check_in.answers.all())
    replaced = {row.replaces_id for row in rows}
    return {row.question: row for row in rows if row.pk not in replaced}


def answers_of(rows: Mapping[str, CheckInAnswer]) -> dict[str, AnswerValue]:
    """Answers about red flags as the science reads them, by identifier."""
    return {name: AnswerValue(row.value) for name, row in rows.items() if name != SORENESS}


def check_in_facts(
    check_in: CheckIn, library: Library, rows: Mapping[str, CheckInAnswer] | None = None
) -> CheckInFacts:
    """Everything the triage decides on, as it stands.

    Args:
        rows: the answers that stand, where they were read already.
    """
    answers = current_answers(check_in) if rows is None else rows
    soreness = answers.get(SORENESS)
    return CheckInFacts(
        session=treated_session(check_in.session, library),
        hours_after=check_in.hours_after,
        soreness=soreness.soreness if soreness else None,
        answers=answers_of(answers),
        soreness_before=_soreness_before(check_in) if soreness else None,
    )


def _soreness_before(check_in: CheckIn) -> int | None:
    """The soreness that was told in the last check-in of this session before this one."""
    earlier = check_in.session.check_ins.filter(hours_after__lt=check_in.hours_after)
    rows = earlier.exclude(pk=check_in.pk).order_by("-hours_after").prefetch_related("answers")
    told = (current_answers(row).get(SORENESS) for row in rows)
    return next((one.soreness for one in told if one is not None), None)


def next_question(
    treated: TreatedSession, answered: Iterable[str], hours_after: float, library: Library
) -> str | None:
    """The first question in order that is asked by then and has no answer; none when all have one."""
    known = set(answered)
    order = question_order(treated, library, hours_after)
    return next((one for one in order if one not in known), None)


def hours_between(session: Any, at: datetime) -> float:
    """Hours from the start of the needling to `at`."""
    return (at - session.started_at) / HOUR


def latest_outcome(check_in: CheckIn) -> CheckInOutcome | None:
    """The last triage of a check-in; none while nothing called for one."""
    return max(check_in.outcomes.all(), key=lambda row: row.sequence, default=None)


def open_ones(outcomes: Iterable[CheckInOutcome]) -> list[CheckInOutcome]:
    """The outcomes of one check-in that call for somebody, and that no handling has covered."""
    rows = list(outcomes)
    done = max((one.sequence for one in rows if one.handlings.all()), default=0)
    return [one for one in rows if one.calls_clinic and one.sequence > done]


def decision_of(outcome: CheckInOutcome) -> Decision[Triage]:
    """The decision as it was taken, out of its row."""
    return msgspec.convert(outcome.decision, Decision[Triage])


def stored_facts(outcome: CheckInOutcome) -> CheckInFacts:
    """The facts that the decision saw; judging them again gives the same decision."""
    return msgspec.convert(outcome.facts, CheckInFacts)


@dataclass(frozen=True, slots=True)
class SorenessReport:
    """Soreness from 0 to 10 at an hour after needling, and whether the triage found it too long-lived."""

    hours_after: float
    soreness: int
    is_beyond_course: bool


def reports_of(check_ins: Iterable[CheckIn]) -> tuple[SorenessReport, ...]:
    """The soreness reported in check-ins, in order of time."""
    reports = []
    for check_in in check_ins:
        answer = current_answers(check_in).get(SORENESS)
        if answer is not None and answer.soreness is not None:
            outcome = latest_outcome(check_in)
            reports.append(
                SorenessReport(check_in.hours_after, answer.soreness, _is_beyond_course(outcome))
            )
    return tuple(sorted(reports, key=lambda one: one.hours_after))


def _is_beyond_course(outcome: CheckInOutcome | None) -> bool:
    reasons = outcome.decision["reasons"] if outcome else []
    return any(reason["statement"].startswith("aftercare/courses/") for reason in reasons)
