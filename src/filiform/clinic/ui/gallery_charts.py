"""The gallery's charts, from invented numbers that stand for nobody."""

from datetime import date, timedelta
from typing import Any

from filiform.clinic.ui import charts

FIRST = date(2026, 3, 3)
SCALE = charts.Range(0, 10, 2, lower_is_better=True, highest_means="Worst pain you can imagine")
WORST = (7, 7, 6, None, 5, 4, 4, 3)
AVERAGE = (5, 5, 5, 4, None, None, 3, 2)
BAND = charts.improvement_band(SCALE, baseline=7, threshold=2, label="A change that matters")


def charts_shown() -> dict[str, Any]:
    """A course of care, its first day, a day before any answer, and two sessions' soreness."""
    return {
        "course": charts.outcome_timeline(
            name="course",
            title="Pain over the course of care",
            scale=SCALE,
            series=(_series("Worst pain", WORST), _series("Average pain", AVERAGE)),
            baseline=7,
            band=BAND,
            sessions=[charts.Session(FIRST + timedelta(days=days)) for days in (2, 9, 16, 30)],
        ),
        "first_day": charts.outcome_timeline(
            name="first-day",
            title="Pain on the first day",
            scale=SCALE,
            series=(_series("Worst pain", (7,)),),
            baseline=7,
            band=BAND,
        ),
        "no_answers": charts.outcome_timeline(
            name="no-answers",
            title="Pain before any answer",
            scale=SCALE,
            series=(_series("Worst pain", ()),),
        ),
        "soreness": charts.soreness_curve(
            name="soreness",
            title="Soreness after the session",
            scale=charts.Range(0, 10, 2, lower_is_better=True, highest_means="Worst soreness"),
            expected=[
                charts.Expected(*each)
                for each in (
                    (0, 0, 1),
                    (6, 1, 3.5),
                    (18, 1.5, 5),
                    (30, 1, 4),
                    (48, 0, 2),
                    (72, 0, 1),
                )
            ],
            reports=[charts.Report(3, 2), charts.Report(20, 6, above=True), charts.Report(44, 1)],
            expected_label="What we expect",
        ),
    }


def _series(label: str, values: tuple[float | None, ...]) -> charts.Series:
    return charts.Series(
        label,
        [
            charts.Measurement(FIRST + timedelta(days=7 * week), value)
            for week, value in enumerate(values)
        ],
    )
