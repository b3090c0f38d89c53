"""Everything that can be done in safety; each action leaves exactly one audit event."""

from filiform.clinic.safety.actions.adverse_events import (
    Details,
    add_details,
    record_telling,
    report_event,
    withdraw_event,
)
from filiform.clinic.safety.actions.needle_sticks import (
    add_entry,
    note_stick_reading,
    report_needle_stick,
)
from filiform.clinic.safety.actions.tracing import note_tracing

__all__ = [
    "Details",
    "add_details",
    "add_entry",
    "note_stick_reading",
    "note_tracing",
    "record_telling",
    "report_event",
    "report_needle_stick",
    "withdraw_event",
]
