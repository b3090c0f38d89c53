"""Encounter → an entry of what someone was seen for: the kind of visit and its reasons."""

from msgspec import Raw, field

from filiform.interop.fhir.dates import Dates
from filiform.interop.fhir.elements import Concept, Reference, Resource, Span
from filiform.interop.fhir.entry import EntryState, RecordEntry
from filiform.knowledge.model.terminology import ResourceKind

_STATES = {
    "arrived": EntryState.ACTIVE,
    "triaged": EntryState.ACTIVE,
    "in-progress": EntryState.ACTIVE,
    "onleave": EntryState.ACTIVE,
    "finished": EntryState.OVER,
    "unknown": EntryState.UNCERTAIN,
    "": EntryState.UNCERTAIN,
}


class Encounter(Resource, frozen=True, kw_only=True, rename="camel", gc=False):
    """The fields of Encounter that are read; `other_release` tells R5 from R4."""

    status: str = ""
    type: tuple[Concept, ...] | None = None
    reason_code: tuple[Concept, ...] | None = None
    subject: Reference | None = None
    period: Span | None = None
    other_release: Raw = field(default=Raw(), name="actualPeriod")


def read(encounter: Encounter, name: str, notes: list[str]) -> RecordEntry | None:
    """The entry of a visit, or nothing when it was planned, cancelled or entered in error."""
    concepts = (*(encounter.type or ()), *(encounter.reason_code or ()))
    state = _STATES.get(encounter.status)
    if not concepts or state is None:
        return None
    dates = Dates(notes)
    period = encounter.period or Span()
    return RecordEntry(
        kind=ResourceKind.ENCOUNTER,
        name=name,
        subject=encounter.subject,
        concepts=concepts,
        started=dates.read("period.start", period.start, period.end),
        ended=dates.read("period.end", period.end),
        state=EntryState.UNCERTAIN if dates.unreadable else state,
        status=encounter.status,
    )
