"""A drawn piece of muscle at one moment: fibres, the tight spot, its vessel, its nerve, and the needle."""

from dataclasses import dataclass
from math import cos, exp, pi, sin

from filiform.clinic.ui.charts import svg

WIDTH, HEIGHT = 320.0, 200.0
MIDDLE_X, KNOT_Y = 160.0, 96.0
FIBRES = (48, 71, 96, 121)
THICK, REACH = 14.0, 34.0
VESSEL_Y = 156.0
GOLDEN = pi * (3 - 5**0.5)
PX_PER_MM = 8.0


@dataclass(frozen=True, slots=True)
class Moment:
    """What the drawing shows, in units of healthy muscle; the needle stands so far from the spot, or nowhere."""

    contracture: float
    end_plate: float
    flow: float
    substance_p: float
    pain_signal: float
    injury: float
    needle_offset_mm: int | None = None


def cross_section(name: str, title: str, now: Moment) -> str:
    """Draw it. Returns an SVG document that is safe to put into a page."""
    marks = [
        _skin(),
        _vessel(now.flow),
        *(_fibre(y, now.contracture) for y in FIBRES),
        _substances(now.substance_p),
        _end_plate(now.end_plate),
        _nerve(now.pain_signal),
        _torn(now.injury),
        _needle(now.needle_offset_mm),
    ]
    return svg.drawing(name, title, _words(now), (WIDTH, HEIGHT), *marks)


def _words(now: Moment) -> str:
    tight = "tight" if now.contracture > 0.1 else "loose"
    return (
        f"The fibres are {tight}; blood flow is {now.flow:.1f} times that of healthy muscle; substance P "
        f"{now.substance_p:.1f} times; the signal to the brain {now.pain_signal:.1f} of 1."
    )


def _skin() -> str:
    return svg.line(0, 22, WIDTH, 22, "muscle-skin") + svg.line(0, 33, WIDTH, 33, "muscle-fat")


def _bulge(x: float, y: float, contracture: float) -> float:
    """How much thicker a fibre is at a place: only those in the middle take part."""
    depth = exp(-(((y - KNOT_Y) / 26) ** 2))
    return 11 * min(contracture, 1.5) * depth * exp(-(((x - MIDDLE_X) / REACH) ** 2))


def _fibre(y: float, contracture: float) -> str:
    places = [place * 8.0 for place in range(int(WIDTH / 8) + 1)]
    halves = [THICK / 2 + _bulge(x, y, contracture) for x in places]
    upper = [(x, y - half) for x, half in zip(places, halves, strict=True)]
    lower = [(x, y + half) for x, half in zip(places, halves, strict=True)]
    body = svg.path([*upper, *reversed(lower)], "muscle-fibre", closed=True)
    return body + "".join(_stripe(place, y, contracture) for place in range(-19, 20))


def _stripe(place: int, y: float, contracture: float) -> str:
    """Sarcomeres: nearer to each other where the fibre is short."""
    far = place * 8.5
    pull = 0.55 * min(contracture, 1.5) / 1.5 * exp(-(((y - KNOT_Y) / 26) ** 2))
    x = MIDDLE_X + far * (1 - pull * exp(-((far / (2 * REACH)) ** 2)))
    half = THICK / 2 + _bulge(x, y, contracture) - 2.5
    return svg.line(x, y - half, x, y + half, "muscle-stripe")


def _vessel(flow: float) -> str:
    """A capillary, pinched below the tight spot or wide open."""
    places = [place * 8.0 for place in range(int(WIDTH / 8) + 1)]

    def half(x: float) -> float:
        return max(1.2, 6.5 * (1 + 1.2 * (min(flow, 1.7) - 1) * exp(-(((x - MIDDLE_X) / 60) ** 2))))

    def middle(x: float) -> float:
        return VESSEL_Y + 5 * sin(x / 46)

    upper = [(x, middle(x) - half(x)) for x in places]
    lower = [(x, middle(x) + half(x)) for x in places]
    count = max(3, round(9 * min(flow, 2.2)))
    cells = [(WIDTH * (place + 0.5) / count) for place in range(count)]
    drawn = [
        svg.element(
            "ellipse", cx=x, cy=middle(x), rx=4, ry=min(2.6, half(x) * 0.55), class_="muscle-cell"
        )
        for x in cells
    ]
    return svg.path([*upper, *reversed(lower)], "muscle-vessel", closed=True) + "".join(drawn)


def _scattered(count: int, inner: float, outer: float) -> list[tuple[float, float]]:
    """Places around the spot, the same every time, evenly spread."""
    return [
        (
            MIDDLE_X + (inner + (outer - inner) * (one + 0.5) / count) * cos(one * GOLDEN) * 1.5,
            KNOT_Y + (inner + (outer - inner) * (one + 0.5) / count) * sin(one * GOLDEN) * 0.75,
        )
        for one in range(count)
    ]


def _substances(substance_p: float) -> str:
    dots = _scattered(round(9 * min(substance_p, 5)), 16, 58)
    return "".join(svg.circle(x, y, 2.1, "muscle-substance") for x, y in dots)


def _end_plate(activity: float) -> str:
    """The motor nerve with its end on the middle fibre; sparks around it where it never rests."""
    rays = max(0, round(3 * (min(activity, 6) - 1)))
    sparks = [
        svg.line(
            MIDDLE_X + 8 * cos(angle),
            KNOT_Y + 8 * sin(angle),
            MIDDLE_X + 13 * cos(angle),
            KNOT_Y + 13 * sin(angle),
            "muscle-spark",
        )
        for angle in (2 * pi * ray / rays for ray in range(rays))
    ]
    axon = svg.element(
        "path", d=f"M20 33 C60 44 104 58 {MIDDLE_X - 6:g} {KNOT_Y - 3:g}", class_="muscle-axon"
    )
    return axon + svg.circle(MIDDLE_X, KNOT_Y, 5, "muscle-end-plate") + "".join(sparks)


def _nerve(signal: float) -> str:
    """The pain fibre that leaves to the right; the stronger the signal, the more pulses on it."""
    path = f"M{MIDDLE_X + 26:g} {KNOT_Y + 8:g} C214 128 250 140 {WIDTH:g} 178"
    fibre = svg.element("path", d=path, class_="muscle-nerve")
    pulses = round(8 * signal)
    if not pulses:
        return fibre
    gap = 140 / pulses - 7
    pulse = svg.element(
        "path", d=path, class_="muscle-pulse", stroke_dasharray=f"7 {max(gap, 3):.1f}"
    )
    return fibre + pulse


def _torn(injury: float) -> str:
    tears = _scattered(round(10 * min(injury, 1.5)), 4, 26)
    return "".join(svg.line(x - 2.4, y + 2, x + 2.4, y - 2, "muscle-tear") for x, y in tears)


def _needle(offset_mm: int | None) -> str:
    if offset_mm is None:
        return ""
    x = MIDDLE_X + offset_mm * PX_PER_MM
    return svg.line(x, 0, x, 14, "muscle-handle") + svg.line(x, 14, x, KNOT_Y, "muscle-needle")
