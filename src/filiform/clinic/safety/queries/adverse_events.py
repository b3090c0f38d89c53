"""Adverse events of a clinic and of an episode, and what is known of each."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from filiform.clinic.people.models import Clinic
from filiform.clinic.safety.models import AdverseEventDetails, AdverseEventReport
from filiform.knowledge.library import Library
from filiform.knowledge.model.events import AdverseEvent, EventClass


def reportable_events(library: Library) -> tuple[AdverseEvent, ...]:
    """The events of patients; what happens to staff has a report of its own."""
    events = (one for one in library.all(AdverseEvent) if one.event_class is not EventClass.STAFF)
    return tuple(sorted(events, key=lambda one: one.order))


def events_of_clinic(clinic: Clinic) -> QuerySet[AdverseEventReport]:
    """Every report with what the pages show of it, the latest first."""
    return clinic.adverse_events.select_related(
        "session__episode__patient",
        "session__practitioner__membership",
        "withdrawal__recorded_by",
        "recorded_by",
        "clinic",
    ).prefetch_related("details", "tellings__recorded_by")


def standing_events(clinic: Clinic) -> QuerySet[AdverseEventReport]:
    """The reports that were not taken back."""
    return events_of_clinic(clinic).filter(withdrawal__isnull=True)


def events_of_episode(episode: Any) -> QuerySet[AdverseEventReport]:
    """The reports of an episode, the latest first."""
    return events_of_clinic(episode.clinic).filter(session__episode=episode)


def event_named(episode: Any, report: UUID) -> AdverseEventReport | None:
    """A report of this episode by its id."""
    return events_of_episode(episode).filter(pk=report).first()


def known_of(report: AdverseEventReport) -> AdverseEventDetails:
    """What is known of an event now: the row written last."""
    return max(report.details.all(), key=lambda one: one.sequence)


def check_in_of(session: Any, check_in: UUID | None) -> Any:
    """The check-in of this session by its id, or None."""
    return session.check_ins.filter(pk=check_in).first() if check_in else None
