"""What went in although a gate forbade it: told by name or not yet, and looked at by somebody else or not yet."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from filiform.clinic.needling.models import NeedleEvent, NeedlingSession, StatedDeviation
from filiform.clinic.needling.queries.events import event_of
from filiform.clinical.deviations import Deviation
from filiform.clinical.ledger import Inserted, MuscleSide, NeedleEventType
from filiform.kernel.side import Side


@dataclass(frozen=True, slots=True)
class AgainstGate:
    """One needle event that a gate forbade when it happened, and still would: where, and what forbade it.

    No `place`: a needle was opened that should not have been.
    """

    event: str
    place: MuscleSide | None
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ToBeTold:
    """What is still to be told of one muscle and side, or of the opened needles: the events, and what forbade them."""

    place: MuscleSide | None
    events: tuple[str, ...]
    statements: tuple[str, ...]


def rows_against(session: NeedlingSession) -> list[NeedleEvent]:
    """The events that a gate forbade when they happened, without those that were taken back.

    A needle in a container that was full is away: it is kept with the container, and is nothing to answer for here.
    """
    taken_back = session.events.filter(voids__isnull=False).values("voids")
    needled = session.events.exclude(type=NeedleEventType.DISCARDED)
    return list(needled.exclude(against=[]).exclude(pk__in=taken_back))


def told_of(session: NeedlingSession, against: Iterable[AgainstGate]) -> tuple[Deviation, ...]:
    """The deviations that say everything there is to say of their place; one that leaves something out counts for nothing."""
    against, open_places = tuple(against), {one.place for one in to_be_told(session, against)}
    found: dict[MuscleSide | None, dict[str, None]] = {}
    for one in against:
        if one.place not in open_places:
            found.setdefault(one.place, {}).update(dict.fromkeys(one.statements))
    return tuple(Deviation(place=place, statements=tuple(names)) for place, names in found.items())


def to_be_told(session: NeedlingSession, against: Iterable[AgainstGate]) -> tuple[ToBeTold, ...]:
    """What no deviation names yet, muscle by muscle."""
    against = tuple(against)
    if not against:
        return ()
    said: dict[str, set[str]] = {}
    for row in session.deviations.all():
        for event in row.events:
            said.setdefault(event, set()).update(row.statements)
    missing: dict[MuscleSide | None, tuple[dict[str, None], dict[str, None]]] = {}
    for one in against:
        if not set(one.statements) <= said.get(one.event, set()):
            events, statements = missing.setdefault(one.place, ({}, {}))
            events[one.event] = None
            statements.update(dict.fromkeys(one.statements))
    return tuple(
        ToBeTold(place, tuple(events), tuple(statements))
        for place, (events, statements) in missing.items()
    )


def place_of(row: NeedleEvent | StatedDeviation) -> MuscleSide | None:
    """Where a row says it was; None where it is about no muscle."""
    return MuscleSide(row.muscle, Side(row.side)) if row.muscle else None


def inserted_in(row: NeedleEvent) -> Inserted | None:
    """The insertion that a row tells; None for every other event."""
    event = event_of(row)
    return event if isinstance(event, Inserted) else None


def unseen_deviations(clinic: Any) -> QuerySet[StatedDeviation]:
    """The deviations of a clinic that nobody else has looked at, the oldest first."""
    return clinic.stated_deviations.filter(review__isnull=True).select_related(
        "session__episode__patient", "session__practitioner__membership__user", "recorded_by"
    )
