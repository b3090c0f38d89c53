"""What was kept before needles had identities: events that counted needles, told again needle by needle.

The same record always becomes the same events: identifiers are derived from those it has. The
needle opened first is the one that goes in first and comes out first. Nothing is invented: what was
not recorded then, such as a used needle in the sharps container, is not recorded now.
"""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5

import msgspec

from filiform.clinical.ledger.event import (
    Discarded,
    Discomfort,
    Inserted,
    MuscleSide,
    NeedleEvent,
    Opened,
    Removed,
    SharpPain,
    Twitch,
    Void,
)

_ORDER = ("opened", "inserted", "twitch", "discomfort", "sharp_pain", "removed", "discarded_unused")

MOVING = frozenset({"opened", "inserted", "removed", "discarded_unused"})


class QuantityEvent(msgspec.Struct, frozen=True, kw_only=True):
    """An event as it was kept then: a number of needles (or of twitches), and no needle by itself."""

    id: str
    kind: str
    at: datetime
    quantity: int = 1
    place: MuscleSide | None = None
    technique: str = ""
    length_mm: float | None = None
    lot: str = ""
    gauge: str = ""
    expires_on: date | None = None
    discomfort: int | None = None
    voids: str = ""


def needle_by_needle(events: Iterable[QuantityEvent]) -> tuple[NeedleEvent, ...]:
    """The same record with one event a needle, in order of time; the first keeps the id it was expanded from."""
    ordered = sorted(events, key=_order)
    voided = {one.voids for one in ordered if one.kind == "void"}
    quantities = {one.id: one.quantity for one in ordered}
    heaps = _Heaps()
    told: list[NeedleEvent] = []
    for one in ordered:
        if one.kind == "void":
            told += _voids(one, quantities.get(one.voids, 1))
        else:
            told += heaps.tell(one, is_taken_back=one.id in voided)
    return tuple(told)


def derived(identifier: str, what: str) -> str:
    """An identifier that follows from another one, always the same."""
    try:
        return str(uuid5(UUID(identifier), what))
    except ValueError:
        return str(uuid5(uuid5(NAMESPACE_OID, identifier), what))


class _Heaps:
    """Where the needles lie while the events are told: on the tray, or in a muscle."""

    def __init__(self) -> None:
        self.tray: deque[str] = deque()
        self.muscles: defaultdict[MuscleSide, deque[str]] = defaultdict(deque)

    def tell(self, one: QuantityEvent, *, is_taken_back: bool) -> Iterator[NeedleEvent]:
        """The events of one that counted several. One that was taken back moves nothing."""
        for number in range(one.quantity if one.kind not in ("discomfort", "sharp_pain") else 1):
            identifier = nth(one.id, number)
            fresh = derived(one.id, f"needle {number}")
            moves = one.kind in MOVING and not is_taken_back
            needle = self._move(one, fresh) if moves else fresh
            yield _told(one, identifier, needle)

    def _move(self, one: QuantityEvent, fresh: str) -> str:
        """The needle that it happened to; a new identity where none lies where it should."""
        tray, muscle = self.tray, self.muscles[one.place] if one.place else deque()
        if one.kind == "opened":
            tray.append(fresh)
            return fresh
        if one.kind == "inserted":
            needle = tray.popleft() if tray else fresh
            muscle.append(needle)
            return needle
        if one.kind == "removed":
            return muscle.popleft() if muscle else fresh
        return tray.popleft() if tray else fresh


def _told(one: QuantityEvent, identifier: str, needle: str) -> NeedleEvent:
    said: dict[str, Any] = {"id": identifier, "at": one.at}
    if one.kind == "opened":
        packet: dict[str, Any] = {"lot": one.lot, "gauge": one.gauge, "length_mm": one.length_mm}
        return Opened(**said, needle=needle, **packet, expires_on=one.expires_on)
    if one.kind == "discarded_unused" or one.place is None:
        return Discarded(**said, needle=needle)
    place: dict[str, Any] = {"muscle": one.place.muscle, "side": one.place.side}
    if one.kind == "inserted":
        return Inserted(**said, needle=needle, **place, technique=one.technique)
    if one.kind == "removed":
        return Removed(**said, needle=needle, **place)
    if one.kind == "discomfort":
        return Discomfort(**said, **place, score=one.discomfort or 0)
    return (Twitch if one.kind == "twitch" else SharpPain)(**said, **place)


def _voids(one: QuantityEvent, quantity: int) -> Iterator[NeedleEvent]:
    """A void of what counted several takes each of them back."""
    for number in range(quantity):
        yield Void(id=nth(one.id, number), at=one.at, voids=nth(one.voids, number))


def nth(identifier: str, number: int) -> str:
    """The id of one of the events that an event is told as; the first has its own."""
    return derived(identifier, f"event {number}") if number else identifier


def _order(one: QuantityEvent) -> tuple[datetime, int, str]:
    rank = _ORDER.index(one.kind) if one.kind in _ORDER else len(_ORDER)
    return one.at, rank, one.id
