"""Several views side by side, with a legend: what goes into a report, or onto paper."""

from collections.abc import Iterator, Sequence
from html import escape

from filiform.figure.anatomy import Build, View
from filiform.figure.drawing import Drawing
from filiform.figure.ink import HATCH, PALETTES, PATTERNS, TILE, Ink, Palette, strength
from filiform.figure.label import label
from filiform.figure.pictures import figure
from filiform.figure.svg import SVG, picture
from filiform.figure.words import described, point_words
from filiform.kernel.side import Side
from filiform.knowledge.library import Library

WHOLE = (View.FRONT, View.BACK, View.LEFT, View.RIGHT)
CLOSE = tuple(view for view in View if view not in WHOLE)
SMALL = 16  # a region narrower than this in radius is shown in a close-up as well
WELL_SEEN = 0.6  # of its largest radius in any view
HEIGHT, GAP, LINE = 1400, 60, 44
INTENSITIES = (2, 4, 6, 8, 10)


def views_with(drawing: Drawing) -> tuple[View, ...]:
    """The fewest views that show everything drawn well: whole bodies first, then close-ups of what is small."""
    places = _places(drawing)
    chosen: list[View] = []
    for place in places:
        radii = {view: _radius(view, *place) for view in WHOLE}
        best = max(radii.values())
        if not any(radii[view] >= WELL_SEEN * best > 0 for view in chosen if view in WHOLE):
            chosen += (
                [next(view for view in WHOLE if radii[view] >= WELL_SEEN * best)] if best else []
            )
        if best < SMALL:
            close = {view: _radius(view, *place) for view in CLOSE}
            if max(close.values()) and not any(close.get(view, 0) for view in chosen):
                chosen.append(max(close, key=lambda view: close[view]))
    return tuple(view for view in View if view in chosen)


def _places(drawing: Drawing) -> list[tuple[str, Side]]:
    places = [(one.region, one.side) for one in drawing.painted]
    places += [(region, one.side) for one in drawing.points for region in one.muscle.regions[:1]]
    if drawing.referral:
        regions = [one.region for one in drawing.referral.muscle.referral]
        regions += drawing.referral.muscle.regions[:1]
        places += [(region, drawing.referral.side) for region in regions]
    return list(dict.fromkeys(places))


def _radius(view: View, region: str, side: Side) -> int:
    shown = figure(view)
    shape = shown.region(region, side) or shown.region(region, Side.MIDLINE)
    return shape.radius if shape else 0


def draw_sheet(
    drawing: Drawing,
    library: Library,
    *,
    views: Sequence[View] = (),
    build: Build = Build.NEUTRAL,
    ink: Ink = Ink.PAPER,
    title: str = "",
    note: str = "",
) -> str:
    """Views side by side with a legend, as one SVG document; without `views`, those that show what is drawn."""
    shown = tuple(views) or views_with(drawing) or (View.FRONT, View.BACK)
    palette = PALETTES[ink]
    frames, width, height = _arranged(shown, build)
    legend = list(_legend(drawing, palette, note, width))
    whole = height + LINE * len(legend) + (GAP if legend else 0)
    head = title or "Where it hurts"
    parts = [
        f'<svg xmlns="{SVG}" viewBox="0 0 {width} {whole}" class="figure-sheet" role="img" '
        'aria-labelledby="sheet-title sheet-words">',
        f'<title id="sheet-title">{escape(head)}</title>',
        f'<desc id="sheet-words">{escape(described(drawing, library))}</desc>',
        f'<rect width="{width}" height="{whole}" fill="{palette.ground}"/>',
    ]
    for view, x, y, wide, high in frames:
        one = figure(view, build)
        parts += [
            f'<svg x="{x}" y="{y}" width="{wide}" height="{high}" viewBox="0 0 {one.width} {one.height}">',
            *picture(drawing, one, library, ink, borders=False),
            "</svg>",
            label(x + wide / 2, y + high + LINE, view.label, palette.quiet),
        ]
    for number, line in enumerate(legend):
        parts.append(f'<g transform="translate({GAP} {height + LINE * (number + 1)})">{line}</g>')
    return "".join([*parts, "</svg>"]) + "\n"


