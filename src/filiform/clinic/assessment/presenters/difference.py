"""What changed between two drawings, laid over the figure: each kind has its own sign, line and word, not only a colour."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from filiform.clinical.drawing import DrawingChange, DrawingChangeKind
from filiform.figure import Build, Drawing, Figure, RegionShape, View, draw, figure
from filiform.figure.ink import PALETTES, Ink
from filiform.figure.label import label
from filiform.knowledge.library import Library

PALETTE = PALETTES[Ink.PAPER]
END = "</svg>"
SIGN_SIZE, SIGN_RADIUS = 30, 19


@dataclass(frozen=True, slots=True)
class Look:
    """How a kind of change is drawn and called."""

    sign: str
    word: str
    fill: str
    line: str


WORSE, BETTER, QUIET = PALETTE.pains[0], PALETTE.muscle, PALETTE.quiet
CHANGES = {
    DrawingChangeKind.NEW: Look("+", "New", f'fill="{WORSE}" fill-opacity="0.55"', WORSE),
    DrawingChangeKind.STRONGER: Look("▲", "Stronger", f'fill="{WORSE}" fill-opacity="0.3"', WORSE),
    DrawingChangeKind.WEAKER: Look("▼", "Weaker", f'fill="{BETTER}" fill-opacity="0.25"', BETTER),
    DrawingChangeKind.GONE: Look(
        "✓", "Gone", f'fill="{PALETTE.ground}" stroke-dasharray="9 6"', BETTER
    ),
    DrawingChangeKind.SAME: Look("=", "The same", f'fill="{QUIET}" fill-opacity="0.14"', QUIET),
}


def difference_svg(
    changes: Iterable[DrawingChange], view: View, build: Build, library: Library
) -> str:
    """A view of the body with what changed on it."""
    shown, listed = figure(view, build), tuple(changes)
    plain = draw(Drawing(), view, library, build=build, title=f"{view.label}, what changed")
    return "".join(
        [plain.rstrip().removesuffix(END), *_areas(listed, shown), *_signs(listed, shown), END]
    )


def _areas(changes: tuple[DrawingChange, ...], shown: Figure) -> Iterator[str]:
    yield '<g class="figure-changes" fill-rule="evenodd" stroke-width="3.5">'
    for change, shape in _seen(changes, shown):
        look = CHANGES[change.kind]
        yield f'<path d="{shape.path}" stroke="{look.line}" {look.fill}/>'
    yield "</g>"


def _signs(changes: tuple[DrawingChange, ...], shown: Figure) -> Iterator[str]:
    for change, shape in _seen(changes, shown):
        look, (x, y) = CHANGES[change.kind], shape.at
        yield (
            f'<circle cx="{x}" cy="{y}" r="{SIGN_RADIUS}" fill="{PALETTE.ground}" '
            f'stroke="{look.line}" stroke-width="2.5"/>'
            + label(x, y + 10, look.sign, look.line, size=SIGN_SIZE)
        )


def _seen(
    changes: tuple[DrawingChange, ...], shown: Figure
) -> Iterator[tuple[DrawingChange, RegionShape]]:
    for change in changes:
        shape = shown.region(*change.place)
        if shape:
            yield change, shape
