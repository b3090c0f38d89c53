"""Adverse events: reporting one, adding what is learned, telling those who must know, taking one back."""

from dataclasses import asdict, dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from filiform.clinic.audit.action import Refused, audited, repeat_of
from filiform.clinic.knowledge import library
from filiform.clinic.safety.models import (
    AdverseEventDetails,
    AdverseEventReport,
    EventOutcome,
    EventTelling,
    EventWithdrawal,
    Onset,
    RaisedFrom,
)
from filiform.clinic.safety.queries import known_of, reportable_events
from filiform.clinical.adverse_events import counted_severity
from filiform.knowledge.model.anatomy import Muscle
from filiform.knowledge.model.events import AdverseEvent, EventSeverity, Told


@dataclass(frozen=True, slots=True)
class Details:
    """What is known of an event. Empty is not known yet."""

    severity: EventSeverity
    muscle: str = ""
    side: str = ""
    lot: str = ""
    gauge: str = ""
    length_mm: Decimal | None = None
    onset: Onset | str = ""
    onset_minutes: int | None = None
    course: str = ""
    done: str = ""
    outcome: EventOutcome | str = ""


@audited("safety.event_reported", details=lambda row: {"event": row.event})
def report_event(
    *,
    session: Any,
    row_id: UUID,
    event: str,
    raised_from: RaisedFrom,
    details: Details | None = None,
    check_in: Any = None,
    by: Any,
    at: datetime,
) -> AdverseEventReport:
    """Report an adverse event of a session. Without details it counts as its kind counts at least.

    Raises:
        Refused: for an event that is not one of patients, or a check-in of another session.
    """
    content = {"session_id": session.pk, "event": event}
    repeat_of(session.clinic.adverse_events, row_id, **content)
    offered = {one.id: one for one in reportable_events(library())}
    if event not in offered:
        raise Refused("Choose what happened from the list.")
    if check_in is not None and check_in.session_id != session.pk:
        raise Refused("This check-in belongs to another session. Open the page again.")
    report = AdverseEventReport.objects.create(
        id=row_id,
        **_row(session.clinic, by, at),
        **content,
        noticed_at=at,
        raised_from=raised_from.value,
        check_in=check_in,
        library_version=library().version,
    )
    _write(report, details or Details(offered[event].severity), 0, by, at)
    return report


@audited("safety.event_details_added")
def add_details(
    *, report: AdverseEventReport, row_id: UUID, details: Details, by: Any, at: datetime
) -> AdverseEventDetails:
    """Say what is known of an event now; what was known before stays beside it.

    Raises:
        Refused: when the event was taken back.
    """
    details = _counted(report, details)
    repeat_of(report.clinic.adverse_event_details, row_id, report_id=report.pk, **_columns(details))
    _lock(report)
    _require_standing(report)
    last = known_of(report)
    return _write(report, details, last.sequence + 1, by, at, row_id)


@audited("safety.event_told", details=lambda row: {"whom": row.whom})
def record_telling(
    *,
    report: AdverseEventReport,
    row_id: UUID,
    whom: Told,
    told_at: datetime,
    how: str,
    by: Any,
    at: datetime,
) -> EventTelling:
    """Say that somebody was told, by the one who says so.

    Raises:
        Refused: when they were told already, the event was taken back, or the moment lies in the future.
    """
    repeat_of(report.clinic.event_tellings, row_id, report_id=report.pk, whom=whom.value)
    _lock(report)
    _require_standing(report)
    if told_at > at:
        raise Refused("This moment lies in the future. Say when they were told.")
    done = EventTelling.objects.filter(report=report, whom=whom.value).first()
    if done is not None:
        raise Refused(f"{done.recorded_by.name} has told them already.")
    return EventTelling.objects.create(
        id=row_id,
        **_row(report.clinic, by, at),
        report=report,
        whom=whom.value,
        told_at=told_at,
        how=how.strip(),
    )


@audited("safety.event_withdrawn")
def withdraw_event(
    *, report: AdverseEventReport, row_id: UUID, reason: str, by: Any, at: datetime
) -> EventWithdrawal:
    """Say that an event was reported by mistake; the report stays and counts no more.

    Raises:
        Refused: without a reason, or when it was taken back already.
    """
    reason = reason.strip()
    repeat_of(report.clinic.event_withdrawals, row_id, report_id=report.pk, reason=reason)
    _lock(report)
    _require_standing(report)
    if not reason:
        raise Refused("Say why this was no adverse event.")
    return EventWithdrawal.objects.create(
        id=row_id, **_row(report.clinic, by, at), report=report, reason=reason
    )


def _counted(report: AdverseEventReport, details: Details) -> Details:
    """The details with the severity as it counts: raised by whoever judges, never lower than its kind."""
    event = library().get(report.event, AdverseEvent)
    if details.muscle and details.muscle not in {one.id for one in library().all(Muscle)}:
        raise Refused("Choose the muscle from the list.")
    return replace(details, severity=counted_severity(event, details.severity, library()).severity)


def _columns(details: Details) -> dict[str, Any]:
    return {name: getattr(value, "value", value) for name, value in asdict(details).items()}


def _write(
    report: AdverseEventReport,
    details: Details,
    sequence: int,
    by: Any,
    at: datetime,
    row_id: UUID | None = None,
) -> AdverseEventDetails:
    named = {"id": row_id} if row_id else {}
    return AdverseEventDetails.objects.create(
        **named,
        **_row(report.clinic, by, at),
        report=report,
        sequence=sequence,
        **_columns(_counted(report, details)),
    )


def _lock(report: AdverseEventReport) -> None:
    AdverseEventReport.objects.select_for_update().filter(pk=report.pk).values_list("pk").get()


def _require_standing(report: AdverseEventReport) -> None:
    if EventWithdrawal.objects.filter(report=report).exists():
        raise Refused("This event was taken back. Report it again if it did happen.")


def _row(clinic: Any, by: Any, at: datetime) -> dict[str, Any]:
    return {"clinic": clinic, "recorded_by": by, "recorded_at": at}
