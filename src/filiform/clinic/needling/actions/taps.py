"""One tap on the page, told needle by needle: which needles it means, and the events it makes."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

import msgspec

from filiform.clinic.audit.action import Refused
from filiform.clinical import ledger
from filiform.clinical.ledger import (
    MuscleSide,
    Needle,
    NeedleCount,
    NeedleState,
    derived,
)
from filiform.kernel.side import Side


class TapKind(StrEnum):
    """What one tap says: a kind of event, or one that several events follow from."""

    OPENED = "opened"
    INSERTED = "inserted"
    TWITCH = "twitch"
    DISCOMFORT = "discomfort"
    SHARP_PAIN = "sharp_pain"
    PAIN_RECOGNISED = "pain_recognised"
    ADJUSTED = "adjusted"
    BENT = "bent"
    BROKEN = "broken"
    REMOVED = "removed"
    REMOVED_AND_DISCARDED = "removed_and_discarded"
    ALL_OUT_AND_DISCARDED = "all_out_and_discarded"
    DROPPED = "dropped"
    DISCARDED = "discarded"
    DISCARDED_UNUSED = "discarded_unused"
    EMERGENCY_STOP = "emergency_stop"
    RECOVERED = "recovered"
    RETAINED_ESCALATED = "retained_escalated"
    VOID = "void"


OF_THE_MUSCLE = frozenset(
    {TapKind.TWITCH, TapKind.DISCOMFORT, TapKind.SHARP_PAIN, TapKind.PAIN_RECOGNISED}
)
IN_A_MUSCLE = OF_THE_MUSCLE | {
    TapKind.INSERTED,
    TapKind.REMOVED,
    TapKind.REMOVED_AND_DISCARDED,
}
"""Taps on a muscle; one of a named needle need not say where."""
OF_ONE_NEEDLE = frozenset(
    {
        TapKind.ADJUSTED,
        TapKind.BENT,
        TapKind.BROKEN,
        TapKind.DROPPED,
        TapKind.RECOVERED,
        TapKind.RETAINED_ESCALATED,
    }
)
"""Taps that name the needle; without a name they mean the one it can only be."""


class Tapped(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A tap as it was sent. `number` is how many needles or twitches, the discomfort, or 1 and 0 for yes and no."""

    kind: TapKind
    muscle: str = ""
    side: Side | None = None
    number: int | None = None
    needle: str = ""
    voids: str = ""
    lot: str = ""
    maker: str = ""
    gauge: str = ""
    length_mm: float | None = None
    expires_on: date | None = None
    by: str = ""
    witnessed_by: str = ""
    to: str = ""
    out_mm: float | None = None
    container: str = ""

    @property
    def place(self) -> MuscleSide | None:
        """The muscle and side that was tapped."""
        return MuscleSide(self.muscle, self.side) if self.side is not None else None


def events_of_tap(
    tapped: Tapped, row_id: UUID, count: NeedleCount, at: datetime, *, stays: int | None = None
) -> list[ledger.NeedleEvent]:
    """The events a tap makes. The needles opened first are meant first; ids follow from the tap's.

    Args:
        stays: minutes that a needle which goes in is meant to stay, where the plan says so.

    Raises:
        Refused: when there are not so many needles where the tap says.
    """
    said = list(_said(tapped, row_id, count, stays))
    return [
        msgspec.convert(
            {
                "id": _id(row_id, number),
                "at": at,
                **{k: v for k, v in one.items() if v not in ("", None)},
            },
            ledger.NeedleEvent,
        )
        for number, one in enumerate(said)
    ]


def _id(row_id: UUID, number: int) -> str:
    return derived(str(row_id), f"event {number}") if number else str(row_id)


