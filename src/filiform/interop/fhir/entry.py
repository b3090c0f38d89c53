"""One entry of a record as screening sees it, whatever resource it came as."""

from enum import StrEnum

import msgspec

from filiform.interop.fhir.dates import When
from filiform.interop.fhir.elements import Concept, Reference
from filiform.knowledge.model.terminology import ResourceKind


class EntryState(StrEnum):
    """What the record itself says about an entry.

    `uncertain` covers what the record doubts (unconfirmed, on hold, status unknown, a date that
    cannot be read): it can raise a question and never answers one. Entries made in error, refuted
    or never carried out are not entries at all.
    """

    ACTIVE = "active"
    OVER = "over"
    UNCERTAIN = "uncertain"


class RecordEntry(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A condition, medicine, allergy, procedure, device, visit or observation of somebody.

    `value` is the number an observation found, as it is shown.
    `replaces` is what an observation asked about: a later answer to the same replaces an earlier one.
    """

    kind: ResourceKind
    name: str
    subject: Reference | None
    concepts: tuple[Concept, ...]
    state: EntryState
    status: str
    started: When | None = None
    ended: When | None = None
    medication: Reference | None = None
    replaces: str = ""
    value: str = ""
