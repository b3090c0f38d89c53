"""What `filiform simulate` writes: a table on the terminal, JSON, CSV, and a drawing."""

import csv
import io
from math import floor, log10
from typing import Any

import msgspec
from rich.console import Console
from rich.table import Table
from rich.text import Text

from filiform.mechanism.equations import LABELS
from filiform.mechanism.run import HIGH, LOW, QUANTITIES, Band, Run

SHOWN = (
    "end_plate",
    "contracture",
    "flow",
    "oxygen",
    "acidity",
    "substance_p",
    "pain_signal",
    "soreness",
    "tenderness",
)
DRAWN = SHOWN[:8]
MOMENTS = (0.0, 1.0, 24.0, 72.0, 168.0)
NOTES = (
    "An illustration of a disputed theory, in units of healthy muscle (soreness: 0 to 100).",
    "Most parameters are guesses; it is no argument for treatment.",
)
DIGITS = 5


def print_table(run: Run, label: str) -> None:
    """The main quantities before, and at some hours after the beginning; with the band of an ensemble."""
    end = float(run.hours[-1])
    moments = [hour for hour in MOMENTS if hour < end]
    console = Console(highlight=False)
    console.print(Text(label, style="bold"))
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column("", no_wrap=True)
    for words in ("before", *(f"{hour:g} h" for hour in moments), f"{end:g} h"):
        table.add_column(words, justify="right")
    for name in SHOWN:
        table.add_row(LABELS[name], *(_cell(run, name, hour) for hour in (-1.0, *moments, end)))
    console.print(table)
    for number, found in enumerate(run.twitches, start=1):
        console.print(f"Twitches at needling {number}: {found[0]:.1f}")
    if run.members > 1:
        console.print(f"Below each figure: where 9 of 10 of {run.members:,} simulations lie.")
    console.print(Text(" ".join(NOTES), style="dim"))


def _cell(run: Run, name: str, hour: float) -> str:
    import numpy as np

    values = run.at(name, hour)
    usual = f"{values[0]:.2f}"
    if run.members == 1:
        return usual
    low, high = np.quantile(values, (LOW, HIGH))
    return f"{usual}\n[dim]{low:.2f}–{high:.2f}[/]"


def as_json(run: Run, label: str, library_version: str) -> str:
    """The run as JSON: hours, each quantity's usual curve and band, and what went in."""
    document: dict[str, Any] = {
        "label": label,
        "note": " ".join(NOTES),
        "course": run.course,
        "members": run.members,
        "library_version": library_version,
        "twitches": [round(float(found[0]), DIGITS) for found in run.twitches],
        "hours": _rounded(run.hours),
        "quantities": {band.name: _document(band, run.members) for band in run.bands()},
    }
    return msgspec.json.encode(document).decode()


def _document(band: Band, members: int) -> dict[str, Any]:
    curves = {"label": band.label, "usual": _rounded(band.usual)}
    if members == 1:
        return curves
    parts = {"low": band.low, "median": band.median, "high": band.high}
    return {**curves, **{name: _rounded(curve) for name, curve in parts.items()}}


def _rounded(curve: Any) -> list[float]:
    return [round(float(value), DIGITS) for value in curve]


def as_csv(run: Run) -> str:
    """A line a moment and quantity: hours, quantity, usual, low, median, high."""
    text = io.StringIO()
    write = csv.writer(text, lineterminator="\n")
    write.writerow(["hours", "quantity", "usual", "low", "median", "high"])
    for name in QUANTITIES:
        band = run.band(name)
        for row in zip(band.hours, band.usual, band.low, band.median, band.high, strict=True):
            hour, *values = (round(float(value), DIGITS) for value in row)
            write.writerow([hour, name, *values])
    return text.getvalue()


def as_svg(run: Run, label: str) -> str:
    """The main curves as a drawing that stands by itself."""
    from filiform.clinic.ui.charts import bands
    from filiform.clinic.ui.charts.inputs import Range

    panels = []
    for name in DRAWN:
        band = run.band(name)
        curves = (band.hours, band.usual, band.low, band.high)
        curve = bands.BandCurve(label, *(values.tolist() for values in curves))
        top = _round_top(float(band.high.max()))
        drawing = bands.band_panel(
            name=name,
            title=band.label,
            scale=Range(0, top, top / 4, lower_is_better=False),
            curve=curve,
            needles_at=[one.at_hours for one in run.course.needlings if one.insertions],
        )
        panels.append((band.label, drawing))
    return bands.stand_alone(label, panels, NOTES)


def _round_top(value: float) -> float:
    """A round number at or above a value."""
    tens = 10.0 ** floor(log10(max(value, 1e-6)))
    return next(step * tens for step in (1, 2, 4, 6, 8, 10) if step * tens >= value)