def _said(
    tapped: Tapped, row_id: UUID, count: NeedleCount, stays: int | None
) -> Iterator[dict[str, Any]]:
    kind = tapped.kind
    where = {"muscle": tapped.muscle, "side": tapped.side.value if tapped.side else None}
    if kind is TapKind.EMERGENCY_STOP:
        yield {"type": kind.value}
    elif kind is TapKind.VOID:
        yield {"type": kind.value, "voids": tapped.voids}
    elif kind in OF_THE_MUSCLE:
        yield from _of_the_muscle(tapped, where)
    elif kind is TapKind.OPENED:
        packet = ("lot", "maker", "gauge", "length_mm", "expires_on")
        for number in range(tapped.number or 1):
            needle = derived(str(row_id), f"needle {number}")
            printed = {name: getattr(tapped, name) for name in packet}
            yield {"type": kind.value, "needle": needle, **printed}
    else:
        for needle in _meant(tapped, count):
            yield from _of_needle(tapped, needle, where, stays)


def _of_the_muscle(tapped: Tapped, where: dict[str, Any]) -> Iterator[dict[str, Any]]:
    said = {"type": tapped.kind.value, **where, "needle": tapped.needle}
    if tapped.kind is TapKind.DISCOMFORT:
        yield {**said, "score": tapped.number}
    elif tapped.kind is TapKind.PAIN_RECOGNISED:
        yield {**said, "recognised": bool(tapped.number)}
    else:
        for _ in range(tapped.number or 1):
            yield said


def _of_needle(
    tapped: Tapped, needle: str, where: dict[str, Any], stays: int | None
) -> Iterator[dict[str, Any]]:
    kind, said = tapped.kind, {"needle": needle}
    if kind in (TapKind.REMOVED, TapKind.REMOVED_AND_DISCARDED, TapKind.ALL_OUT_AND_DISCARDED):
        yield {"type": "removed", **said, **where}
    if kind in (
        TapKind.DISCARDED,
        TapKind.DISCARDED_UNUSED,
        TapKind.REMOVED_AND_DISCARDED,
        TapKind.ALL_OUT_AND_DISCARDED,
    ):
        yield {"type": "discarded", **said, "container": tapped.container}
    elif kind is TapKind.INSERTED:
        yield {"type": kind.value, **said, **where, "dwell_minutes": stays}
    elif kind in OF_ONE_NEEDLE:
        named = ("by", "witnessed_by", "to", "out_mm")
        extra = {name: getattr(tapped, name) for name in named}
        yield {"type": kind.value, **said, **where, **extra}


def _meant(tapped: Tapped, count: NeedleCount) -> list[str]:
    """The needles a tap means: the one it names, or as many as it says from where they must lie."""
    if tapped.needle:
        return [tapped.needle]
    there, words = _heap(tapped, count.needles)
    takes_all = tapped.kind in (TapKind.DISCARDED, TapKind.ALL_OUT_AND_DISCARDED)
    wanted = tapped.number or (len(there) if takes_all else 1)
    if len(there) < wanted or not there:
        raise Refused(f"There {_needles(len(there))} {words}. The page shows how it stands now.")
    if tapped.kind in OF_ONE_NEEDLE and len(there) > 1:
        raise Refused("Say which of the needles it was. The page shows them one by one.")
    return [one.id for one in there[:wanted]]


def _heap(tapped: Tapped, needles: Iterable[Needle]) -> tuple[list[Needle], str]:
    """The needles from which a tap takes, and where they lie, in words."""
    kind, state, words = tapped.kind, NeedleState.IN_BODY, "in this muscle"
    if kind in (TapKind.INSERTED, TapKind.DISCARDED_UNUSED):
        state, words = NeedleState.STERILE, "open on the tray: open one first"
    elif kind is TapKind.DISCARDED:
        state, words = NeedleState.OUT, "out that is not in the sharps container"
    elif kind is TapKind.ALL_OUT_AND_DISCARDED:
        words = "in the body"
    there = [one for one in needles if one.state is state]
    if state is NeedleState.IN_BODY and tapped.place is not None:
        there = [one for one in there if one.place == tapped.place]
    if kind in (TapKind.RECOVERED, TapKind.RETAINED_ESCALATED):
        there = [one for one in needles if not one.state.is_final]
        words = "still to be accounted for"
    return there, words


def _needles(number: int) -> str:
    if number == 0:
        return "is no needle"
    return "is only 1 needle" if number == 1 else f"are only {number} needles"
