"""What other stages may ask of aftercare: sheets, check-ins, what somebody must look at, and what is overdue."""

from filiform.clinic.aftercare.queries.attention import (
    CheckInAttention,
    check_ins_needing_attention,
    waiting_check_ins,
)
from filiform.clinic.aftercare.queries.check_in import (
    answers_of,
    check_in_facts,
    check_in_named,
    check_ins_of,
    current_answers,
    decision_of,
    hours_between,
    latest_outcome,
    next_question,
    open_ones,
    patients_check_ins,
    reports_of,
    stored_facts,
    unfinished_check_in,
)
from filiform.clinic.aftercare.queries.due import (
    DueCheckIn,
    OverdueCheckIn,
    answered,
    due_check_ins,
    overdue_check_ins,
)
from filiform.clinic.aftercare.queries.questions import (
    SORENESS,
    asked_flags,
    question_order,
    question_with_slug,
    slug_of,
)
from filiform.clinic.aftercare.queries.sessions import (
    session_of_patient,
    sessions_of_patient,
    signed_session_named,
)

__all__ = [
    "SORENESS",
    "CheckInAttention",
    "DueCheckIn",
    "OverdueCheckIn",
    "answered",
    "answers_of",
    "asked_flags",
    "check_in_facts",
    "check_in_named",
    "check_ins_needing_attention",
    "check_ins_of",
    "current_answers",
    "decision_of",
    "due_check_ins",
    "hours_between",
    "latest_outcome",
    "next_question",
    "open_ones",
    "overdue_check_ins",
    "patients_check_ins",
    "question_order",
    "question_with_slug",
    "reports_of",
    "session_of_patient",
    "sessions_of_patient",
    "signed_session_named",
    "slug_of",
    "stored_facts",
    "unfinished_check_in",
    "waiting_check_ins",
]
