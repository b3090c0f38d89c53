"""What changed between two drawings, and how much of the body is painted."""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum

import msgspec

from filiform.clinical.drawing.strokes import Place
from filiform.clinical.findings import PainfulRegion


class DrawingChangeKind(StrEnum):
    """What became of the pain in a place."""

    NEW = "new"
    GONE = "gone"
    STRONGER = "stronger"
    WEAKER = "weaker"
    SAME = "same"


class DrawingChange(msgspec.Struct, frozen=True, kw_only=True):
    """A place that hurts in one of two drawings or in both; intensities are None where nobody said."""

    place: Place
    kind: DrawingChangeKind
    before: float | None = None
    after: float | None = None


def compare_drawings(
    before: Iterable[PainfulRegion], after: Iterable[PainfulRegion]
) -> tuple[DrawingChange, ...]:
    """Each place that hurts before or after, with what became of it; several pains count as the strongest.

    Where one of the intensities is not known, a place that hurts in both is called the same.
    """
    then, now = hurting(before), hurting(after)
    return tuple(_changes(then, now))


def painted_share(pain: Iterable[PainfulRegion], shares: Mapping[str, float]) -> float:
    """How much of the body's surface hurts, in per cent; each place counts once.

    `shares` gives each region's per cent of the surface, of one side where it has sides. The number
    says how much was painted, and nothing about how bad it is.
    """
    return sum(shares.get(region, 0) for region, _ in hurting(pain))


def hurting(pain: Iterable[PainfulRegion]) -> dict[Place, float | None]:
    """The places that hurt, each with its strongest intensity; what was rated 0 does not hurt."""
    found: dict[Place, float | None] = {}
    for one in pain:
        if one.intensity != 0:
            place = (one.region, one.side)
            rated = [x for x in (found.get(place), one.intensity) if x is not None]
            found[place] = max(rated, default=None)
    return found


def _changes(
    then: Mapping[Place, float | None], now: Mapping[Place, float | None]
) -> Iterator[DrawingChange]:
    for place in sorted({*then, *now}):
        before, after = then.get(place), now.get(place)
        if place not in then:
            kind = DrawingChangeKind.NEW
        elif place not in now:
            kind = DrawingChangeKind.GONE
        else:
            kind = _of_both(before, after)
        yield DrawingChange(place=place, kind=kind, before=before, after=after)


def _of_both(before: float | None, after: float | None) -> DrawingChangeKind:
    if before is None or after is None or before == after:
        return DrawingChangeKind.SAME
    return DrawingChangeKind.STRONGER if after > before else DrawingChangeKind.WEAKER