def _arranged(
    views: Sequence[View], build: Build
) -> tuple[list[tuple[View, int, int, int, int]], int, int]:
    """Whole bodies in a row, close-ups stacked in pairs to their right; with the size of it all."""
    frames, x = [], GAP
    for view in (one for one in views if one in WHOLE):
        one = figure(view, build)
        wide = round(HEIGHT * one.width / one.height)
        frames.append((view, x, GAP, wide, HEIGHT))
        x += wide + GAP
    close = [one for one in views if one in CLOSE]
    high = (HEIGHT - 2 * LINE) // 2
    for first in range(0, len(close), 2):
        pair = close[first : first + 2]
        widths = [round(high * figure(one).width / figure(one).height) for one in pair]
        for row, (view, wide) in enumerate(zip(pair, widths, strict=True)):
            frames.append((view, x, GAP + row * (high + 2 * LINE), wide, high))
        x += max(widths) + GAP
    return frames, max(x, 900), HEIGHT + GAP + 2 * LINE


def _legend(drawing: Drawing, palette: Palette, note: str, width: int) -> Iterator[str]:
    if note:
        yield label(0, 0, note, palette.quiet, anchor="start")
    for number, pain in enumerate(drawing.pains):
        yield _scale(number, pain if pain else "Pain", palette)
    for number, point in enumerate(drawing.points, start=1):
        fill = palette.text if point.recognised else palette.ground
        ink = palette.ground if point.recognised else palette.text
        yield (
            f'<circle cx="14" cy="-9" r="15" fill="{fill}" stroke="{palette.text}" stroke-width="2.5"/>'
            + label(14, -2, str(number), ink, size=20)
            + label(44, 0, point_words(point), palette.text, anchor="start")
        )
    if drawing.referral:
        yield from _referral(drawing, palette)


def _scale(number: int, pain: str, palette: Palette) -> str:
    """A pain's colour and pattern at some of its intensities, and its name."""
    colour = palette.pains[number % len(palette.pains)]
    tile = PATTERNS[number % len(PATTERNS)].format(c=colour)
    parts = [
        f'<pattern id="legend-{number}" width="{TILE}" height="{TILE}" patternUnits="userSpaceOnUse">{tile}</pattern>'
    ]
    for step, intensity in enumerate(INTENSITIES):
        box = f'x="{step * 54}" y="-26" width="50" height="32" rx="4"'
        strong = strength(intensity)
        parts.append(
            f'<rect {box} fill="{colour}" fill-opacity="{strong:.2f}"/>'
            f'<rect {box} fill="url(#legend-{number})" fill-opacity="{min(1, strong + 0.3):.2f}"/>'
            f'<circle cx="{step * 54 + 25}" cy="-10" r="12" fill="{palette.ground}"/>'
            + label(step * 54 + 25, -4, str(intensity), palette.text, size=17)
        )
    name = f"{pain}, 0 to 10" if pain == "Pain" or not pain.isdigit() else f"Pain {pain}, 0 to 10"
    return "".join(parts) + label(len(INTENSITIES) * 54 + 16, 0, name, palette.text, anchor="start")


def _referral(drawing: Drawing, palette: Palette) -> Iterator[str]:
    if drawing.referral is None:
        return
    muscle, side = drawing.referral.muscle, drawing.referral.side
    box = 'y="-26" width="50" height="32" rx="4"'
    tile = HATCH.format(c=palette.muscle)
    dashes = ' stroke-dasharray="9 6"' if muscle.is_deep else ""
    depth = ", which lies deep" if muscle.is_deep else ""
    yield (
        f'<rect {box} fill="{palette.ground}" stroke="{palette.muscle}" stroke-width="4"{dashes}/>'
        + label(66, 0, f"{muscle.label}, {side}{depth}", palette.text, anchor="start")
    )
    yield (
        f'<rect {box} fill="{palette.muscle}" fill-opacity="0.5"/>'
        + label(66, 0, "where its pain is often felt", palette.text, anchor="start")
    )
    yield (
        f'<pattern id="legend-spillover" width="{TILE}" height="{TILE}" patternUnits="userSpaceOnUse">{tile}</pattern>'
        f'<rect {box} fill="url(#legend-spillover)" stroke="{palette.muscle}" stroke-width="1.5"/>'
        + label(66, 0, "where it sometimes spreads", palette.text, anchor="start")
    )
