"""What others may ask of outcomes: series over time, how each was judged, and whether a retest is due."""

from filiform.clinic.outcomes.queries.activities import activities_of, episode_of_patient
from filiform.clinic.outcomes.queries.instruments import (
    instruments_measured,
    instruments_to_add,
    may_be_counted,
    scores_from_items,
    slug_of,
)
from filiform.clinic.outcomes.queries.judgement import (
    Judged,
    decisions_of,
    judged_series,
    retest_of,
    stored_measurements,
)
from filiform.clinic.outcomes.queries.questions import OutcomeQuestion, questions_of
from filiform.clinic.outcomes.queries.series import (
    ASKED,
    GROC,
    NPRS,
    PSFS,
    Origin,
    OutcomePoint,
    OutcomeSeries,
    measurements_of,
    measures_on,
    outcome_series,
    score_name,
)

__all__ = [
    "ASKED",
    "GROC",
    "NPRS",
    "PSFS",
    "Judged",
    "Origin",
    "OutcomePoint",
    "OutcomeQuestion",
    "OutcomeSeries",
    "activities_of",
    "decisions_of",
    "episode_of_patient",
    "instruments_measured",
    "instruments_to_add",
    "judged_series",
    "may_be_counted",
    "measurements_of",
    "measures_on",
    "outcome_series",
    "questions_of",
    "retest_of",
    "score_name",
    "scores_from_items",
    "slug_of",
    "stored_measurements",
]
