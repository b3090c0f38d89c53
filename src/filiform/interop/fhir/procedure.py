"""Procedure → an entry. What was not done, or is only being prepared, is none."""

from msgspec import Raw, field

from filiform.interop.fhir.dates import Dates
from filiform.interop.fhir.elements import Concept, Reference, Resource, Span
from filiform.interop.fhir.entry import EntryState, RecordEntry
from filiform.knowledge.model.terminology import ResourceKind

_STATES = {
    "in-progress": EntryState.ACTIVE,
    "completed": EntryState.OVER,
    "": EntryState.UNCERTAIN,
    "unknown": EntryState.UNCERTAIN,
    "on-hold": EntryState.UNCERTAIN,
    "stopped": EntryState.UNCERTAIN,
}


class Procedure(Resource, frozen=True, kw_only=True, rename="camel", gc=False):
    """The fields of Procedure that are read; `other_release` tells R5 from R4."""

    status: str = ""
    code: Concept | None = None
    subject: Reference | None = None
    performed_date_time: str | None = None
    performed_period: Span | None = None
    other_release: Raw = field(default=Raw(), name="occurrenceDateTime")


def read(procedure: Procedure, name: str, notes: list[str]) -> RecordEntry | None:
    """The entry of a procedure, or nothing when it was not carried out."""
    state = _STATES.get(procedure.status)
    if procedure.code is None or state is None:
        return None
    dates = Dates(notes)
    performed = procedure.performed_period or Span()
    started = dates.read("performed", procedure.performed_date_time, performed.start, performed.end)
    ended = dates.read("performedPeriod.end", performed.end)
    return RecordEntry(
        kind=ResourceKind.PROCEDURE,
        name=name,
        subject=procedure.subject,
        concepts=(procedure.code,),
        state=EntryState.UNCERTAIN if dates.unreadable else state,
        status=procedure.status,
        started=started,
        ended=ended or started,
    )
