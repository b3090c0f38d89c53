"""One stream from many: each event once and in order, from however many devices and however often sent."""

from collections.abc import Iterable

import msgspec

from filiform.clinical.ledger.event import (
    Inserted,
    MuscleSide,
    NeedleEvent,
    NeedleEventType,
    Void,
)

_RANK = {one: rank for rank, one in enumerate(NeedleEventType)}
NEVER_VOIDED = frozenset({NeedleEventType.VOID, NeedleEventType.EMERGENCY_STOP})
"""A void is recorded again, and after an emergency every needle is recovered: neither is taken back."""


class Merged(msgspec.Struct, frozen=True, kw_only=True):
    """Events in order of time, each once, without those taken back.

    `clashing` are identifiers under which different contents came; `astray` are voids that name
    nothing that could be taken back: an event that is not here, or one that is never taken back.
    """

    standing: tuple[NeedleEvent, ...]
    clashing: tuple[str, ...]
    astray: tuple[Void, ...]


def merged(events: Iterable[NeedleEvent]) -> Merged:
    """Put events together, in whatever order and however often they come."""
    once: dict[str, NeedleEvent] = {}
    clashing = set()
    for event in sorted(events, key=_order):
        kept = once.setdefault(event.id, event)
        if kept is not event and kept != event:
            clashing.add(event.id)
    voids = [event for event in once.values() if isinstance(event, Void)]
    voided = {
        void.voids
        for void in voids
        if void.voids in once and once[void.voids].type not in NEVER_VOIDED
    }
    return Merged(
        standing=tuple(
            one for one in once.values() if not isinstance(one, Void) and one.id not in voided
        ),
        clashing=tuple(sorted(clashing)),
        astray=tuple(void for void in voids if void.voids not in voided),
    )


def standing(events: Iterable[NeedleEvent]) -> tuple[NeedleEvent, ...]:
    """The events that count, by time: each id once, without those taken back and without the voids."""
    return merged(events).standing


def needled(events: Iterable[NeedleEvent]) -> tuple[MuscleSide, ...]:
    """The muscles and sides a needle went into, each once, in order of name."""
    places = {one.place for one in standing(events) if isinstance(one, Inserted) and one.place}
    return tuple(sorted(places, key=lambda place: (place.muscle, place.side.value)))


def _order(event: NeedleEvent) -> tuple[float, int, str, bytes]:
    """By time, then in the order of a needle's life, then by id; of two that share an id, by content."""
    return event.at.timestamp(), _RANK[event.type], event.id, _content(event)


def _content(event: NeedleEvent) -> bytes:
    return msgspec.json.encode(event)
