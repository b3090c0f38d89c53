"""One stream from many: each event once and in order, from however many devices and however often sent."""

from collections.abc import Iterable, Mapping
from itertools import dropwhile

import msgspec

from filiform.clinical.ledger.event import (
    EmergencyStop,
    Inserted,
    MuscleSide,
    NeedleEvent,
    NeedleEventType,
    Void,
)

_RANK = {one: rank for rank, one in enumerate(NeedleEventType)}


class Merged(msgspec.Struct, frozen=True, kw_only=True):
    """Events in order of time, each once, without those taken back.

    `clashing` are identifiers under which different contents came; `astray` are voids that name
    nothing that could be taken back: an event that is not here, or another void, which is recorded
    again instead. An emergency stop is taken back only as a slip of the hand, before anything else
    was recorded; a void that comes later leaves it standing, and the recount answers for it.
    """

    standing: tuple[NeedleEvent, ...]
    clashing: tuple[str, ...]
    astray: tuple[Void, ...]


def merged(events: Iterable[NeedleEvent]) -> Merged:
    """Put events together, in whatever order and however often they come."""
    events = tuple(events)
    is_each_once = len({event.id for event in events}) == len(events)
    once: dict[str, NeedleEvent] = {}
    clashing = set()
    for event in sorted(events, key=_order if is_each_once else _order_with_content):
        kept = once.setdefault(event.id, event)
        if kept is not event and kept != event:
            clashing.add(event.id)
    voids = [event for event in once.values() if isinstance(event, Void)]
    astray = [void for void in voids if isinstance(once.get(void.voids, void), Void)]
    voided = {
        void.voids
        for void in voids
        if void.voids in once
        and not isinstance(once[void.voids], Void)
        and (not isinstance(once[void.voids], EmergencyStop) or _is_slip(void, once))
    }
    return Merged(
        standing=tuple(
            one for one in once.values() if not isinstance(one, Void) and one.id not in voided
        ),
        clashing=tuple(sorted(clashing)),
        astray=tuple(astray),
    )


def standing(events: Iterable[NeedleEvent]) -> tuple[NeedleEvent, ...]:
    """The events that count, by time: each id once, without those taken back and without the voids."""
    return merged(events).standing


def needled(events: Iterable[NeedleEvent]) -> tuple[MuscleSide, ...]:
    """The muscles and sides a needle went into, each once, in order of name."""
    places = {one.place for one in standing(events) if isinstance(one, Inserted) and one.place}
    return tuple(sorted(places, key=lambda place: (place.muscle, place.side.value)))


def _is_slip(void: Void, once: Mapping[str, NeedleEvent]) -> bool:
    """Whether nothing was recorded between an emergency stop and its void but other stops and their voids.

    Args:
        once: every event by its id, in order of time.
    """
    since = dropwhile(lambda event: event.id != void.voids, once.values())
    for event in since:
        if event is void:
            return True
        meant = once.get(event.voids) if isinstance(event, Void) else event
        if not isinstance(meant, EmergencyStop):
            return False
    return False


def _order(event: NeedleEvent) -> tuple[float, int, str]:
    """By time, then in the order of a needle's life, then by id."""
    return event.at.timestamp(), _RANK[event.type], event.id


def _order_with_content(event: NeedleEvent) -> tuple[tuple[float, int, str], bytes]:
    """The same, and of two that share an id, by content."""
    return _order(event), msgspec.json.encode(event)
