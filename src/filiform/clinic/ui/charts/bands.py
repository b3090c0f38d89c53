"""Curves over minutes, hours and days with the band in which they may lie: small panels that are read side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from math import log1p

from filiform.clinic.ui.charts import svg
from filiform.clinic.ui.charts.axes import Axis, number
from filiform.clinic.ui.charts.inputs import Range
from filiform.clinic.ui.charts.sheet import Sheet, grid

SHEET = Sheet("panel", 330, 190, left=34, right=20, top=18, bottom=28)
LEAD = 20
"""Room left of the first needle, in user units: how things were before."""

STRETCH_HOURS = 0.25
MOMENTS = (
    (1 / 12, "5 min"),
    (1.0, "1 h"),
    (6.0, "6 h"),
    (24.0, "1 day"),
    (72.0, "3 days"),
    (240.0, "10 days"),
)
LEAST_APART = 44
DAY = 24


@dataclass(frozen=True, slots=True)
class BandCurve:
    """A curve and where nine of ten others lie, moment by moment; the first moment is before anything was done."""

    label: str
    hours: Sequence[float]
    usual: Sequence[float]
    low: Sequence[float]
    high: Sequence[float]


@dataclass(frozen=True, slots=True)
class TimeAxis:
    """Hours along a drawing: stretched at the beginning, or even, which suits what is repeated day by day."""

    hours: float
    is_even: bool
    start: float
    end: float

    def place(self, hour: float) -> float:
        """The place of an hour."""
        if self.is_even:
            share = hour / self.hours
        else:
            share = log1p(hour / STRETCH_HOURS) / log1p(self.hours / STRETCH_HOURS)
        return self.start + share * (self.end - self.start)

    def ticks(self) -> list[tuple[float, str]]:
        """Places with their words, none too near to the one before."""
        moments = [(hour, words) for hour, words in MOMENTS if hour <= self.hours]
        if self.is_even:
            days = range(DAY * (1 + int(self.hours // 240)), int(self.hours) + 1, DAY)
            moments = [(hour, f"{hour // DAY} d") for hour in days]
        kept: list[tuple[float, str]] = []
        last = self.start - LEAST_APART / 2
        for hour, words in moments:
            if self.place(hour) - last >= LEAST_APART:
                last = self.place(hour)
                kept.append((last, words))
        return kept


def band_panel(
    *,
    name: str,
    title: str,
    scale: Range,
    curve: BandCurve,
    beside: BandCurve | None = None,
    needles_at: Sequence[float] = (),
    level: float | None = None,
    sheet: Sheet = SHEET,
) -> str:
    """Draw a curve with its band, and another one beside it as a broken line.

    `level` is a value to compare with, such as that of healthy muscle. Values beyond the scale are
    held at its end. Returns an SVG document that is safe to put into a page.
    """
    even = any(hour > 0 for hour in needles_at)
    along = TimeAxis(curve.hours[-1], even, sheet.left + LEAD, sheet.edge - 6)
    up = sheet.upwards(scale)
    marks = [
        grid(scale, sheet),
        _level(level, up, sheet),
        _area(curve, along, up, sheet),
        _line(beside, along, up, sheet, "chart-line-second"),
        _line(curve, along, up, sheet, "chart-line"),
        *(svg.needle(along.place(hour), sheet.floor - 16, 16) for hour in needles_at),
        _times(along, sheet),
    ]
    words = describe(curve, beside)
    return svg.drawing(name, title, words, (sheet.width, sheet.height), *marks)


def describe(curve: BandCurve, beside: BandCurve | None = None) -> str:
    """The curve in a sentence, for those who do not see it."""
    values = curve.usual
    words = f"{curve.label}: before {number(values[0])}, right after {number(values[1])}"
    words += (
        f", at the end {number(values[-1])} ({number(curve.low[-1])} to {number(curve.high[-1])})."
    )
    if beside is not None:
        words += f" {beside.label}: at the end {number(beside.usual[-1])}."
    return words


def _points(
    curve: BandCurve, values: Sequence[float], along: TimeAxis, up: Axis, sheet: Sheet
) -> list[tuple[float, float]]:
    """From the left edge, where it stood before, through every moment."""
    before = (sheet.left, up.place(values[0]))
    pairs = zip(curve.hours, values, strict=True)
    return [before, *((along.place(hour), up.place(value)) for hour, value in pairs)]


def _area(curve: BandCurve, along: TimeAxis, up: Axis, sheet: Sheet) -> str:
    high = _points(curve, curve.high, along, up, sheet)
    low = _points(curve, curve.low, along, up, sheet)
    return svg.path([*high, *reversed(low)], "chart-uncertain", closed=True)


def _line(curve: BandCurve | None, along: TimeAxis, up: Axis, sheet: Sheet, kind: str) -> str:
    if curve is None:
        return ""
    return svg.path(_points(curve, curve.usual, along, up, sheet), kind)


def _level(level: float | None, up: Axis, sheet: Sheet) -> str:
    if level is None:
        return ""
    y = up.place(level)
    return svg.line(sheet.left, y, sheet.edge, y, "chart-baseline")


def _times(along: TimeAxis, sheet: Sheet) -> str:
    return "".join(
        svg.line(x, sheet.floor, x, sheet.floor + 4, "chart-axis")
        + svg.text(words, x, sheet.floor + 19, anchor="middle")
        for x, words in along.ticks()
    )


INK = """
svg { font-family: "Source Sans 3", "Segoe UI", Arial, sans-serif; background: #fffdf8 }
.chart-gridline { stroke: #ddd3c1 } .chart-axis { stroke: #857c6c } .chart-text { fill: #55605f; font-size: 13px }
.chart-strong { fill: #1e2b2d; font-size: 15px; font-weight: 600 } .chart-uncertain { fill: #d5e5df }
.chart-line { fill: none; stroke: #0a5a5e; stroke-width: 2.25; stroke-linejoin: round }
.chart-line-second { fill: none; stroke: #1e2b2d; stroke-width: 1.75; stroke-dasharray: 7 4 }
.chart-baseline { stroke: #55605f; stroke-dasharray: 2 4 } .chart-needle-handle { stroke: #1e2b2d; stroke-width: 3 }
.chart-session { stroke: #1e2b2d; stroke-width: 1.25 }
"""
COLUMNS, TITLE_HEIGHT, HEAD, FOOT, LINE = 2, 26, 40, 20, 18


def stand_alone(title: str, panels: Sequence[tuple[str, str]], notes: Sequence[str]) -> str:
    """Panels with their titles as one SVG document that brings its own inks, for a file."""
    cell_width, cell_height = SHEET.width + 20, SHEET.height + TITLE_HEIGHT
    rows = -(-len(panels) // COLUMNS)
    width, height = COLUMNS * cell_width + 20, HEAD + rows * cell_height + FOOT + LINE * len(notes)
    placed = [
        svg.element(
            "g",
            svg.text(words, 12, 14, kind="chart-strong"),
            panel.replace(
                "<svg ",
                f'<svg y="{TITLE_HEIGHT - 8}" width="{SHEET.width:g}" height="{SHEET.height:g}" ',
                1,
            ),
            transform=f"translate({20 + place % COLUMNS * cell_width} {HEAD + place // COLUMNS * cell_height})",
        )
        for place, (words, panel) in enumerate(panels)
    ]
    body = [svg.element("style", INK), svg.text(title, 20, 24, kind="chart-strong"), *placed]
    return svg.element(
        "svg",
        svg.element("title", escape(title)),
        *body,
        *(
            svg.text(note, 20, height - FOOT / 2 - LINE * (len(notes) - 1 - place))
            for place, note in enumerate(notes)
        ),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {width} {height}",
        width=width,
        height=height,
    )
