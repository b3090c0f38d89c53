"""What strokes come to: a drawing is a fold over them, the same in whatever order they arrived."""

from collections.abc import Iterable
from uuid import UUID

import msgspec

from filiform.clinical.drawing.strokes import Place, Stroke, StrokeKind
from filiform.clinical.findings import PainfulRegion

_Painted = dict[tuple[str, Place], PainfulRegion]


def drawn(strokes: Iterable[Stroke]) -> tuple[PainfulRegion, ...]:
    """The painful regions that the strokes leave, by pain, then by region and side.

    A stroke that is given twice counts once. A place on which two strokes disagree is as the later
    one says, by the strokes' own order.
    """
    painted: _Painted = {}
    for stroke in _standing(in_order(strokes)):
        _apply(stroke, painted)
    return tuple(painted[key] for key in sorted(painted))


def in_order(strokes: Iterable[Stroke]) -> tuple[Stroke, ...]:
    """The strokes in the order in which they count, each once."""
    return tuple(sorted({one.id: one for one in strokes}.values(), key=lambda one: one.order))


def _standing(strokes: tuple[Stroke, ...]) -> list[Stroke]:
    """Those that were not undone. Only what comes later undoes, so reading backwards decides each at once."""
    undone: set[UUID] = set()
    standing = []
    for stroke in reversed(strokes):
        if stroke.id in undone:
            continue
        if stroke.kind is StrokeKind.UNDO and stroke.undoes:
            undone.add(stroke.undoes)
        standing.append(stroke)
    return standing[::-1]


def _apply(stroke: Stroke, painted: _Painted) -> None:
    match stroke.kind:
        case StrokeKind.PAINT | StrokeKind.CHANGE:
            for place in stroke.places:
                _paint(stroke, place, painted)
        case StrokeKind.ERASE:
            for place in stroke.places:
                painted.pop((stroke.pain, place), None)
        case StrokeKind.CLEAR:
            for key in [key for key in painted if key[0] == stroke.pain]:
                del painted[key]


def _paint(stroke: Stroke, place: Place, painted: _Painted) -> None:
    key = (stroke.pain, place)
    held = painted.get(key)
    if held is None and stroke.kind is StrokeKind.CHANGE:
        return
    held = held or PainfulRegion(region=place[0], side=place[1], pain=stroke.pain)
    painted[key] = msgspec.structs.replace(
        held,
        intensity=held.intensity if stroke.intensity is None else float(stroke.intensity),
        quality=held.quality if stroke.quality is None else stroke.quality,
    )
