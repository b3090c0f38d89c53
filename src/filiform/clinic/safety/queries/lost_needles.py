"""Needles that were dropped and have not been found."""

from dataclasses import dataclass
from typing import Any

from filiform.clinic.needling.queries import events_of
from filiform.clinic.people.models import Clinic
from filiform.clinical.ledger import Needle, NeedleEventType, NeedleState, needle_count


@dataclass(frozen=True, slots=True)
class LostNeedle:
    """A needle whose last word is that it was dropped, and the session in which that happened."""

    session: Any
    needle: Needle


def lost_needles(clinic: Clinic) -> tuple[LostNeedle, ...]:
    """Every needle of the clinic that is lost, the latest first."""
    dropped = clinic.needle_events.filter(type=NeedleEventType.DROPPED).values("session")
    sessions = (
        clinic.needling_sessions.filter(pk__in=dropped)
        .select_related("clinic", "episode__patient", "practitioner")
        .prefetch_related("events")
        .order_by("-started_at")
    )
    return tuple(
        LostNeedle(session, needle)
        for session in sessions
        for needle in needle_count(events_of(session.events.all())).needles
        if needle.state is NeedleState.LOST
    )
