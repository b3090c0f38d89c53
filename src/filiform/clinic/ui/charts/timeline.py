"""The outcome timeline: an instrument over the days, the change that matters, the sessions and the silences."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from filiform.clinic.ui.charts import svg
from filiform.clinic.ui.charts.axes import Axis, apart, day_axis, day_label, day_ticks, number
from filiform.clinic.ui.charts.inputs import Band, Chart, Measurement, Range, Series, Session
from filiform.clinic.ui.charts.sheet import Sheet, grid
from filiform.clinic.ui.charts.silences import in_order, last_answer, runs_and_bridges
from filiform.clinic.ui.charts.words import describe, table

MOST_SERIES = 2


WIDE = Sheet("wide", 760, 348, left=36, right=132, top=34, bottom=82, dates=6, labels_beside=True)
NARROW = Sheet(
    "narrow", 344, 340, left=28, right=14, top=64, bottom=82, dates=3, labels_beside=False
)


@dataclass(frozen=True, slots=True)
class _Plot:
    """Everything that both drawings of one timeline share."""

    name: str
    title: str
    description: str
    scale: Range
    series: Sequence[Series]
    baseline: float | None
    band: Band | None
    sessions: Sequence[Session]


def improvement_band(scale: Range, *, baseline: float, threshold: float, label: str) -> Band:
    """The part of the scale that is at least `threshold` better than `baseline`.

    `threshold` is a minimal clinically important difference in the scale's own units. Where the
    baseline leaves no room for so large a change the band is empty, at the better end.
    """
    if scale.lower_is_better:
        return Band(scale.lowest, max(scale.lowest, baseline - threshold), label)
    return Band(min(scale.highest, baseline + threshold), scale.highest, label)


def outcome_timeline(
    *,
    name: str,
    title: str,
    scale: Range,
    series: Sequence[Series],
    baseline: float | None = None,
    band: Band | None = None,
    sessions: Sequence[Session] = (),
) -> Chart:
    """Draw one or two series over days.

    `name` makes ids unique in a page. A measurement without a value shows as a broken line and an
    open ring on the axis: nothing is drawn where nothing was said. Raises ValueError for more than
    two series, which want two charts.
    """
    if not 1 <= len(series) <= MOST_SERIES:
        raise ValueError(
            f"series: {len(series)} given; allowed: 1 or {MOST_SERIES} in one timeline"
        )
    plot = _Plot(
        name, title, describe(series, sessions, band), scale, series, baseline, band, sessions
    )
    return Chart(
        title,
        plot.description,
        _draw(plot, WIDE),
        _draw(plot, NARROW),
        table(title, series, sessions),
    )


def _draw(plot: _Plot, sheet: Sheet) -> str:
    sheet = _trimmed(plot, sheet)
    up = sheet.upwards(plot.scale)
    days = [each.on for series in plot.series for each in series.measurements] + [
        each.on for each in plot.sessions
    ]
    marks = [
        _band(plot.band, up, sheet),
        grid(plot.scale, sheet),
        _baseline(plot.baseline, up, sheet),
    ]
    if days:
        along = day_axis(days, sheet.left + 14, sheet.edge - 14)
        marks += [
            _dates(days, along, sheet),
            _sessions(plot.sessions, along, sheet),
            _silences(plot.series, sheet),
            _lines(plot.series, along, up, sheet),
        ]
    else:
        middle = (sheet.left + sheet.edge) / 2
        marks.append(
            svg.text(
                "No answers yet",
                middle,
                (up.start + up.end) / 2,
                anchor="middle",
                kind="chart-strong",
            )
        )
    return svg.drawing(
        f"{plot.name}-{sheet.name}",
        plot.title,
        plot.description,
        (sheet.width, sheet.height),
        *marks,
    )


def _band(band: Band | None, up: Axis, sheet: Sheet) -> str:
    if band is None:
        return ""
    top, bottom = up.place(band.highest), up.place(band.lowest)
    right = sheet.edge
    edge = top if band.lowest <= up.lowest else bottom
    return (
        svg.element(
            "rect",
            x=sheet.left,
            y=top,
            width=right - sheet.left,
            height=bottom - top,
            class_="chart-band",
        )
        + svg.line(sheet.left, edge, right, edge, "chart-band-edge")
        + svg.text(
            band.label,
            sheet.left + 8,
            top + 18 if band.highest >= up.highest else bottom - 13,
            kind="chart-band-text",
        )
    )


def _baseline(baseline: float | None, up: Axis, sheet: Sheet) -> str:
    if baseline is None:
        return ""
    y, right = up.place(baseline), sheet.edge
    words = svg.text(f"Start {number(baseline)}", right - 4, y - 7, anchor="end")
    return svg.line(sheet.left, y, right, y, "chart-baseline") + words


def _trimmed(plot: _Plot, sheet: Sheet) -> Sheet:
    """The sheet without the strip of sessions when there are none, and with room for the longest label."""
    spare = (
        0
        if plot.sessions
        or any(each.value is None for line in plot.series for each in line.measurements)
        else 42
    )
    right = sheet.right
    if sheet.labels_beside:
        right = 46 + 7 * max(len(line.label) for line in plot.series)
    return replace(sheet, height=sheet.height - spare, bottom=sheet.bottom - spare, right=right)


def _dates(days: Sequence[date], along: Axis, sheet: Sheet) -> str:
    y, shown, year = sheet.floor, [], None
    for day in day_ticks(min(days), max(days), sheet.dates):
        x = along.place(day.toordinal())
        shown.append(svg.line(x, y, x, y + 5, "chart-axis"))
        shown.append(
            svg.text(day_label(day, with_year=day.year != year), x, y + 21, anchor="middle")
        )
        year = day.year
    return "".join(shown)


def _sessions(sessions: Sequence[Session], along: Axis, sheet: Sheet) -> str:
    if not sessions:
        return ""
    top = sheet.height - 44
    ticks_ = [svg.needle(along.place(each.on.toordinal()), top, 20) for each in sessions]
    axis = svg.line(sheet.left, top + 20, sheet.edge, top + 20, "chart-gridline")
    return axis + "".join(ticks_) + svg.text("Needling sessions", sheet.left, sheet.height - 6)


def _silences(series: Sequence[Series], sheet: Sheet) -> str:
    if all(each.value is not None for line in series for each in line.measurements):
        return ""
    x, y = sheet.edge, sheet.height - 6
    return svg.cross(x - 92, y - 4.5, 4) + svg.text("not answered", x, y, anchor="end")


def _lines(series: Sequence[Series], along: Axis, up: Axis, sheet: Sheet) -> str:
    drawn = [_line(each, place, along, up, sheet) for place, each in enumerate(series)]
    return "".join(drawn) + _labels(series, along, up, sheet)


def _line(series: Series, place: int, along: Axis, up: Axis, sheet: Sheet) -> str:
    def at(answer: Measurement) -> tuple[float, float]:
        return along.place(answer.on.toordinal()), up.place(answer.value or 0.0)

    suffix = "-second" if place else ""
    ordered = in_order(series.measurements)
    bridges, runs = runs_and_bridges(ordered)
    marks = [svg.path(map(at, pair), "chart-gap") for pair in bridges]
    marks += [svg.path(map(at, run), f"chart-line{suffix}") for run in runs]
    marks += [svg.circle(*at(each), 5, f"chart-point{suffix}") for run in runs for each in run]
    marks += [_missing(each.on, place, along, sheet) for each in ordered if each.value is None]
    return "".join(marks)


def _missing(on: date, place: int, along: Axis, sheet: Sheet) -> str:
    return svg.cross(along.place(on.toordinal()), sheet.floor - 14 * place, 4)


def _labels(series: Sequence[Series], along: Axis, up: Axis, sheet: Sheet) -> str:
    lasts = [
        (place, each, last)
        for place, each in enumerate(series)
        if (last := last_answer(each)) is not None
    ]
    if not sheet.labels_beside:
        return "".join(_key(place, each, last, sheet) for place, each, last in lasts)
    heights = apart([up.place(last.value or 0) for _, _, last in lasts], 26)
    x = sheet.edge + 4
    return "".join(
        svg.figure(number(last.value or 0), each.label, x, y + 8)
        for (_, each, last), y in zip(lasts, heights, strict=True)
    )


def _key(place: int, series: Series, last: Measurement, sheet: Sheet) -> str:
    suffix, y = ("-second" if place else ""), 14 + 19 * place
    mark = svg.line(sheet.left, y, sheet.left + 22, y, f"chart-line{suffix}") + svg.circle(
        sheet.left + 11, y, 4.5, f"chart-point{suffix}"
    )
    return mark + svg.text(
        f"{series.label}, now {number(last.value or 0)}",
        sheet.left + 30,
        y + 4.5,
        kind="chart-strong",
    )
