"""Reads of needling. Later stages ask `signed_sessions`, `treated_session`, `had_sharp_pain` and `sessions_overview`."""

from filiform.clinic.needling.queries.deviations import (
    ToBeTold,
    place_of,
    to_be_told,
    unseen_deviations,
)
from filiform.clinic.needling.queries.events import (
    columns_of,
    event_of,
    events_of,
    says_the_same,
    session_events,
)
from filiform.clinic.needling.queries.looking_back import against_gates, standing_at_last_needle
from filiform.clinic.needling.queries.session import (
    Needles,
    co_signature_of,
    open_session,
    response,
    session_in_clinic,
    session_named,
    session_to_write,
    sessions_of,
    signature_of,
    supervisor_of,
)
from filiform.clinic.needling.queries.signed import (
    SessionSummary,
    decision_of,
    had_sharp_pain,
    sessions_overview,
    signed_sessions,
    stored_facts,
    treated_session,
)
from filiform.clinic.needling.queries.standing import (
    Place,
    Standing,
    places_of,
    planned_dwell,
    questions_before,
    session_standing,
    technique_of,
)
from filiform.clinic.needling.queries.supervised import facts_with_log
from filiform.clinic.needling.queries.table import found_at_the_table, minutes_of

__all__ = [
    "Needles",
    "Place",
    "SessionSummary",
    "Standing",
    "ToBeTold",
    "against_gates",
    "co_signature_of",
    "columns_of",
    "decision_of",
    "event_of",
    "events_of",
    "facts_with_log",
    "found_at_the_table",
    "had_sharp_pain",
    "minutes_of",
    "open_session",
    "place_of",
    "places_of",
    "planned_dwell",
    "questions_before",
    "response",
    "says_the_same",
    "session_events",
    "session_in_clinic",
    "session_named",
    "session_standing",
    "session_to_write",
    "sessions_of",
    "sessions_overview",
    "signature_of",
    "signed_sessions",
    "standing_at_last_needle",
    "stored_facts",
    "supervisor_of",
    "technique_of",
    "to_be_told",
    "treated_session",
    "unseen_deviations",
]
