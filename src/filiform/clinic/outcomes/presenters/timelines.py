"""The timelines of an episode: values over days, the change that matters as a band, the sessions, the silences."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from filiform.clinic.outcomes.presenters.words import ORIGINS, number, series_label
from filiform.clinic.outcomes.queries.series import (
    ASKED,
    AVERAGE,
    GROC,
    MEAN,
    NOW,
    NPRS,
    PSFS,
    WORST,
    OutcomeSeries,
)
from filiform.clinic.screening.presenters import day_words
from filiform.clinic.ui import charts
from filiform.clinic.ui.charts import Chart
from filiform.clinic.ui.parts import Column, Table
from filiform.clinical.outcomes import change_needed, default_threshold
from filiform.kernel.quantity import Unit
from filiform.knowledge.library import Library
from filiform.knowledge.model.outcomes import Direction, Instrument, Threshold

# Into how many parts grid lines divide a scale, the first that is a round number: a look, no clinical matter.
GRID_PARTS = (5, 4, 3)
ROUND = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500)
# What fits beside a day on paper.
MOST_COLUMNS = 4
BAND = "A change that matters"


@dataclass(frozen=True, slots=True)
class Timeline:
    """One chart with the instrument it shows; `band` is the threshold that its band stands for."""

    instrument: Instrument
    series: tuple[OutcomeSeries, ...]
    chart: Chart
    band: Threshold | None


def timelines(
    series: Sequence[OutcomeSeries],
    sessions: Iterable[date],
    library: Library,
    areas: Collection[str] = (),
    *,
    for_patient: bool = False,
) -> tuple[Timeline, ...]:
    """Pain now, pain over the day, function, the patient's rating of change, and each other score that was measured.

    Args:
        areas: the areas of the body that the complaint is in, by which the band is chosen.
    """
    function = library.get(PSFS, Instrument)
    days = [charts.Session(on) for on in sessions]
    shown = (
        ("pain-now", "Pain now", (NPRS, (NOW,))),
        ("pain-over-the-day", "Pain over 24 hours", (NPRS, (WORST, AVERAGE))),
        ("activities", function.patient_label if for_patient else function.label, (PSFS, (MEAN,))),
        ("change", "Change since the start", (GROC, ("change",))),
        *_scores_shown(series, library, for_patient=for_patient),
    )
    drawn = (
        _timeline(name, title, _chosen(series, *chosen), days, library, areas)
        for name, title, chosen in shown
    )
    return tuple(one for one in drawn if one is not None)


def _scores_shown(
    series: Sequence[OutcomeSeries], library: Library, *, for_patient: bool
) -> Iterator[tuple[str, str, tuple[str, tuple[str, ...]]]]:
    """One chart for each score of an instrument that is not asked everywhere: its name, title and series."""
    for one in series:
        if one.instrument not in ASKED:
            instrument = library.get(one.instrument, Instrument)
            title = f"{instrument.patient_label}: {one.name}" if for_patient else one.name
            name = f"{one.instrument.rsplit('/', 1)[-1]}-{one.item}"
            yield name, title, (one.instrument, (one.item,))


def scale_of(instrument: Instrument, key: str = "", reaching: float | None = None) -> charts.Range:
    """The scale of one score of an instrument as a chart draws it.

    A questionnaire is drawn on its whole scale. A force or a pressure has no highest value but one
    that catches typing errors, so it is drawn as far as `reaching`.
    """
    scale = instrument.range_of(key)
    high = scale.high
    if reaching is not None and scale.unit in _WITHOUT_END:
        tops = (step * GRID_PARTS[0] for step in ROUND)
        high = next((top for top in tops if reaching <= top < high), high)
    ends = instrument.items[0] if instrument.items else None
    return charts.Range(
        scale.low,
        high,
        _grid(high - scale.low) if scale.low >= 0 else high,
        lower_is_better=instrument.direction is Direction.LOWER_IS_BETTER,
        highest_means=ends.high_label if ends else "",
        lowest_means=ends.low_label if ends else "",
    )


_WITHOUT_END = frozenset({Unit.KILOPASCAL, Unit.NEWTON, Unit.KILOGRAM})


def _grid(span: float) -> float:
    """The distance of grid lines: a round number if the scale can be divided into some."""
    whole = [span / parts for parts in GRID_PARTS if span / parts in ROUND]
    even = [span / parts for parts in GRID_PARTS if not span % parts]
    return next(iter([*whole, *even, span / GRID_PARTS[0]]))


def _chosen(
    series: Sequence[OutcomeSeries], instrument: str, items: tuple[str, ...]
) -> list[OutcomeSeries]:
    return [
        one for item in items for one in series if (one.instrument, one.item) == (instrument, item)
    ]


def _timeline(
    name: str,
    title: str,
    chosen: list[OutcomeSeries],
    sessions: list[charts.Session],
    library: Library,
    areas: Collection[str],
) -> Timeline | None:
    if not chosen:
        return None
    instrument = library.get(chosen[0].instrument, Instrument)
    if instrument.is_itself_a_change and len(chosen[0].points) == 1:
        return None  # one rating is said whole in its judgement; a chart of one point says nothing more
    key = chosen[0].item
    threshold = default_threshold(instrument, key, areas)
    baseline = _baseline(chosen[0], instrument)
    needed = change_needed(threshold, baseline) if threshold and baseline is not None else None
    values = [point.value or 0 for one in chosen for point in one.points]
    scale = scale_of(instrument, key, max([*values, (baseline or 0) + (needed or 0)]))
    band = None
    if needed is not None and baseline is not None:
        band = charts.improvement_band(scale, baseline=baseline, threshold=needed, label=BAND)
    chart = charts.outcome_timeline(
        name=name,
        title=title,
        scale=scale,
        series=[_line(one) for one in chosen],
        baseline=None if instrument.is_itself_a_change else baseline,
        band=band,
        sessions=sessions,
    )
    table = origins_table(title, chosen, {one.on for one in sessions})
    shown = replace(chart, table=table)
    return Timeline(instrument, tuple(chosen), shown, threshold if band else None)


def _line(series: OutcomeSeries) -> charts.Series:
    points = [charts.Measurement(point.on, point.value) for point in series.points]
    return charts.Series(series_label(series), points)


def _baseline(series: OutcomeSeries, instrument: Instrument) -> float | None:
    """What later values are compared with: the first value, or no change at all."""
    if instrument.is_itself_a_change:
        return 0
    return next((point.value for point in series.points if point.value is not None), None)


def origins_table(title: str, series: Sequence[OutcomeSeries], needled: set[date]) -> Table:
    """The same figures as a table, with where each comes from; a row for each day."""
    days = sorted({point.on for one in series for point in one.points} | needled)
    columns = [
        Column("Day"),
        *(Column(series_label(one), number=True) for one in series),
        Column("Needling"),
        Column("Where from"),
    ]
    rows = [
        [
            day_words(day),
            *(_figure(one, day) for one in series),
            "yes" if day in needled else "",
            _origin(series, day),
        ]
        for day in days
    ]
    return Table(title, columns, rows)


def days_tables(series: Sequence[OutcomeSeries]) -> tuple[Table, ...]:
    """The days on which something was measured, in as many tables as fit side by side on paper; for the report."""
    chosen = [one for one in series if one.instrument != PSFS or one.item == MEAN]
    asked = [one for one in chosen if one.instrument in ASKED]
    scores = [one for one in chosen if one.instrument not in ASKED]
    parts = [asked, *(scores[at : at + MOST_COLUMNS] for at in range(0, len(scores), MOST_COLUMNS))]
    return tuple(days_table(part) for part in parts if part)


def days_table(chosen: Sequence[OutcomeSeries]) -> Table:
    """Every day on which something was measured, with the measures beside each other."""
    days = sorted({point.on for one in chosen for point in one.points})
    columns = [
        Column("Day"),
        *(Column(series_label(one), number=True) for one in chosen),
        Column("Where from"),
    ]
    rows = [
        [day_words(day), *(_figure(one, day) for one in chosen), _origin(chosen, day)]
        for day in days
    ]
    scores = [series_label(one) for one in chosen if one.instrument not in ASKED]
    named = f": {', '.join(scores)}" if scores else ""
    return Table(f"Measurements by day{named}", columns, rows)


def _figure(series: OutcomeSeries, day: date) -> str:
    point = next((one for one in series.points if one.on == day), None)
    if point is None:
        return ""
    return "not answered" if point.value is None else number(point.value)


def _origin(series: Sequence[OutcomeSeries], day: date) -> str:
    said = (
        ORIGINS[point.origin]
        for one in series
        for point in one.points
        if point.on == day and point.origin
    )
    return ", ".join(dict.fromkeys(said))
