"""Everything that can be done in screening; each action leaves exactly one audit event."""

from filiform.clinic.screening.actions.answers import (
    record_answer,
    record_answers,
    start_screening,
    submit_questionnaire,
)
from filiform.clinic.screening.actions.decisions import (
    PERMITTING,
    decide_screening,
    override_constraint,
)

__all__ = [
    "PERMITTING",
    "decide_screening",
    "override_constraint",
    "record_answer",
    "record_answers",
    "start_screening",
    "submit_questionnaire",
]
