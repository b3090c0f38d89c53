"""The clinician's stage page: how each measure went, its timeline, and whether it is time to look again."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from filiform.clinic.assessment.queries import complaint_areas
from filiform.clinic.episode.models import Episode
from filiform.clinic.needling.queries import signed_sessions
from filiform.clinic.outcomes.models import OutcomeReview
from filiform.clinic.outcomes.presenters.judgement import (
    JudgementLine,
    ThresholdLine,
    judgement_lines,
    threshold_line,
)
from filiform.clinic.outcomes.presenters.timelines import Timeline, timelines
from filiform.clinic.outcomes.presenters.words import ORIGINS, number, series_label
from filiform.clinic.outcomes.queries import (
    OutcomeSeries,
    judged_series,
    outcome_series,
    retest_of,
)
from filiform.clinic.outcomes.queries.series import MEAN, PSFS
from filiform.clinic.planning.queries import current_plan
from filiform.clinic.screening.presenters import day_words, reason_line
from filiform.clinic.ui.charts import Chart
from filiform.clinic.ui.parts import Column, ReasonLine, Table
from filiform.knowledge.library import Library


@dataclass(frozen=True, slots=True)
class ChartPart:
    """A chart with its caption: who the band's threshold was measured in, and where its points come from."""

    chart: Chart
    instrument: str
    band: ThresholdLine | None
    points: str
    review: str


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """What was concluded before: when, by whom, and what."""

    when: str
    by: str
    conclusion: str
    note: str


@dataclass(frozen=True, slots=True)
class StagePage:
    """Everything the stage shows."""

    goal: str
    sessions: str
    judgements: tuple[JudgementLine, ...]
    charts: tuple[ChartPart, ...]
    activities: Table | None
    retest: ReasonLine | None
    reviews: tuple[ReviewLine, ...]


def stage_page(episode: Episode, library: Library) -> StagePage:
    """The outcomes of an episode as they stand."""
    series = outcome_series(episode)
    plan = current_plan(episode)
    days = list(signed_sessions(episode).values_list("on", flat=True))
    areas = complaint_areas(episode, library)
    judged = judged_series(series, library, areas)
    retest = retest_of(len(days), judged, library)
    return StagePage(
        goal=plan.goal if plan else "",
        sessions=_sessions_words(len(days), plan),
        judgements=judgement_lines(judged, library),
        charts=chart_parts(timelines(series, days, library, areas), library),
        activities=activities_table(series),
        retest=reason_line(retest, library) if retest else None,
        reviews=review_lines(episode),
    )


def chart_parts(drawn: Iterable[Timeline], library: Library) -> tuple[ChartPart, ...]:
    """Charts with what has to be said under them."""
    return tuple(
        ChartPart(
            chart=one.chart,
            instrument=one.instrument.label,
            band=threshold_line(one.band, one.instrument, None, library) if one.band else None,
            points=origin_words(one.series),
            review=one.instrument.review.status.value,
        )
        for one in drawn
    )


def origin_words(series: Iterable[OutcomeSeries]) -> str:
    """Where the points of a chart come from, counted by day: "assessment 2, the patient’s own device 3"."""
    days: dict[str, set[date]] = {}
    for one in series:
        for point in one.points:
            if point.origin is not None:
                days.setdefault(ORIGINS[point.origin], set()).add(point.on)
    return ", ".join(f"{words} {len(found)}" for words, found in days.items())


def activities_table(series: tuple[OutcomeSeries, ...]) -> Table | None:
    """Each activity in the patient's words with its first and latest value."""
    named = [one for one in series if one.instrument == PSFS and one.item != MEAN]
    if not named:
        return None
    columns = [Column("Activity"), Column("First", number=True), Column("Latest", number=True)]
    return Table("Activities, 0 to 10", [*columns, Column("Last asked")], [_row(x) for x in named])


def _row(series: OutcomeSeries) -> list[str]:
    answered = [point for point in series.points if point.value is not None]
    first, latest = answered[0], answered[-1]
    return [
        series_label(series),
        number(first.value or 0),
        number(latest.value or 0),
        day_words(latest.on),
    ]


def review_lines(episode: Episode) -> tuple[ReviewLine, ...]:
    """What was concluded so far, the latest first."""
    rows: Any = OutcomeReview.objects.filter(episode=episode).select_related("recorded_by")
    return tuple(
        ReviewLine(day_words(row.on), row.recorded_by.name, row.get_conclusion_display(), row.note)
        for row in rows
    )


def _sessions_words(done: int, plan: Any) -> str:
    sessions = "session" if done == 1 else "sessions"
    planned = f" of {plan.sessions} planned" if plan else ""
    return f"{done}{planned} {sessions} signed" if planned else f"{done} {sessions} signed"
