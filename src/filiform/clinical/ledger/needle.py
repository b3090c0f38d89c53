"""One needle: where it is, and what may happen to it from there."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum

import msgspec

from filiform.clinical.ledger.event import MuscleSide, NeedleEventType, Opened


class NeedleState(StrEnum):
    """Where a needle, or the part of one, is. Only what is discarded or retained is accounted for."""

    STERILE = "sterile"
    IN_BODY = "in_body"
    OUT = "out"
    DISCARDED = "discarded"
    LOST = "lost"
    BROKEN_OFF = "broken_off"
    RETAINED = "retained"
    UNKNOWN = "unknown"

    @property
    def is_final(self) -> bool:
        """Whether nothing remains to be done about it in this session."""
        return self in (NeedleState.DISCARDED, NeedleState.RETAINED)


class Needle(msgspec.Struct, frozen=True, kw_only=True):
    """A needle as its events leave it.

    `place` is the last muscle it is known to have been in, `since` when it came into its state,
    `inserted_at` when the needle that is in the body went in, `dwell_minutes` how long it is meant
    to stay there. `opened` is what its packet said; None where nobody recorded its opening.
    `is_fragment`: it is the part of a needle that broke.
    """

    id: str
    state: NeedleState
    since: datetime
    place: MuscleSide | None = None
    opened: Opened | None = None
    inserted_at: datetime | None = None
    dwell_minutes: int | None = None
    is_bent: bool = False
    is_fragment: bool = False

    @property
    def due_at(self) -> datetime | None:
        """When it is meant to come out; None for one that is not in the body, or that nobody gave a time."""
        if self.inserted_at is None or self.dwell_minutes is None:
            return None
        return self.inserted_at + timedelta(minutes=self.dwell_minutes)


class Move(msgspec.Struct, frozen=True):
    """From which states an event is possible, and which state it leads to; None leaves it as it is.

    `is_feared`: believed even where it is not possible, because it leaves the needle less accounted
    for. Nothing impossible ever makes a needle safer.
    """

    possible: frozenset[NeedleState]
    leads_to: NeedleState | None = None
    is_feared: bool = False


_ = NeedleState
_KNOWN = frozenset(NeedleState) - {_.UNKNOWN}
_AT_HAND = frozenset({_.STERILE, _.OUT})

MOVES: Mapping[NeedleEventType, Move] = {
    NeedleEventType.OPENED: Move(frozenset(), _.STERILE),
    NeedleEventType.INSERTED: Move(_AT_HAND, _.IN_BODY, is_feared=True),
    NeedleEventType.ADJUSTED: Move(frozenset({_.IN_BODY})),
    NeedleEventType.BENT: Move(_KNOWN),
    NeedleEventType.BROKEN: Move(_AT_HAND | {_.IN_BODY}, _.OUT),
    NeedleEventType.REMOVED: Move(frozenset({_.IN_BODY, _.BROKEN_OFF}), _.OUT),
    NeedleEventType.DROPPED: Move(_AT_HAND | {_.IN_BODY}, _.LOST, is_feared=True),
    NeedleEventType.RETAINED_ESCALATED: Move(
        frozenset({_.IN_BODY, _.BROKEN_OFF, _.LOST}), _.RETAINED
    ),
    NeedleEventType.DISCARDED: Move(_AT_HAND | {_.LOST}, _.DISCARDED),
    # Recovered: in hand again, wherever it was; what is unused or thrown away stays so.
    NeedleEventType.RECOVERED: Move(_KNOWN),
}
"""What is not listed tells of a muscle and moves no needle."""

RECOVERED_TO: Mapping[NeedleState, NeedleState] = {
    _.STERILE: _.STERILE,
    _.DISCARDED: _.DISCARDED,
}
"""What a recovered needle is then; `out` where nothing else is said."""
