"""Draws one view as SVG: it stands alone as a file, and its regions are hooks for a page.

Only presentation attributes and classes are used, no styles and no script: a page with a strict
content security policy shows it, and the page's own style sheet may overrule every colour.
"""

from collections.abc import Iterable, Iterator
from html import escape

from filiform.figure.anatomy import Build, Figure, MuscleShape, RegionShape, View
from filiform.figure.drawing import Drawing, MusclePoint, Painted
from filiform.figure.ink import HATCH, PALETTES, PATTERNS, TILE, Ink, Palette, strength
from filiform.figure.label import label
from filiform.figure.pictures import figure
from filiform.figure.words import described, title_of
from filiform.knowledge.library import Library
from filiform.knowledge.model.anatomy import ReferralWeight

SVG = "http://www.w3.org/2000/svg"
POINT_COVERS = 34  # a number this near to a palpated spot would lie under it
SIDE_SIZE = 54  # read at 12 px where the whole body is 410 px high, as on a phone
NUMBER_FITS = 13  # a region this wide in radius has room for the number of its intensity


def draw(
    drawing: Drawing,
    view: View,
    library: Library,
    *,
    build: Build = Build.NEUTRAL,
    ink: Ink = Ink.PAPER,
    borders: bool = False,
    title: str = "",
) -> str:
    """One view of the body with a drawing on it, as an SVG document.

    Every region that the view shows is a path `VIEW-REGION-SIDE` with `data-region` and `data-side`;
    `borders` draws their hairlines, for a page on which they are tapped. A title and a description
    say in words what is drawn.
    """
    shown = figure(view, build)
    head = title or title_of(view, drawing)
    name = view.value
    words = described(drawing, library, shown)
    parts = [
        f'<svg xmlns="{SVG}" viewBox="0 0 {shown.width} {shown.height}" class="figure" role="img"'
        f' data-view="{view}" data-build="{build}" aria-labelledby="{name}-title {name}-words">',
        f'<title id="{name}-title">{escape(head)}</title>',
        f'<desc id="{name}-words">{escape(words)}</desc>',
        *picture(drawing, shown, library, ink, borders=borders),
        "</svg>",
    ]
    return "".join(parts) + "\n"


def picture(
    drawing: Drawing, shown: Figure, library: Library, ink: Ink, *, borders: bool
) -> Iterator[str]:
    """The elements of a picture without the document round them."""
    palette = PALETTES[ink]
    yield from _definitions(drawing, shown, palette)
    yield from _body(shown, palette)
    yield from _regions(shown, library, palette, borders=borders)
    yield from _pain(drawing, shown, palette)
    yield from _referral(drawing, shown, palette)
    yield from _edges(shown, palette)
    yield from _numbers(drawing, shown, palette)
    yield from _points(drawing, shown, palette)
    yield from _sides(shown, palette)


def _definitions(drawing: Drawing, shown: Figure, palette: Palette) -> Iterator[str]:
    yield (
        f'<defs><clipPath id="{shown.view}-body">'
        f'<path d="{shown.outline}" clip-rule="evenodd"/></clipPath>'
    )
    for number, _ in enumerate(drawing.pains):
        colour = palette.pains[number % len(palette.pains)]
        yield _pattern(f"{shown.view}-pain-{number}", PATTERNS[number % len(PATTERNS)], colour)
    if drawing.referral:
        yield _pattern(f"{shown.view}-spillover", HATCH, palette.muscle)
    yield "</defs>"


def _pattern(name: str, tile: str, colour: str) -> str:
    return (
        f'<pattern id="{name}" width="{TILE}" height="{TILE}" patternUnits="userSpaceOnUse">'
        f"{tile.format(c=colour)}</pattern>"
    )


def _body(shown: Figure, palette: Palette) -> Iterator[str]:
    yield (
        f'<g class="figure-body"><path class="figure-skin" d="{shown.outline}" '
        f'fill="{palette.skin}" fill-rule="evenodd"/><g class="figure-shade" '
        f'clip-path="url(#{shown.view}-body)" fill="{palette.shade}" '
        f'fill-opacity="{palette.shade_opacity}" fill-rule="evenodd">'
    )
    yield from (f'<path d="{layer}"/>' for layer in shown.layers)
    yield "</g></g>"


def _regions(shown: Figure, library: Library, palette: Palette, *, borders: bool) -> Iterator[str]:
    opacity = "0.3" if borders else "0"
    yield (
        f'<g class="figure-regions" fill="none" pointer-events="all" stroke="{palette.line}" '
        f'stroke-width="1.5" stroke-opacity="{opacity}" fill-rule="evenodd">'
    )
    yield from (
        f'<path id="{shown.view}-{_short(one.region)}-{one.side}" class="figure-region" '
        f'data-region="{one.region}" data-side="{one.side}" d="{one.path}"/>'
        for one in shown.regions
        if one.region in library
    )
    yield "</g>"


def _pain(drawing: Drawing, shown: Figure, palette: Palette) -> Iterator[str]:
    yield '<g class="figure-pain" fill-rule="evenodd" pointer-events="none">'
    for painted, shape in _painted(drawing, shown):
        number = drawing.pains.index(painted.pain)
        colour = palette.pains[number % len(palette.pains)]
        strong = strength(painted.intensity)
        yield (
            f'<path class="figure-painted" d="{shape.path}" fill="{colour}" '
            f'fill-opacity="{strong:.2f}" stroke="{colour}" stroke-width="2.5"/>'
            f'<path d="{shape.path}" fill="url(#{shown.view}-pain-{number})" '
            f'fill-opacity="{min(1, strong + 0.3):.2f}"/>'
        )
    yield "</g>"


