"""The soreness curve: what is expected after this session, drawn before it comes, and what was then reported."""

from collections.abc import Sequence
from dataclasses import dataclass

from filiform.clinic.ui.charts import svg
from filiform.clinic.ui.charts.axes import Axis, number, ticks
from filiform.clinic.ui.charts.inputs import Chart, Expected, Range, Report
from filiform.clinic.ui.parts import Column, Table

HOURS_A_DAY = 24


@dataclass(frozen=True, slots=True)
class Sheet:
    """The size and margins of one drawing."""

    name: str
    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float


WIDE = Sheet("wide", 640, 300, left=36, right=24, top=34, bottom=48)
NARROW = Sheet("narrow", 344, 290, left=28, right=16, top=34, bottom=48)


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
    if len(hours) < 2 or any(
        later <= earlier for earlier, later in zip(hours, hours[1:], strict=False)
    ):
        raise ValueError(
            f"expected: hours {hours} given; allowed: two or more, each later than the one before"
        )
    description = _describe(expected, reports, expected_label)
    drawings = [
        _draw(name, title, description, scale, expected, reports, expected_label, sheet)
        for sheet in (WIDE, NARROW)
    ]
    return Chart(title, description, *drawings, _table(title, reports))


def _draw(
    name: str,
    title: str,
    description: str,
    scale: Range,
    expected: Sequence[Expected],
    reports: Sequence[Report],
    label: str,
    sheet: Sheet,
) -> str:
    up = Axis(scale.lowest, scale.highest, sheet.height - sheet.bottom, sheet.top)
    last = max([expected[-1].hour, *(each.hour for each in reports)])
    along = Axis(0, last, sheet.left + 8, sheet.width - sheet.right - 8)
    marks = (
        _grid(scale, up, sheet),
        _band(expected, label, along, up),
        _days(along, sheet),
        _reports(reports, along, up),
    )
    return svg.drawing(
        f"{name}-{sheet.name}", title, description, (sheet.width, sheet.height), *marks
    )


def _grid(scale: Range, up: Axis, sheet: Sheet) -> str:
    right = sheet.width - sheet.right
    lines = [
        svg.line(
            sheet.left,
            up.place(value),
            right,
            up.place(value),
            "chart-axis" if value == scale.lowest else "chart-grid",
        )
        + svg.text(number(value), sheet.left - 8, up.place(value) + 4.5, anchor="end")
        for value in ticks(scale.lowest, scale.highest, scale.step)
    ]
    words = svg.text(scale.highest_means, sheet.left + 4, up.end - 8) if scale.highest_means else ""
    return "".join(lines) + words


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
    return (
        svg.text(label, x + 6, y - 10)
        if peak + 2 < len(upper)
        else svg.text(label, x, y - 10, anchor="end")
    )


def _days(along: Axis, sheet: Sheet) -> str:
    y = sheet.height - sheet.bottom
    marks = []
    for hour in range(0, int(along.highest) + 1, HOURS_A_DAY):
        x, day = along.place(hour), hour // HOURS_A_DAY
        words = "Needling" if day == 0 else f"{day} day{'' if day == 1 else 's'}"
        marks.append(svg.line(x, y, x, y + 5, "chart-axis"))
        marks.append(
            svg.text(
                words, x - 8 if day == 0 else x, y + 21, anchor="start" if day == 0 else "middle"
            )
        )
    return svg.needle(along.place(0), y - 22, 22) + "".join(marks)


def _reports(reports: Sequence[Report], along: Axis, up: Axis) -> str:
    ordered = sorted(reports, key=lambda each: each.hour)
    line = svg.path(
        [(along.place(each.hour), up.place(each.value)) for each in ordered], "chart-line"
    )
    return line + "".join(_report(each, along, up) for each in ordered)


def _report(report: Report, along: Axis, up: Axis) -> str:
    x, y = along.place(report.hour), up.place(report.value)
    words = svg.text(number(report.value), x, y - 13, anchor="middle", kind="chart-strong")
    if not report.above:
        return svg.circle(x, y, 5, "chart-point") + words
    beside, anchor = (x - 14, "end") if x > (along.start + along.end) / 2 else (x + 14, "start")
    more = svg.text("more than expected", beside, y - 1, anchor=anchor, kind="chart-strong")
    return svg.diamond(x, y, 8, "chart-outside") + words + more


def _describe(expected: Sequence[Expected], reports: Sequence[Report], label: str) -> str:
    peak = max(expected, key=lambda each: each.highest)
    said = f"{label}: up to {number(peak.highest)} at {number(peak.hour)} hours, over by {number(expected[-1].hour)} hours."
    above = sum(each.above for each in reports)
    return f"{said} {len(reports)} reported, {above} above what is expected."


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
