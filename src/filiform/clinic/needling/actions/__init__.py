"""Everything that can be done in needling; each action leaves exactly one audit event.

Each action locks the session first: of two that would not go together (left and right of the
thorax, an event and the signature) the second sees what the first one wrote.
"""

from filiform.clinic.needling.actions.answers import CLOCK_BOUND, Answer, Verdict
from filiform.clinic.needling.actions.closing import (
    add_addendum,
    co_sign_session,
    name_supervisor,
    sign_session,
)
from filiform.clinic.needling.actions.deviations import review_deviation, tell_deviation
from filiform.clinic.needling.actions.events import record_events, record_tap
from filiform.clinic.needling.actions.paper import record_download
from filiform.clinic.needling.actions.session import (
    add_muscle,
    record_answers,
    record_response,
    start_session,
)
from filiform.clinic.needling.actions.table import record_found, record_minutes
from filiform.clinic.needling.actions.taps import IN_A_MUSCLE, TapKind, Tapped

__all__ = [
    "CLOCK_BOUND",
    "IN_A_MUSCLE",
    "Answer",
    "TapKind",
    "Tapped",
    "Verdict",
    "add_addendum",
    "add_muscle",
    "co_sign_session",
    "name_supervisor",
    "record_answers",
    "record_download",
    "record_events",
    "record_found",
    "record_minutes",
    "record_response",
    "record_tap",
    "review_deviation",
    "sign_session",
    "start_session",
    "tell_deviation",
]