def _painted(drawing: Drawing, shown: Figure) -> Iterator[tuple[Painted, RegionShape]]:
    """What hurts and is shown here; a region that was asked about and does not hurt stays plain."""
    for painted in drawing.painted:
        shape = shown.region(painted.region, painted.side)
        if shape and painted.intensity != 0:
            yield painted, shape


def _referral(drawing: Drawing, shown: Figure, palette: Palette) -> Iterator[str]:
    if drawing.referral is None:
        return
    yield f'<g class="figure-referral" fill-rule="evenodd" pointer-events="none" stroke="{palette.muscle}">'
    for weight, fill in (
        (ReferralWeight.SPILLOVER, f'fill="url(#{shown.view}-spillover)" stroke-width="1.5"'),
        (ReferralWeight.PRIMARY, f'fill="{palette.muscle}" fill-opacity="0.5" stroke-width="2"'),
    ):
        for shape in _zones(drawing.referral.regions(weight), drawing, shown):
            yield f'<path class="figure-{weight}" d="{shape.path}" {fill}/>'
    yield "</g>"
    muscle = shown.muscle(drawing.referral.muscle.id, drawing.referral.side)
    if muscle:
        yield _muscle(muscle, palette, is_deep=drawing.referral.muscle.is_deep)


def _zones(regions: Iterable[str], drawing: Drawing, shown: Figure) -> Iterator[RegionShape]:
    """Where pain is felt: on the muscle's side, or in the middle where the body has no sides."""
    if drawing.referral is None:
        return
    away = drawing.referral.side.mirrored
    named = set(regions)
    yield from (one for one in shown.regions if one.region in named and one.side is not away)


def _muscle(shape: MuscleShape, palette: Palette, *, is_deep: bool) -> str:
    """A muscle as it lies under the skin; dashed, when another lies over it."""
    dashes = ' stroke-dasharray="10 7"' if is_deep else ""
    return (
        f'<path class="figure-muscle" d="{shape.path}" fill="{palette.ground}" fill-opacity="0.35" '
        f'fill-rule="evenodd" stroke="{palette.muscle}" stroke-width="5" stroke-linejoin="round" '
        f'pointer-events="none"{dashes}/>'
    )


def _edges(shown: Figure, palette: Palette) -> Iterator[str]:
    yield (
        f'<g class="figure-edges" fill="none" stroke="{palette.line}" stroke-linecap="round" '
        f'stroke-linejoin="round" pointer-events="none"><path d="{shown.lines}" stroke-width="2.6" '
        f'stroke-opacity="0.75"/><path d="{shown.outline}" stroke-width="3"/></g>'
    )


def _numbers(drawing: Drawing, shown: Figure, palette: Palette) -> Iterator[str]:
    """The intensity in each region that has room for it, the strongest where several pains meet."""
    strongest: dict[tuple[str, str], tuple[float, RegionShape]] = {}
    for painted, shape in _painted(drawing, shown):
        key = (shape.region, shape.side)
        if painted.intensity is not None and shape.radius >= NUMBER_FITS:
            known = strongest.get(key, (0.0, shape))[0]
            strongest[key] = (max(known, painted.intensity), shape)
    taken = [place for one in drawing.points if (place := _place(one, shown))]
    for intensity, shape in strongest.values():
        x, y = shape.at
        if any(abs(x - at) + abs(y - down) < POINT_COVERS for at, down in taken):
            continue
        yield (
            f'<g class="figure-intensity" pointer-events="none"><circle cx="{x}" cy="{y}" r="13" '
            f'fill="{palette.ground}" fill-opacity="0.92"/>'
            f"{label(x, y + 7, f'{intensity:g}', palette.text, size=20)}</g>"
        )


def _points(drawing: Drawing, shown: Figure, palette: Palette) -> Iterator[str]:
    """Palpated spots, numbered as in the legend: a full disc where the pain was recognised, else a ring."""
    for number, point in enumerate(drawing.points, start=1):
        place = _place(point, shown)
        if place is None:
            continue
        x, y = place
        fill, ink = (
            (palette.text, palette.ground) if point.recognised else (palette.ground, palette.text)
        )
        yield (
            f'<g class="figure-point" pointer-events="none"><circle cx="{x}" cy="{y}" r="17" fill="{fill}" '
            f'stroke="{palette.text}" stroke-width="3"/>{label(x, y + 7, str(number), ink, size=21)}</g>'
        )


def _place(point: MusclePoint, shown: Figure) -> tuple[int, int] | None:
    shape = shown.muscle(point.muscle.id, point.side)
    if shape:
        return shape.at
    shapes = (shown.region(one, point.side) for one in point.muscle.regions)
    return next((one.at for one in shapes if one), None)


def _sides(shown: Figure, palette: Palette) -> Iterator[str]:
    """“Right” and “Left” beside what is seen from the front or from behind, as the person has them."""
    if shown.view not in (View.FRONT, View.BACK):
        return
    names = ("Right", "Left") if shown.view is View.FRONT else ("Left", "Right")
    ends = ((0, "start"), (shown.width, "end"))
    for name, (x, anchor) in zip(names, ends, strict=True):
        yield label(x, SIDE_SIZE, name, palette.quiet, size=SIDE_SIZE, anchor=anchor)


def _short(identifier: str) -> str:
    return identifier.rsplit("/", 1)[-1]
