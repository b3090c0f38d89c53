"""What the lead sees: tellings that are open, every event, and how often each kind was reported."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.urls import reverse

from filiform.clinic.safety.models import AdverseEventReport, EventOutcome
from filiform.clinic.safety.presenters.words import (
    WHOM,
    day_and_time,
    event_label,
    place_words,
    severity_label,
    within_words,
)
from filiform.clinic.safety.queries import TellingTask, known_of
from filiform.clinic.ui.parts import Cell, Column, Table, TaskRow
from filiform.clinical.event_rate import EventRate
from filiform.knowledge.library import Library
from filiform.knowledge.model.events import EventSeverity


def event_url(report: AdverseEventReport) -> str:
    """The page of an event."""
    where = {
        "clinic": report.clinic.slug,
        "episode": report.session.episode_id,
        "report": report.pk,
    }
    return reverse("safety:event", kwargs=where)


def telling_rows(
    waiting: Iterable[tuple[AdverseEventReport, TellingTask]], now: datetime, library: Library
) -> list[TaskRow]:
    """Each as "Tell … within …", what is late first."""
    return [_telling(report, task, now, library) for report, task in waiting]


def _telling(
    report: AdverseEventReport, task: TellingTask, now: datetime, library: Library
) -> TaskRow:
    late = task.is_late(now)
    within = within_words(task.due.by, report.noticed_at)
    return TaskRow(
        label=f"Tell {WHOM[task.due.whom]} {within}",
        status="Late" if late else "To do",
        state="blocked" if late else "todo",
        url=event_url(report),
        hint=f"{event_label(report.event, library)}, {report.session.episode.patient.name}, "
        f"noticed {day_and_time(report.noticed_at)}",
    )


def event_table(reports: Iterable[AdverseEventReport], library: Library) -> Table:
    """Every event, the latest first; one that was taken back says so."""
    columns = [
        Column("Event"),
        Column("Noticed"),
        Column("Severity"),
        Column("Patient"),
        Column("Muscle"),
        Column("Practitioner"),
        Column("Now"),
    ]
    return Table("Adverse events", columns, [_row(one, library) for one in reports])


def _row(report: AdverseEventReport, library: Library) -> list[Cell | str]:
    known = known_of(report)
    now = EventOutcome(known.outcome).label if known.outcome else "–"
    return [
        Cell(event_label(report.event, library), event_url(report)),
        day_and_time(report.noticed_at),
        severity_label(EventSeverity(known.severity), library),
        report.session.episode.patient.name,
        place_words(known.muscle, known.side, library) or "–",
        report.session.practitioner.display_name,
        "Taken back" if hasattr(report, "withdrawal") else now,
    ]


def rate_table(rates: Mapping[str, EventRate], library: Library) -> Table | None:
    """How often each kind was reported, never without its counts; None when there is nothing to count."""
    if not rates:
        return None
    columns = [
        Column("Event"),
        Column("Events", number=True),
        Column("Sessions", number=True),
        Column("Per 1,000 sessions", number=True),
        Column("95 % interval", number=True),
    ]
    ordered = sorted(rates.items(), key=lambda one: (-one[1].events, one[0]))
    return Table("Events per 1,000 sessions", columns, [_rate(*one, library) for one in ordered])


def _rate(event: str, rate: EventRate, library: Library) -> list[Cell | str]:
    return [
        event_label(event, library),
        f"{rate.events:,}",
        f"{rate.sessions:,}",
        number_words(rate.per_thousand),
        f"{number_words(rate.low)} to {number_words(rate.high)}",
    ]


def number_words(number: float) -> str:
    """A rate with as many places as its size allows: 0.13, 7.3, 120."""
    if number >= 100:
        return f"{number:,.0f}"
    return f"{number:.1f}" if number >= 1 else f"{number:.2f}"
