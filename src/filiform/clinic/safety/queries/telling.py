"""Who must be told of an adverse event, by when, and who told them."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef
from django.utils import timezone

from filiform.clinic.people.models import Clinic
from filiform.clinic.people.queries_of_practice import practitioner_facts
from filiform.clinic.safety.models import AdverseEventDetails, AdverseEventReport, EventTelling
from filiform.clinic.safety.queries.adverse_events import known_of, standing_events
from filiform.clinical.adverse_events import DueTelling, due_tellings
from filiform.knowledge.library import Library
from filiform.knowledge.model.events import AdverseEvent, EventSeverity
from filiform.knowledge.model.law import PracticeLaw, Profession, RequirementKind


@dataclass(frozen=True, slots=True)
class TellingTask:
    """Somebody who must be told, and the row that says they were. `is_at_once`: no time was given for it."""

    due: DueTelling
    told: EventTelling | None
    is_at_once: bool

    def is_late(self, now: datetime) -> bool:
        """Whether the time in which they had to be told has passed. What is due at once has none to pass."""
        return self.told is None and not self.is_at_once and now > self.due.by


def telling_tasks(report: AdverseEventReport, library: Library) -> tuple[TellingTask, ...]:
    """Everybody who must be told, the most urgent first; the board as the law of the place says."""
    told = {one.whom: one for one in report.tellings.all()}
    severity = EventSeverity(known_of(report).severity)
    due = due_tellings(
        library.get(report.event, AdverseEvent),
        severity,
        report.clinic.jurisdiction,
        _profession(report, severity, library),
        report.noticed_at,
        library,
    )
    return tuple(
        TellingTask(one, told.get(one.whom.value), one.by <= report.noticed_at) for one in due
    )


def _profession(
    report: AdverseEventReport, severity: EventSeverity, library: Library
) -> Profession:
    """Under whose law the event falls; not looked up where no law of the place asks for a report of it."""
    place = report.clinic.jurisdiction
    asked = any(
        law.place == place and law.requirement(RequirementKind.REPORT_ADVERSE_EVENT)
        for law in library.all(PracticeLaw)
    )
    if severity is EventSeverity.MILD or not asked:
        return Profession.PHYSICAL_THERAPIST
    on = timezone.localdate(report.noticed_at)
    return practitioner_facts(report.session.practitioner, place, on, library).profession


def open_tellings(
    clinic: Clinic, library: Library, *, with_mild: bool = True
) -> tuple[tuple[AdverseEventReport, TellingTask], ...]:
    """Every telling of the clinic that nobody has done yet, the most urgent first."""
    reports = standing_events(clinic)
    if not with_mild:
        worse = AdverseEventDetails.objects.filter(report=OuterRef("pk"))
        reports = reports.filter(Exists(worse.exclude(severity=EventSeverity.MILD)))
    waiting = [
        (report, task)
        for report in reports
        for task in telling_tasks(report, library)
        if task.told is None
    ]
    return tuple(sorted(waiting, key=lambda one: (one[1].due.by, str(one[0].pk))))


@dataclass(frozen=True, slots=True)
class EventAttention:
    """An adverse event that waits for somebody."""

    report: AdverseEventReport
    is_serious: bool


def events_needing_attention(
    clinic: Clinic, now: datetime, library: Library
) -> tuple[EventAttention, ...]:
    """Serious events as long as anybody is still to be told, then the others of which a telling is late."""
    waiting: dict[AdverseEventReport, list[TellingTask]] = {}
    for report, task in open_tellings(clinic, library, with_mild=False):
        waiting.setdefault(report, []).append(task)
    found = [
        EventAttention(report, serious)
        for report, tasks in waiting.items()
        if (serious := known_of(report).severity == EventSeverity.SERIOUS)
        or any(task.is_late(now) for task in tasks)
    ]
    return tuple(sorted(found, key=lambda one: not one.is_serious))
