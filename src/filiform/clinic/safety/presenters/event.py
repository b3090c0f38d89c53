"""One adverse event on a page: what it is, what to do now, who is told by when, and what is known."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse

from filiform.clinic.needling.presenters.emergencies import ProcedureCard, emergency_card
from filiform.clinic.safety.models import (
    AdverseEventDetails,
    AdverseEventReport,
    EventOutcome,
    Onset,
    RaisedFrom,
)
from filiform.clinic.safety.presenters.words import (
    TONES,
    WHOM,
    day_and_time,
    needle_words,
    place_words,
    severity_label,
    within_words,
)
from filiform.clinic.safety.queries import TellingTask, known_of, telling_tasks
from filiform.clinic.screening.presenters.decisions import source_lines
from filiform.clinic.ui.parts import ReasonLine, ReviewStatus, SummaryRow
from filiform.clinical.adverse_events import procedures_for
from filiform.knowledge.library import Library
from filiform.knowledge.model.events import AdverseEvent, EventSeverity


@dataclass(frozen=True, slots=True)
class TellingLine:
    """Somebody who must be told, in words, and who told them when."""

    whom: str
    value: str
    within: str
    what: str
    done: str
    is_late: bool


@dataclass(frozen=True, slots=True)
class KnownLine:
    """What was known at one time, and who wrote it."""

    when: str
    by: str
    words: str


@dataclass(frozen=True, slots=True)
class EventPage:
    """The whole page of an event."""

    label: str
    statement: str
    course: str
    severity: str
    tone: str
    withdrawn: str
    procedures: tuple[ProcedureCard, ...]
    emergencies_url: str
    tellings: tuple[TellingLine, ...]
    known: tuple[SummaryRow, ...]
    history: tuple[KnownLine, ...]
    review: ReviewStatus
    why: ReasonLine


def event_page(report: AdverseEventReport, now: datetime, library: Library) -> EventPage:
    """An event, as it stands now."""
    event = library.get(report.event, AdverseEvent)
    known = known_of(report)
    severity = EventSeverity(known.severity)
    withdrawal = getattr(report, "withdrawal", None)
    wanted = {one.id.rsplit("/", 1)[-1] for one in procedures_for([event.id], library)}
    cards = emergency_card(report.clinic, library).procedures
    where = {
        "clinic": report.clinic.slug,
        "episode": report.session.episode_id,
        "session": report.session_id,
    }
    return EventPage(
        label=event.label,
        statement=event.statement,
        course=event.expected_course,
        severity=severity_label(severity, library),
        tone=TONES[severity],
        withdrawn=(
            f"Taken back by {withdrawal.recorded_by.name} on "
            f"{day_and_time(withdrawal.recorded_at)}: {withdrawal.reason}"
            if withdrawal
            else ""
        ),
        procedures=tuple(one for one in cards if one.slug in wanted),
        emergencies_url=reverse("needling:emergencies", kwargs=where),
        tellings=telling_lines(telling_tasks(report, library), report.noticed_at, now),
        known=_known(report, known, library),
        history=tuple(_history(report, library)),
        review=event.review.status.value,
        why=ReasonLine(
            sentence=event.label,
            severity="note",
            sources=source_lines(event.citations, library),
            review=event.review.status.value,
            statement=event.id,
        ),
    )


def telling_lines(
    tasks: Iterable[TellingTask], noticed_at: datetime, now: datetime
) -> tuple[TellingLine, ...]:
    """Each as "tell … within …" until somebody did."""
    return tuple(
        TellingLine(
            whom=WHOM[one.due.whom],
            value=one.due.whom.value,
            within=within_words(one.due.by, noticed_at),
            what=one.due.what,
            done=_done(one),
            is_late=one.is_late(now),
        )
        for one in tasks
    )


def _done(task: TellingTask) -> str:
    if task.told is None:
        return ""
    told = f"Told by {task.told.recorded_by.name} on {day_and_time(task.told.told_at)}"
    return f"{told}. {task.told.how}" if task.told.how else told


def _known(
    report: AdverseEventReport, known: AdverseEventDetails, library: Library
) -> tuple[SummaryRow, ...]:
    rows = (
        SummaryRow(
            "Noticed", f"{day_and_time(report.noticed_at)}, {RaisedFrom(report.raised_from).label}"
        ),
        SummaryRow("Reported by", report.recorded_by.name),
        SummaryRow("Muscle", place_words(known.muscle, known.side, library)),
        SummaryRow("Needle", needle_words(known.lot, known.gauge, known.length_mm)),
        SummaryRow("Began", onset_words(known)),
        SummaryRow("What happened", known.course),
        SummaryRow("What was done", known.done),
        SummaryRow("How it is now", EventOutcome(known.outcome).label if known.outcome else ""),
    )
    return tuple(one for one in rows if one.value)


def onset_words(known: AdverseEventDetails) -> str:
    """When an event began: 5 hours after the needles were out."""
    if not known.onset:
        return ""
    if known.onset_minutes is None:
        return Onset(known.onset).label
    return f"{span_words(known.onset_minutes)} after the needles were out"


def span_words(minutes: int) -> str:
    """A span in the largest unit that fits whole."""
    span = timedelta(minutes=minutes)
    for unit, length in (("day", timedelta(days=1)), ("hour", timedelta(hours=1))):
        number, rest = divmod(span, length)
        if number and not rest:
            return f"{number} {unit}" if number == 1 else f"{number} {unit}s"
    return "1 minute" if minutes == 1 else f"{minutes} minutes"


def _history(report: AdverseEventReport, library: Library) -> Iterable[KnownLine]:
    """What was known before, the latest first; nothing as long as there is one row."""
    rows = sorted(report.details.all(), key=lambda one: -one.sequence)
    for row in rows[1:]:
        said = (
            severity_label(EventSeverity(row.severity), library),
            place_words(row.muscle, row.side, library),
            needle_words(row.lot, row.gauge, row.length_mm),
            onset_words(row),
            row.course,
            row.done,
            EventOutcome(row.outcome).label if row.outcome else "",
        )
        yield KnownLine(
            day_and_time(row.recorded_at), row.recorded_by.name, " · ".join(filter(None, said))
        )
