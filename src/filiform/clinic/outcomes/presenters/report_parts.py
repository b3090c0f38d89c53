"""The parts of the report that come from earlier stages: screening, assessment, plan, sessions, aftercare."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from filiform.clinic.aftercare.queries import check_ins_of, decision_of, due_check_ins
from filiform.clinic.assessment.queries import active_trigger_points, examined_muscles
from filiform.clinic.episode.models import Episode
from filiform.clinic.needling.queries import had_sharp_pain, session_events
from filiform.clinic.outcomes.presenters.words import number
from filiform.clinic.planning.queries import current_consent, planned_muscles
from filiform.clinic.screening.presenters import (
    constraint_line,
    day_words,
    label_of,
    moment_words,
    reason_line,
    target_words,
)
from filiform.clinic.screening.presenters.decisions import VERDICTS
from filiform.clinic.screening.queries import decision_of as screening_decision_of
from filiform.clinic.screening.queries import overrides
from filiform.clinic.ui.parts import Column, ConstraintLine, ReasonLine, SummaryRow, Table
from filiform.clinical.ledger import Discomfort, needle_count, needled, standing
from filiform.kernel.decision import Reason, Target
from filiform.kernel.side import Side
from filiform.knowledge.library import Library
from filiform.knowledge.model.aftercare import Triage


@dataclass(frozen=True, slots=True)
class ScreeningPart:
    """The verdict of screening, its reasons, and what it constrains on the day of the report."""

    verdict: str
    decided: str
    reasons: tuple[ReasonLine, ...]
    constraints: tuple[ConstraintLine, ...]


@dataclass(frozen=True, slots=True)
class AssessmentPart:
    """Trigger points in words: those whose pain the patient recognised, and the others."""

    active: tuple[str, ...]
    latent: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UrgentCheckIn:
    """A check-in that called for somebody: when, which signs, and what was done."""

    when: str
    signs: str
    handled: str


@dataclass(frozen=True, slots=True)
class AftercarePart:
    """How many of the check-ins that were due were answered, and which called for somebody."""

    answered: str
    urgent: tuple[UrgentCheckIn, ...]
    sharp_pain: tuple[str, ...]
    reasons: tuple[Reason, ...]


def screening_part(outcome: Any, on: date, library: Library) -> ScreeningPart | None:
    """The last decision of screening; none before there is one."""
    if outcome is None:
        return None
    decision = screening_decision_of(outcome)
    set_aside = overrides(outcome.screening.episode)
    return ScreeningPart(
        verdict=VERDICTS[decision.verdict][1],
        decided=f"{day_words(outcome.on)}, library {outcome.library_version}",
        reasons=tuple(reason_line(one, library) for one in decision.reasons),
        constraints=tuple(
            constraint_line(one, library, overrides=set_aside, on=on)
            for one in decision.constraints
            if one.is_active(on)
        ),
    )


def assessment_part(episode: Episode, library: Library) -> AssessmentPart:
    """The trigger points that the last palpation of each muscle established."""
    active = active_trigger_points(episode)
    latent = [one for one in examined_muscles(episode) if one not in active]
    return AssessmentPart(
        tuple(_place(*one, library) for one in active),
        tuple(_place(*one, library) for one in latent),
    )


def plan_rows(plan: Any, library: Library) -> tuple[SummaryRow, ...]:
    """The plan that holds, and whether there is consent to it."""
    if plan is None:
        return ()
    consent = current_consent(plan.episode)
    days = f", {plan.days_between} days between them" if plan.days_between else ""
    given = f"{consent.given_by}, {moment_words(consent.given_at)}" if consent else "None in force"
    rows = (
        ("Why needling", label_of(plan.indication, library)),
        ("Exercise programme", label_of(plan.protocol, library) if plan.protocol else ""),
        ("Other active care", plan.other_care),
        ("Why needling alone", plan.needling_alone_reason),
        ("Sessions", f"{plan.sessions} planned{days}"),
        ("Agreed on", day_words(plan.agreed_on)),
        ("Consent", given),
    )
    return tuple(SummaryRow(key, value) for key, value in rows if value)


def plan_table(plan: Any, library: Library) -> Table | None:
    """The muscles of the plan with their side and technique."""
    muscles = planned_muscles(plan) if plan is not None else ()
    if not muscles:
        return None
    rows = [
        [_place(one.muscle, one.side, library), label_of(one.technique, library)] for one in muscles
    ]
    return Table("Muscles planned", [Column("Muscle"), Column("Technique")], rows)


def sessions_table(sessions: Iterable[Any], library: Library) -> Table | None:
    """One row a session: where, how many needles in and out, twitches, discomfort, pain before and after."""
    rows = [_session_row(session, library) for session in sessions]
    if not rows:
        return None
    columns = [
        Column("Day"),
        Column("Muscles"),
        Column("Needles in / out", number=True),
        Column("Twitches", number=True),
        Column("Discomfort", number=True),
        Column("Pain before → after", number=True),
        Column("Signed by"),
    ]
    return Table("Sessions", columns, rows)


def _session_row(session: Any, library: Library) -> list[str]:
    events = session_events(session)
    count = needle_count(events)
    felt = [event.score for event in standing(events) if isinstance(event, Discomfort)]
    before, after = _pain(session, "before"), _pain(session, "after")
    return [
        day_words(session.on),
        "; ".join(_place(place.muscle, place.side, library) for place in needled(events)),
        f"{count.inserted} / {len(count.stays)}",
        str(count.twitches),
        f"up to {max(felt)}" if felt else "–",
        f"{_or_dash(before)} → {_or_dash(after)}",
        session.signature.signed_by.display_name,
    ]


def aftercare_part(sessions: Sequence[Any], now: datetime, library: Library) -> AftercarePart:
    """What came back from the patient after the sessions."""
    told = {session.pk: list(check_ins_of(session)) for session in sessions}
    due = [
        one
        for session in sessions
        for one in due_check_ins(session, _answered_on(told[session.pk]), now, library)
        if one.state != "to_come"
    ]
    answered = sum(one.state == "done" for one in due)
    urgent = [one for rows in told.values() for one in rows if _urgent_reasons(one)]
    return AftercarePart(
        answered=f"{answered} of {len(due)}" if due else "",
        urgent=tuple(_urgent(one, library) for one in urgent),
        sharp_pain=tuple(_sharp_pain(sessions, library)),
        reasons=tuple(reason for one in urgent for reason in _urgent_reasons(one)),
    )


def _answered_on(check_ins: Iterable[Any]) -> list[date]:
    return [
        row.on
        for row in check_ins
        if any(one.complete or one.calls_clinic for one in row.outcomes.all())
    ]


def _urgent_reasons(check_in: Any) -> tuple[Reason, ...]:
    """Every sign that was reported in a check-in, at whatever moment of it."""
    decisions = (decision_of(one) for one in check_in.outcomes.all())
    reasons = {
        reason.statement: reason
        for decision in decisions
        if decision.verdict is not Triage.EXPECTED
        for reason in decision.reasons
    }
    return tuple(reasons.values())


def _urgent(check_in: Any, library: Library) -> UrgentCheckIn:
    handlings = [row for one in check_in.outcomes.all() for row in one.handlings.all()]
    hours = number(round(check_in.hours_after))
    return UrgentCheckIn(
        when=f"{moment_words(check_in.recorded_at)}, {hours} hours after needling",
        signs="; ".join(label_of(one.statement, library) for one in _urgent_reasons(check_in)),
        handled=" ".join(row.note for row in handlings),
    )


def _sharp_pain(sessions: Iterable[Any], library: Library) -> Iterator[str]:
    for session in sessions:
        for place in had_sharp_pain(session):
            yield f"{day_words(session.on)}, {_place(place.muscle, place.side, library)}"


def _place(muscle: str, side: Side, library: Library) -> str:
    return target_words(Target(muscle, side), library)


def _pain(session: Any, when: str) -> int | None:
    """Pain before or after needling; the last one given counts."""
    said = [
        row.pain for row in session.responses.all() if row.when == when and row.pain is not None
    ]
    return said[-1] if said else None


def _or_dash(value: int | None) -> str:
    return "–" if value is None else str(value)
