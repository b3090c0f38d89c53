"""Condition → an entry. Verification decides whether it is one at all, clinical status and dates whether it lasts."""

from filiform.interop.fhir.dates import Dates
from filiform.interop.fhir.elements import Concept, Reference, Resource, Span, first_code
from filiform.interop.fhir.entry import EntryState, RecordEntry
from filiform.knowledge.model.terminology import ResourceKind

_NOT_SO = frozenset({"refuted", "entered-in-error"})
_DOUBTED = frozenset({"unconfirmed", "provisional", "differential"})
_LASTING = frozenset({"active", "recurrence", "relapse", ""})


class Condition(Resource, frozen=True, kw_only=True, rename="camel", gc=False):
    """The fields of Condition that are read."""

    clinical_status: Concept | None = None
    verification_status: Concept | None = None
    code: Concept | None = None
    subject: Reference | None = None
    onset_date_time: str | None = None
    onset_period: Span | None = None
    recorded_date: str | None = None
    abatement_date_time: str | None = None
    abatement_period: Span | None = None
    abatement_string: str | None = None


def read(condition: Condition, name: str, notes: list[str]) -> RecordEntry | None:
    """The entry of a condition, or nothing when it was refuted or entered in error."""
    verification = first_code(condition.verification_status)
    if condition.code is None or verification in _NOT_SO:
        return None
    clinical = first_code(condition.clinical_status)
    dates = Dates(notes)
    onset, abatement = condition.onset_period or Span(), condition.abatement_period or Span()
    started = dates.read("onset", condition.onset_date_time, onset.start, condition.recorded_date)
    ended = dates.read("abatement", condition.abatement_date_time, abatement.end)
    return RecordEntry(
        kind=ResourceKind.CONDITION,
        name=name,
        subject=condition.subject,
        concepts=(condition.code,),
        state=_state(clinical, verification, condition, dates),
        status=", ".join(part for part in (clinical, verification) if part),
        started=started,
        ended=ended,
    )


def _state(clinical: str, verification: str, condition: Condition, dates: Dates) -> EntryState:
    if verification in _DOUBTED or dates.unreadable:
        return EntryState.UNCERTAIN
    is_over = clinical not in _LASTING or (
        clinical == "" and condition.abatement_string is not None
    )
    return EntryState.OVER if is_over else EntryState.ACTIVE
