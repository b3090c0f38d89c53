"""A timeline in words and as a table: the same figures for those who do not see the drawing."""

from collections.abc import Sequence
from datetime import date

from filiform.clinic.ui.charts.axes import day_label, number
from filiform.clinic.ui.charts.inputs import Band, Series, Session
from filiform.clinic.ui.charts.silences import in_order
from filiform.clinic.ui.parts import Column, Table


def describe(series: Sequence[Series], sessions: Sequence[Session], band: Band | None) -> str:
    parts = [_sentence(each) for each in series]
    parts.append(f"{len(sessions)} needling session{'' if len(sessions) == 1 else 's'}.")
    if band is not None:
        parts.append(f"{band.label}: {number(band.lowest)} to {number(band.highest)}.")
    return " ".join(parts)


def _sentence(series: Series) -> str:
    answered = [each for each in in_order(series.measurements) if each.value is not None]
    silent = len(series.measurements) - len(answered)
    if not answered:
        return f"{series.label}: no answers yet."
    first, last = answered[0], answered[-1]
    path = f"{number(first.value or 0)} on {day_label(first.on, with_year=True)}"
    if last is not first:
        path += f" to {number(last.value or 0)} on {day_label(last.on, with_year=True)}"
    return f"{series.label}: {path}" + (f"; {silent} not answered." if silent else ".")


def table(title: str, lines: Sequence[Series], sessions: Sequence[Session]) -> Table:
    """A row a day, a column a series, and whether needles were used."""
    days = sorted(
        {each.on for series in lines for each in series.measurements}
        | {each.on for each in sessions}
    )
    needled = {each.on for each in sessions}
    columns = [
        Column("Day"),
        *(Column(each.label, number=True) for each in lines),
        Column("Needling"),
    ]
    rows = [
        [
            day_label(day, with_year=True),
            *(_figure(each, day) for each in lines),
            "yes" if day in needled else "",
        ]
        for day in days
    ]
    return Table(title, columns, rows)


def _figure(series: Series, day: date) -> str:
    on_day = [each for each in in_order(series.measurements) if each.on == day]
    if not on_day:
        return ""
    value = on_day[-1].value
    return "not answered" if value is None else number(value)
