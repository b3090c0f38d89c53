"""What every stage shows alike: a decision, its reasons and constraints, names of muscles and places."""

from filiform.clinic.screening.presenters.decisions import (
    constraint_line,
    decision_card,
    evidence_line,
    reason_line,
    source_line,
)
from filiform.clinic.screening.presenters.studies import (
    StudyGroup,
    StudyLine,
    study_groups,
    study_lines,
)
from filiform.clinic.screening.presenters.words import (
    day_words,
    label_of,
    moment_words,
    place_words,
    side_words,
    target_words,
)
from filiform.clinic.screening.presenters.workspace import limits, stage_page

__all__ = [
    "StudyGroup",
    "StudyLine",
    "constraint_line",
    "day_words",
    "decision_card",
    "evidence_line",
    "label_of",
    "limits",
    "moment_words",
    "place_words",
    "reason_line",
    "side_words",
    "source_line",
    "stage_page",
    "study_groups",
    "study_lines",
    "target_words",
]
