"""AllergyIntolerance → an entry. An unconfirmed allergy is a question; a refuted one is nothing."""

from filiform.interop.fhir.dates import Dates
from filiform.interop.fhir.elements import Concept, Element, Reference, Resource, Span, first_code
from filiform.interop.fhir.entry import EntryState, RecordEntry
from filiform.knowledge.model.terminology import ResourceKind


class Reaction(Element, frozen=True, gc=False):
    """A reaction, with the substance that caused it where that is known more exactly."""

    substance: Concept | None = None


class AllergyIntolerance(Resource, frozen=True, kw_only=True, rename="camel", gc=False):
    """The fields of AllergyIntolerance that are read."""

    clinical_status: Concept | None = None
    verification_status: Concept | None = None
    code: Concept | None = None
    patient: Reference | None = None
    onset_date_time: str | None = None
    onset_period: Span | None = None
    recorded_date: str | None = None
    reaction: tuple[Reaction, ...] | None = None


def read(allergy: AllergyIntolerance, name: str, notes: list[str]) -> RecordEntry | None:
    """The entry of an allergy, or nothing when it was refuted or entered in error."""
    verification = first_code(allergy.verification_status)
    substances = tuple(one.substance for one in allergy.reaction or () if one.substance is not None)
    concepts = (*((allergy.code,) if allergy.code else ()), *substances)
    if not concepts or verification in {"refuted", "entered-in-error"}:
        return None
    dates = Dates(notes)
    onset = allergy.onset_period or Span()
    started = dates.read("onset", allergy.onset_date_time, onset.start, allergy.recorded_date)
    clinical = first_code(allergy.clinical_status)
    return RecordEntry(
        kind=ResourceKind.ALLERGY,
        name=name,
        subject=allergy.patient,
        concepts=concepts,
        state=_state(clinical, verification, dates),
        status=", ".join(part for part in (clinical, verification) if part),
        started=started,
    )


def _state(clinical: str, verification: str, dates: Dates) -> EntryState:
    if verification == "unconfirmed" or clinical == "inactive" or dates.unreadable:
        return EntryState.UNCERTAIN
    return EntryState.OVER if clinical == "resolved" else EntryState.ACTIVE
