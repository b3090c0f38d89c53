"""The charts hold what the rows hold: every point from its row, each day once, silences as silences."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from filiform.clinic.assessment.models import PainRating
from filiform.clinic.knowledge import library
from filiform.clinic.needling.models import Moment, ResponseMeasure
from filiform.clinic.outcomes.actions import name_activity
from filiform.clinic.outcomes.models import MeasuredBy, OutcomeMeasure
from filiform.clinic.outcomes.presenters.stage import chart_parts
from filiform.clinic.outcomes.presenters.timelines import days_table, timelines
from filiform.clinic.outcomes.queries import (
    GROC,
    NPRS,
    PSFS,
    Origin,
    judged_series,
    outcome_series,
    retest_of,
)
from filiform.clinical.outcomes import ChangeVerdict, default_threshold
from filiform.knowledge.model.outcomes import Instrument
from tests.factories.care import (
    INFRASPINATUS,
    a_session,
    a_signed_session,
    a_therapist,
    an_episode_to_needle,
    needle,
    sign,
    user_of,
)
from tests.factories.followup import measured
from tests.factories.instants import NOW

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)


@pytest.fixture
def therapist():
    return a_therapist()


@pytest.fixture
def episode(therapist):
    return an_episode_to_needle(therapist, [INFRASPINATUS])


def series_of(episode):
    return {(one.instrument, one.item, one.label): one for one in outcome_series(episode)}


def values(series):
    return [point.value for point in series.points]


def a_silent_session(episode, therapist, at):
    session = a_session(episode, by=therapist, at=at)
    needle(session, {INFRASPINATUS: 1}, at=at)
    sign(session, at=at)


def test_pain_of_every_origin_is_one_series_and_says_where_each_point_comes_from(
    episode, therapist
):
    assessment = episode.assessments.get()
    PainRating.objects.create(
        clinic=episode.clinic,
        assessment=assessment,
        now=7,
        worst=9,
        average=6,
        recorded_by=user_of(therapist),
        recorded_at=NOW,
    )
    a_signed_session(therapist, [INFRASPINATUS], at=NOW + WEEK, episode=episode)
    measured(episode, (NPRS, "now", 3), at=NOW + 2 * WEEK, measured_by=MeasuredBy.PATIENT)
    points = series_of(episode)[NPRS, "now", ""].points
    assert [(one.value, one.origin) for one in points] == [
        (7, Origin.ASSESSMENT),
        (6, Origin.BEFORE_NEEDLING),
        (3, Origin.PATIENT),
    ]
    assert values(series_of(episode)[NPRS, "worst", ""]) == [9]


def test_pain_straight_after_needling_is_no_outcome(episode, therapist):
    session = a_signed_session(therapist, [INFRASPINATUS], at=NOW, episode=episode)
    assert session.responses.filter(when=Moment.AFTER).exists()
    assert values(series_of(episode)[NPRS, "now", ""]) == [6]


def test_a_rating_on_the_evening_of_a_session_does_not_replace_the_pain_before_it(
    episode, therapist
):
    a_signed_session(therapist, [INFRASPINATUS], at=NOW, episode=episode)
    measured(episode, (NPRS, "now", 2), at=NOW, measured_by=MeasuredBy.PATIENT)
    assert values(series_of(episode)[NPRS, "now", ""]) == [6]


def test_a_rating_on_the_day_of_the_assessment_does_not_replace_the_start(episode, therapist):
    PainRating.objects.create(
        clinic=episode.clinic,
        assessment=episode.assessments.get(),
        now=7,
        worst=9,
        average=6,
        recorded_by=user_of(therapist),
        recorded_at=NOW,
    )
    measured(episode, (NPRS, "worst", 2), at=NOW, measured_by=MeasuredBy.PATIENT)
    assert values(series_of(episode)[NPRS, "worst", ""]) == [9]


def test_of_what_both_wrote_down_on_one_day_the_patients_own_counts(episode):
    measured(episode, (NPRS, "now", 5), at=NOW, measured_by=MeasuredBy.CLINICIAN)
    measured(episode, (NPRS, "worst", 4), at=NOW, measured_by=MeasuredBy.PATIENT)
    series = series_of(episode)
    assert series[NPRS, "now", ""].points[0].origin is Origin.CLINICIAN
    assert Origin.PATIENT.rank < Origin.CLINICIAN.rank
    assert series[NPRS, "worst", ""].points[0].origin is Origin.PATIENT


def test_a_session_at_which_nobody_asked_is_a_gap_that_shows(episode, therapist):
    measured(episode, (NPRS, "now", 6), at=NOW)
    a_silent_session(episode, therapist, NOW + WEEK)
    series = outcome_series(episode)
    assert values(series[0]) == [6, None]
    (timeline,) = timelines(series, [timezone.localdate(NOW + WEEK)], library())
    assert "chart-missing" in timeline.chart.wide
    assert ("not answered") in {cell for row in timeline.chart.table.rows for cell in row}


def test_the_chart_holds_every_measured_row_and_nothing_else(episode, therapist):
    for week, value in enumerate((7, 6, 4)):
        measured(
            episode,
            (NPRS, "now", value),
            (NPRS, "worst", value + 2),
            (NPRS, "average", value + 1),
            at=NOW + week * WEEK,
        )
    a_signed_session(therapist, [INFRASPINATUS], at=NOW + 3 * WEEK, episode=episode)
    series = outcome_series(episode)
    drawn = {
        (row[0], column.label, cell)
        for timeline in timelines(series, [], library())
        for row in timeline.chart.table.rows
        for column, cell in zip(timeline.chart.table.columns, row, strict=True)
        if column.number and cell
    }
    rows = list(OutcomeMeasure.objects.all()) + list(
        ResponseMeasure.objects.filter(when=Moment.BEFORE)
    )
    assert len(drawn) == len(rows)
    points = sum(
        len(re.findall(r'class="chart-point(?:-second)?"', one.chart.wide))
        for one in timelines(series, [], library())
    )
    assert points == len(rows)


def test_the_band_begins_at_the_librarys_threshold_from_the_first_value(episode):
    measured(episode, (NPRS, "now", 7), at=NOW)
    measured(episode, (NPRS, "now", 5), at=NOW + WEEK)
    (part,) = chart_parts(timelines(outcome_series(episode), [], library()), library())
    threshold = default_threshold(library().get(NPRS, Instrument))
    assert part.band.population == threshold.population
    assert f"0 to {7 - threshold.value.value:g}" in part.chart.description


def test_function_is_the_mean_of_the_activities_rated_at_both_times(episode):
    for words in ("lift", "reach", "sleep"):
        name_activity(episode=episode, words=words, row_id=uuid4(), by=episode.recorded_by, at=NOW)
    measured(episode, (PSFS, "activity", 2, "lift"), (PSFS, "activity", 4, "reach"), at=NOW)
    measured(
        episode,
        (PSFS, "activity", 5, "lift"),
        (PSFS, "activity", 8, "reach"),
        (PSFS, "activity", 1, "sleep"),
        at=NOW + WEEK,
    )
    measured(episode, (PSFS, "activity", 9, "lift"), at=NOW + 2 * WEEK)
    series = series_of(episode)
    assert values(series[PSFS, "mean", ""]) == [3, 6.5, None]
    assert values(series[PSFS, "activity", "sleep"]) == [1]
    (judged,) = judged_series(series.values(), library())
    assert judged.change.towards_better == 3.5
    assert judged.decision.verdict is ChangeVerdict.IMPROVED


def test_the_table_of_days_has_a_row_for_every_day_on_which_something_was_measured(episode):
    measured(episode, (NPRS, "now", 7), at=NOW)
    measured(episode, (GROC, "change", -2), at=NOW + WEEK)
    table = days_table(outcome_series(episode))
    assert [row[1:] for row in table.rows] == [
        ["7", "", "asked by a clinician"],
        ["", "−2", "asked by a clinician"],
    ]


def test_without_a_change_by_the_retest_it_is_time_to_look_again(episode, therapist):
    measured(episode, (NPRS, "now", 6), at=NOW)
    measured(episode, (NPRS, "now", 6), at=NOW + WEEK)
    judged = judged_series(outcome_series(episode), library())
    assert retest_of(2, judged, library()) is None
    reason = retest_of(3, judged, library())
    assert reason.statement == "planning/rules/retest-after-sessions"
    measured(episode, (NPRS, "now", 2), at=NOW + 2 * WEEK)
    improved = judged_series(outcome_series(episode), library())
    assert retest_of(3, improved, library()) is None
