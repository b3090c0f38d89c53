"""What other stages may ask of screening: facts, outcome, constraints, overrides, and what is still open."""

from filiform.clinic.screening.queries.attention import (
    Attention,
    screenings_needing_attention,
)
from filiform.clinic.screening.queries.outcome import (
    active_constraints,
    binding_constraints,
    decision_of,
    facts_seen,
    latest_outcome,
    overrides,
    verdict_now,
)
from filiform.clinic.screening.queries.questionnaire import (
    asked_findings,
    each_session_findings,
    progress_of,
    red_flag_findings,
    unanswered_findings,
)
from filiform.clinic.screening.queries.screening import (
    answers_of,
    current_answers,
    current_screening,
    each_session_questions,
    facts_of,
    open_questions,
)

__all__ = [
    "Attention",
    "active_constraints",
    "answers_of",
    "asked_findings",
    "binding_constraints",
    "current_answers",
    "current_screening",
    "decision_of",
    "each_session_findings",
    "each_session_questions",
    "facts_of",
    "facts_seen",
    "latest_outcome",
    "open_questions",
    "overrides",
    "progress_of",
    "red_flag_findings",
    "screenings_needing_attention",
    "unanswered_findings",
    "verdict_now",
]
