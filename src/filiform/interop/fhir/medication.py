"""MedicationRequest, -Statement and -Administration → entries of medicines, with what Medication they point to."""

from msgspec import Raw, field

from filiform.interop.fhir.dates import Dates
from filiform.interop.fhir.elements import Concept, Reference, Resource, Span
from filiform.interop.fhir.entry import EntryState, RecordEntry
from filiform.knowledge.model.terminology import ResourceKind

_REQUEST = {
    "active": EntryState.ACTIVE,
    "completed": EntryState.OVER,
    "stopped": EntryState.OVER,
    "on-hold": EntryState.UNCERTAIN,
    "unknown": EntryState.UNCERTAIN,
    "": EntryState.UNCERTAIN,
}
_STATEMENT = {**_REQUEST, "intended": EntryState.UNCERTAIN}
_ADMINISTRATION = {**_REQUEST, "in-progress": EntryState.ACTIVE}
# A proposal or an option is not yet a prescription. A plan may be what the person reports to take.
_MERELY_MEANT = frozenset({"proposal", "option"})


class Medication(Resource, frozen=True, kw_only=True, rename="camel", gc=False):
    """A medicine that others point to."""

    code: Concept | None = None


class MedicationUse(Resource, frozen=True, kw_only=True, rename="camel", gc=False):
    """What the three have in common; `other_release` tells R5 from R4."""

    status: str = ""
    medication_codeable_concept: Concept | None = None
    medication_reference: Reference | None = None
    other_release: Raw = field(default=Raw(), name="medication")
    contained: tuple[Medication, ...] | None = None
    subject: Reference | None = None
    effective_date_time: str | None = None
    effective_period: Span | None = None


class MedicationRequest(MedicationUse, frozen=True, kw_only=True, rename="camel", gc=False):
    """The fields of MedicationRequest that are read."""

    intent: str = ""
    do_not_perform: bool = False
    authored_on: str | None = None


class MedicationStatement(MedicationUse, frozen=True, kw_only=True, rename="camel", gc=False):
    """The fields of MedicationStatement that are read."""

    date_asserted: str | None = None


class MedicationAdministration(MedicationUse, frozen=True, kw_only=True, rename="camel", gc=False):
    """The fields of MedicationAdministration that are read."""


def read_request(request: MedicationRequest, name: str, notes: list[str]) -> RecordEntry | None:
    """The entry of a prescription, or nothing when it was cancelled, a draft or an order not to give."""
    state = _REQUEST.get(request.status)
    if request.do_not_perform or state is None:
        return None
    if request.intent in _MERELY_MEANT:
        state = EntryState.UNCERTAIN
    return _entry(request, name, state, notes, request.authored_on)


def read_statement(
    statement: MedicationStatement, name: str, notes: list[str]
) -> RecordEntry | None:
    """The entry of a medicine somebody says is taken, or nothing when it is not taken."""
    state = _STATEMENT.get(statement.status)
    return _entry(statement, name, state, notes, statement.date_asserted) if state else None


def read_administration(
    given: MedicationAdministration, name: str, notes: list[str]
) -> RecordEntry | None:
    """The entry of a medicine that was given, or nothing when it was not."""
    state = _ADMINISTRATION.get(given.status)
    return _entry(given, name, state, notes, None) if state else None


def _entry(
    use: MedicationUse, name: str, state: EntryState, notes: list[str], otherwise: str | None
) -> RecordEntry | None:
    named, linked = use.medication_codeable_concept, use.medication_reference
    if named is None and linked is None:
        notes.append(
            "medication[x] is missing; nobody knows which medicine this is, and it was left out"
        )
        return None
    dates = Dates(notes)
    effective = use.effective_period or Span()
    started = dates.read("date", use.effective_date_time, effective.start, otherwise)
    ended = dates.read("effectivePeriod.end", effective.end) if state is EntryState.ACTIVE else None
    inside = _contained(use, linked)
    return RecordEntry(
        kind=ResourceKind.MEDICATION,
        name=name,
        subject=use.subject,
        concepts=tuple(concept for concept in (named, inside) if concept is not None),
        state=EntryState.UNCERTAIN if dates.unreadable else state,
        status=use.status,
        started=started,
        ended=ended,
        medication=linked if inside is None and named is None else None,
    )


def _contained(use: MedicationUse, linked: Reference | None) -> Concept | None:
    if linked is None or not (linked.reference or "").startswith("#"):
        return None
    inside = (linked.reference or "")[1:]
    return next((one.code for one in use.contained or () if one.id == inside), None)
