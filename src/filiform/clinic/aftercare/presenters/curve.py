"""The curve of soreness: the published average of the library, and what this patient reported on it."""

from collections.abc import Iterable
from itertools import pairwise

from filiform.clinic.aftercare.queries.check_in import SorenessReport
from filiform.clinic.ui import charts
from filiform.clinic.ui.charts import Chart
from filiform.clinical.aftercare import expected_soreness
from filiform.knowledge.library import Library
from filiform.knowledge.model.aftercare import SorenessCourse, SorenessPoint

# A course is published on 0 to 100, a check-in asks from 0 to 10.
PUBLISHED_PER_ASKED = 10
SCALE = charts.Range(0, 10, 2, lower_is_better=True, highest_means="Worst soreness")
DRAWN_AT = 12  # moments at which the curve is drawn; it is smooth between them


def soreness_chart(name: str, reports: Iterable[SorenessReport], library: Library) -> Chart:
    """The published average with its printed spread, and the reports; `name` is unique in the page."""
    course = course_of(library)
    return charts.soreness_curve(
        name=name,
        title="Soreness after the session",
        scale=SCALE,
        expected=expected_band(course),
        reports=[
            charts.Report(one.hours_after, one.soreness, above=one.is_beyond_course)
            for one in reports
        ],
        expected_label="Average in one study",
    )


def course_of(library: Library) -> SorenessCourse:
    """The course of soreness that is drawn: the first of the library."""
    return library.all(SorenessCourse)[0]


def expected_band(course: SorenessCourse) -> list[charts.Expected]:
    """The average and its spread from the session until soreness is usually gone, on the scale of a check-in."""
    step = course.usually_gone_by.value / DRAWN_AT
    return [_expected(number * step, course) for number in range(DRAWN_AT + 1)]


def _expected(hour: float, course: SorenessCourse) -> charts.Expected:
    mean = expected_soreness(hour, course)
    spread = _spread(hour, course.points)
    lowest, highest = max(mean - spread, 0), mean + spread
    return charts.Expected(hour, lowest / PUBLISHED_PER_ASKED, highest / PUBLISHED_PER_ASKED)


def _spread(hour: float, points: tuple[SorenessPoint, ...]) -> float:
    """The printed spread at an hour: straight between two published points, and as the last one after them."""
    for before, after in pairwise(points):
        if before.at.value <= hour <= after.at.value:
            share = (hour - before.at.value) / (after.at.value - before.at.value)
            return before.spread + share * (after.spread - before.spread)
    return points[-1].spread
