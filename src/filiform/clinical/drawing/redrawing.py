"""From a list of what hurts, filled in without a picture, to the strokes that would draw it."""

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from filiform.clinical.drawing.strokes import PAINS, Place, StrokeKind
from filiform.clinical.findings import PainfulRegion, PainQuality

# A place as one of the pains has it, and what is said of it there.
Mark = tuple[str, Place]
Said = tuple[int | None, PainQuality | None]


class Redrawn(msgspec.Struct, frozen=True, kw_only=True):
    """A stroke that is still to be made: what it does, without its id and its time."""

    kind: StrokeKind
    pain: str
    places: tuple[Place, ...] = ()
    intensity: int | None = None
    quality: PainQuality | None = None


def marks_of(held: Iterable[PainfulRegion]) -> dict[Mark, Said]:
    """A drawing as a list: each place of each pain with its intensity and its quality."""
    return {
        (one.pain, (one.region, one.side)): (
            None if one.intensity is None else int(one.intensity),
            one.quality,
        )
        for one in held
    }


def marks_from_list(
    held: Mapping[Mark, Said], listed: Mapping[Place, int | None]
) -> dict[Mark, Said]:
    """What is held, changed so that the listed places hurt as much as the list says, and no others do.

    A list knows no pains: a place keeps those that it has, and when the list gives another number
    than the strongest of them, all take it; a new place belongs to the first pain.
    """
    wanted: dict[Mark, Said] = {}
    for place, intensity in listed.items():
        there = {mark: said for mark, said in held.items() if mark[1] == place}
        if not there:
            wanted[PAINS[0], place] = (intensity, None)
        elif _strongest(there) == intensity:
            wanted |= there
        else:
            wanted |= {mark: (intensity, quality) for mark, (_, quality) in there.items()}
    return wanted


def _strongest(marks: Mapping[Mark, Said]) -> int | None:
    rated = [intensity for intensity, _ in marks.values() if intensity is not None]
    return max(rated, default=None)


def redraw(held: Mapping[Mark, Said], wanted: Mapping[Mark, Said]) -> tuple[Redrawn, ...]:
    """The fewest strokes that turn what is held into what is wanted; none when it is the same.

    Where nothing is said any more of a place that had an intensity or a quality, it is erased and
    painted anew, since paint without words takes no words back.
    """
    gone: dict[str, list[Place]] = {}
    paint: dict[tuple[str, Said], list[Place]] = {}
    for pain, place in sorted(held):
        if _is_lost((pain, place), held, wanted):
            gone.setdefault(pain, []).append(place)
    for (pain, place), said in sorted(wanted.items(), key=lambda one: one[0]):
        if held.get((pain, place)) != said:
            paint.setdefault((pain, said), []).append(place)
    return (*_erased(gone), *_painted(paint))


def _erased(gone: Mapping[str, list[Place]]) -> Iterator[Redrawn]:
    for pain, places in gone.items():
        yield Redrawn(kind=StrokeKind.ERASE, pain=pain, places=tuple(places))


def _painted(paint: Mapping[tuple[str, Said], list[Place]]) -> Iterator[Redrawn]:
    for (pain, (intensity, quality)), places in paint.items():
        yield Redrawn(
            kind=StrokeKind.PAINT,
            pain=pain,
            places=tuple(places),
            intensity=intensity,
            quality=quality,
        )


def _is_lost(mark: Mark, held: Mapping[Mark, Said], wanted: Mapping[Mark, Said]) -> bool:
    """Whether the place, or something that was said of it, is no longer wanted."""
    if mark not in wanted:
        return True
    pairs = zip(held[mark], wanted[mark], strict=True)
    return any(now is None and then is not None for then, now in pairs)
