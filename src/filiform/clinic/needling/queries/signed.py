"""Signed sessions, and what later stages ask about a session."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec
from django.db.models import Count, QuerySet

from filiform.clinic.needling.models import (
    NeedlingSession,
    SessionSignature,
)
from filiform.clinic.needling.queries.events import events_of, session_events
from filiform.clinic.needling.queries.session import sessions_of
from filiform.clinic.screening.queries import latest_outcome
from filiform.clinical import ledger
from filiform.clinical.aftercare import TreatedSession
from filiform.clinical.gates import GateVerdict
from filiform.clinical.ledger import Inserted, MuscleSide, SharpPain, needled
from filiform.clinical.ledger.quantities import QuantityEvent, needle_by_needle
from filiform.clinical.needling import SessionFacts
from filiform.kernel.decision import Decision
from filiform.knowledge.library import Library
from filiform.knowledge.model.screening import ScreeningStatement


def decision_of(signature: SessionSignature) -> Decision[GateVerdict]:
    """The decision that was stored with the signature."""
    return msgspec.convert(signature.decision, Decision[GateVerdict])


def stored_facts(signature: SessionSignature) -> SessionFacts:
    """The facts that the decision saw; judging them again, by the library of that time, gives the same decision.

    What was signed before needles had identities is told needle by needle.
    """
    facts = dict(signature.facts)
    if any("kind" in one for one in facts.get("events", ())):
        counted = msgspec.convert(facts["events"], tuple[QuantityEvent, ...])
        facts["events"] = msgspec.to_builtins(needle_by_needle(counted))
    return msgspec.convert(facts, SessionFacts)


def signed_sessions(episode: Any) -> QuerySet[NeedlingSession]:
    """The signed sessions of an episode, oldest first."""
    return sessions_of(episode).filter(signature__isnull=False).order_by("started_at")


def treated_session(session: NeedlingSession, library: Library) -> TreatedSession:
    """What aftercare needs to know of a session: the muscles needled, and the findings of screening."""
    muscles = dict.fromkeys(place.muscle for place in needled(session_events(session)))
    return TreatedSession(muscles=tuple(muscles), findings=_findings(session.episode, library))


def _findings(episode: Any, library: Library) -> tuple[str, ...]:
    """The findings behind the reasons of the latest screening decision."""
    outcome = latest_outcome(episode)
    if outcome is None:
        return ()
    known = {one.id: one.finding for one in library.all(ScreeningStatement)}
    named = (known.get(reason["statement"]) for reason in outcome.decision.get("reasons", ()))
    return tuple(sorted({finding for finding in named if finding}))


def had_sharp_pain(session: NeedlingSession) -> tuple[MuscleSide, ...]:
    """The muscles in which an unusually sharp pain was flagged as a needle went in."""
    flagged = {
        MuscleSide(event.muscle, event.side): None
        for event in ledger.standing(session_events(session))
        if isinstance(event, SharpPain)
    }
    return tuple(flagged)


@dataclass(frozen=True, slots=True)
class SessionSummary:
    """One session of a clinic in numbers, for lists and for rates with their denominator."""

    session: UUID
    episode: UUID
    on: date
    practitioner: str
    signed_at: datetime | None
    needles: int
    muscles: int


def sessions_overview(clinic: Any) -> Iterator[SessionSummary]:
    """Every session of a clinic, newest first, with the needles that went in and the muscles they reached."""
    rows = clinic.needling_sessions.select_related("practitioner", "signature")
    for row in rows.annotate(said=Count("events")).prefetch_related("events").iterator(500):
        events = ledger.standing(events_of(row.events.all())) if row.said else ()
        signature = getattr(row, "signature", None)
        yield SessionSummary(
            session=row.pk,
            episode=row.episode_id,
            on=row.on,
            practitioner=row.practitioner.display_name,
            signed_at=signature.signed_at if signature else None,
            needles=sum(isinstance(event, Inserted) for event in events),
            muscles=len({place.muscle for place in needled(events)}),
        )
