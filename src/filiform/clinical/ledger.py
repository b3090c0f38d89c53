"""The needle ledger: what became of every needle opened in a session, counted from its events.

The count is a fold over events with identifiers of their own: repeating one changes nothing,
and neither does the order in which they arrive. Nothing is taken back by deleting: a mistaken
event is voided by another that names it.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum

import msgspec

from filiform.kernel.side import Side


class NeedleEventKind(StrEnum):
    """What can happen to needles, and to the muscle they are in, during a session."""

    OPENED = "opened"
    INSERTED = "inserted"
    TWITCH = "twitch"
    DISCOMFORT = "discomfort"
    SHARP_PAIN = "sharp_pain"
    REMOVED = "removed"
    DISCARDED_UNUSED = "discarded_unused"
    VOID = "void"


IN_A_MUSCLE = frozenset(
    {
        NeedleEventKind.INSERTED,
        NeedleEventKind.TWITCH,
        NeedleEventKind.DISCOMFORT,
        NeedleEventKind.SHARP_PAIN,
        NeedleEventKind.REMOVED,
    }
)


class MuscleSide(msgspec.Struct, frozen=True):
    """A muscle on one side of the body."""

    muscle: str
    side: Side


class NeedleEvent(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that happened. `id` is made where it happened, so that sending it twice counts once.

    `quantity` is a number of needles (or of twitches), at least 1. `place` is needed for whatever
    happens in a muscle. `lot`, `gauge`, `length_mm` and `expires_on` belong to `opened`; `discomfort`
    (0–10) to `discomfort`. A `void` names in `voids` the event that was recorded by mistake.

    Raises:
        ValueError: when the quantity is below 1, a muscle is missing or out of place, or a `void`
            does not say what it voids (or something else does).
    """

    id: str
    kind: NeedleEventKind
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

    def __post_init__(self) -> None:
        if self.quantity < 1:
            raise ValueError(f"an event counts at least 1, and was given {self.quantity}")
        if (self.kind in IN_A_MUSCLE) != (self.place is not None):
            needed = "needs" if self.kind in IN_A_MUSCLE else "has no"
            raise ValueError(f"`{self.kind}` {needed} muscle and side")
        if (self.kind is NeedleEventKind.VOID) != bool(self.voids):
            needed = "needs" if self.kind is NeedleEventKind.VOID else "has no"
            raise ValueError(f"`{self.kind}` {needed} identifier of an event to void")


class NeedleCount(msgspec.Struct, frozen=True, kw_only=True):
    """Where the needles of a session are. All counts are numbers of needles, except `twitches`."""

    opened: int
    inserted: int
    removed: int
    discarded_unused: int
    twitches: int
    in_body: tuple[tuple[MuscleSide, int], ...]

    @property
    def unaccounted(self) -> int:
        """Needles whose whereabouts are not on record: opened but neither inserted nor discarded,
        inserted without having been opened, or still in a muscle.
        """
        never_placed = abs(self.opened - self.inserted - self.discarded_unused)
        return never_placed + sum(abs(count) for _, count in self.in_body)

    @property
    def agrees(self) -> bool:
        """Whether every needle is accounted for: opened = inserted + unused, inserted = removed everywhere."""
        return self.unaccounted == 0


def needle_count(events: Iterable[NeedleEvent]) -> NeedleCount:
    """The count over a session's events, in whatever order they come; a repeated id counts once.

    Source: needling/rules/needle-count.
    """
    totals: Counter[NeedleEventKind] = Counter()
    in_body: Counter[MuscleSide] = Counter()
    for event in standing(events):
        totals[event.kind] += event.quantity
        if event.place is not None and event.kind is NeedleEventKind.INSERTED:
            in_body[event.place] += event.quantity
        if event.place is not None and event.kind is NeedleEventKind.REMOVED:
            in_body[event.place] -= event.quantity
    return NeedleCount(
        opened=totals[NeedleEventKind.OPENED],
        inserted=totals[NeedleEventKind.INSERTED],
        removed=totals[NeedleEventKind.REMOVED],
        discarded_unused=totals[NeedleEventKind.DISCARDED_UNUSED],
        twitches=totals[NeedleEventKind.TWITCH],
        in_body=tuple(sorted(((p, n) for p, n in in_body.items() if n), key=_place_order)),
    )


def standing(events: Iterable[NeedleEvent]) -> tuple[NeedleEvent, ...]:
    """The events that count, by time: each id once, without those voided and without the voids.

    A void cannot itself be voided: what was voided by mistake is recorded again.
    """
    once = unique(events)
    voided = {event.voids for event in once if event.kind is NeedleEventKind.VOID}
    return tuple(
        event for event in once if event.kind is not NeedleEventKind.VOID and event.id not in voided
    )


def _place_order(entry: tuple[MuscleSide, int]) -> tuple[str, str]:
    return entry[0].muscle, entry[0].side.value


def unique(events: Iterable[NeedleEvent]) -> tuple[NeedleEvent, ...]:
    """The events by time, each id once. Of two that share an id, the one that sorts first is kept."""
    by_id: dict[str, NeedleEvent] = {}
    for event in sorted(events, key=_when_and_which):
        kept = by_id.setdefault(event.id, event)
        if kept is not event and kept.at == event.at and _content(event) < _content(kept):
            by_id[event.id] = event
    return tuple(by_id.values())


def _when_and_which(event: NeedleEvent) -> tuple[datetime, str]:
    return event.at, event.id


def _content(event: NeedleEvent) -> bytes:
    return msgspec.json.encode(event)


def needled(events: Iterable[NeedleEvent]) -> tuple[MuscleSide, ...]:
    """The muscles and sides a needle went into, each once, in order of name."""
    places = {e.place for e in standing(events) if e.place and e.kind is NeedleEventKind.INSERTED}
    return tuple(sorted(places, key=lambda place: (place.muscle, place.side.value)))
