"""What others may ask of outcomes: series over time, how each was judged, and whether a retest is due."""

from filiform.clinic.outcomes.queries.activities import activities_of, episode_of_patient
from filiform.clinic.outcomes.queries.judgement import (
    Judged,
    decisions_of,
    judged_series,
    retest_of,
    stored_measurements,
)
from filiform.clinic.outcomes.queries.questions import OutcomeQuestion, questions_of
from filiform.clinic.outcomes.queries.series import (
    GROC,
    NPRS,
    PSFS,
    Origin,
    OutcomePoint,
    OutcomeSeries,
    measurements_of,
    measures_on,
    outcome_series,
)

__all__ = [
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
    "judged_series",
    "measurements_of",
    "measures_on",
    "outcome_series",
    "questions_of",
    "retest_of",
    "stored_measurements",
]
