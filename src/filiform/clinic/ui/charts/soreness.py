"""The soreness curve: what is expected after this session, drawn before it comes, and what was then reported."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from filiform.clinic.ui.charts import svg
from filiform.clinic.ui.charts.axes import Axis, number
from filiform.clinic.ui.charts.inputs import Chart, Expected, Range, Report
from filiform.clinic.ui.charts.sheet import Sheet, grid
from filiform.clinic.ui.parts import Column, Table

HOURS_A_DAY = 24


WIDE = Sheet("wide", 640, 300, left=36, right=24, top=34, bottom=48)
NARROW = Sheet("narrow", 344, 290, left=28, right=16, top=34, bottom=48)


@dataclass(frozen=True, slots=True)
class _Curve:
    """Everything that both drawings of one curve share."""

    scale: Range
    expected: Sequence[Expected]
    reports: Sequence[Report]
    label: str


def soreness_curve(
    *,
    name: str,
    title: str,
    scale: Range,
    expected: Sequence[Expected],
    reports: Sequence[Report] = (),
    expected_label: str = "Expected",
) -> Chart:
    """Draw the expected band over hours and the reports on it.

    A report that is above what is expected is a diamond, others are round. `expected` needs two moments or more,
    in ascending hours; raises ValueError otherwise.
    """
    hours = [each.hour for each in expected]
    if len(hours) < 2 or any(later <= earlier for earlier, later in pairwise(hours)):
        raise ValueError(
            f"expected: hours {hours} given; allowed: two or more, each later than the one before"
        )
    curve = _Curve(scale, expected, reports, expected_label)
    description = _describe(curve)
    wide, narrow = (
        svg.drawing(
            f"{name}-{sheet.name}",
            title,
            description,
            (sheet.width, sheet.height),
            _marks(curve, sheet),
        )
        for sheet in (WIDE, NARROW)
    )
    return Chart(title, description, wide, narrow, _table(title, reports))


def _marks(curve: _Curve, sheet: Sheet) -> str:
    up = sheet.upwards(curve.scale)
    last = max([curve.expected[-1].hour, *(each.hour for each in curve.reports)])
    along = Axis(0, last, sheet.left + 8, sheet.edge - 8)
    band = _band(curve.expected, curve.label, along, up)
    return (
        grid(curve.scale, sheet)
        + band
        + _days(along, sheet.floor)
        + _reports(curve.reports, along, up)
    )


def _band(expected: Sequence[Expected], label: str, along: Axis, up: Axis) -> str:
    upper = [(along.place(each.hour), up.place(each.highest)) for each in expected]
    lower = [(along.place(each.hour), up.place(each.lowest)) for each in expected]
    area = svg.smooth(upper) + svg.smooth(lower[::-1], go_on=True) + "Z"
    edges = [
        svg.element("path", d=svg.smooth(each), class_="chart-expected-edge")
        for each in (upper, lower)
    ]
    return (
        svg.element("path", d=area, class_="chart-expected") + "".join(edges) + _label(upper, label)
    )


def _label(upper: Sequence[tuple[float, float]], label: str) -> str:
    """Beside the falling side of the curve, where there is most room."""
    peak = min(range(len(upper)), key=lambda index: upper[index][1])
    x, y = upper[min(peak + 1, len(upper) - 1)]
    if peak + 2 < len(upper):
        return svg.text(label, x + 6, y - 10)
    return svg.text(label, x, y - 10, anchor="end")


def _days(along: Axis, floor: float) -> str:
    start = along.place(0)
    marks = [svg.needle(start, floor - 22, 22), svg.text("Needling", start - 8, floor + 21)]
    for hour in range(HOURS_A_DAY, int(along.highest) + 1, HOURS_A_DAY):
        x, day = along.place(hour), hour // HOURS_A_DAY
        words = "1 day" if day == 1 else f"{day} days"
        marks += [
            svg.line(x, floor, x, floor + 5, "chart-axis"),
            svg.text(words, x, floor + 21, anchor="middle"),
        ]
    return "".join(marks)


def _reports(reports: Sequence[Report], along: Axis, up: Axis) -> str:
    ordered = sorted(reports, key=lambda each: each.hour)
    places = [(along.place(each.hour), up.place(each.value)) for each in ordered]
    line = svg.path(places, "chart-line")
    return line + "".join(_report(each, along, up) for each in ordered)


def _report(report: Report, along: Axis, up: Axis) -> str:
    x, y = along.place(report.hour), up.place(report.value)
    words = svg.text(number(report.value), x, y - 13, anchor="middle", kind="chart-strong")
    if not report.above:
        return svg.circle(x, y, 5, "chart-point") + words
    beside, anchor = (x - 14, "end") if x > (along.start + along.end) / 2 else (x + 14, "start")
    more = svg.text("more than expected", beside, y - 1, anchor=anchor, kind="chart-strong")
    return svg.diamond(x, y, 8, "chart-outside") + words + more


def _describe(curve: _Curve) -> str:
    peak = max(curve.expected, key=lambda each: each.highest)
    above = sum(each.above for each in curve.reports)
    return (
        f"{curve.label}: up to {number(peak.highest)} at {number(peak.hour)} hours, "
        f"up to {number(curve.expected[-1].highest)} at {number(curve.expected[-1].hour)} hours. "
        f"{len(curve.reports)} reported, {above} more than expected."
    )


def _table(title: str, reports: Sequence[Report]) -> Table:
    rows = [
        [f"{number(each.hour)} hours", number(each.value), "more" if each.above else "as expected"]
        for each in sorted(reports, key=lambda each: each.hour)
    ]
    return Table(
        title,
        (
            Column("After needling"),
            Column("Soreness", number=True),
            Column("Against what is expected"),
        ),
        rows,
    )
