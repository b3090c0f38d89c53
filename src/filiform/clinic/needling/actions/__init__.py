"""Everything that can be done in needling; each action leaves exactly one audit event.

Each action locks the session first: of two that would not go together (left and right of the
thorax, an event and the signature) the second sees what the first one wrote.
"""

from filiform.clinic.needling.actions.closing import (
    add_addendum,
    co_sign_session,
    name_supervisor,
    sign_session,
)
from filiform.clinic.needling.actions.paper import record_download
from filiform.clinic.needling.actions.session import (
    add_muscle,
    record_answers,
    record_event,
    record_response,
    start_session,
)
from filiform.clinic.needling.actions.table import record_found, record_minutes

__all__ = [
    "add_addendum",
    "add_muscle",
    "co_sign_session",
    "name_supervisor",
    "record_answers",
    "record_download",
    "record_event",
    "record_found",
    "record_minutes",
    "record_response",
    "sign_session",
    "start_session",
]
