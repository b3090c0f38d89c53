"""Decisions: what was decided, why, on whose word, and what follows from it downstream.

Every stage returns a `Decision`. It is frozen and can be written to JSON and read back, so
that the clinic can keep it beside the facts it saw and replay it later.
"""

from datetime import date
from enum import StrEnum
from typing import Generic, TypeVar

import msgspec

from filiform.kernel.side import Side


class Severity(StrEnum):
    """How much a reason weighs, heaviest first."""

    RED_FLAG = "red_flag"
    CONTRAINDICATION = "contraindication"
    PRECAUTION = "precaution"
    INFORMATION = "information"

    @property
    def rank(self) -> int:
        """0 for the heaviest; for sorting."""
        return list(Severity).index(self)


class Basis(StrEnum):
    """On whose word a reason stands."""

    ANSWERED = "answered"
    FROM_RECORD = "from_record"
    OBSERVED = "observed"


class ReviewStatus(StrEnum):
    """How far a statement of the library has been checked. Shown wherever the statement is shown."""

    UNREVIEWED = "unreviewed"
    CHECKED_AGAINST_SOURCE = "checked_against_source"
    CLINICIAN_APPROVED = "clinician_approved"


class Citation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where a statement comes from: a source, the place in it, and what it says there in our words."""

    source: str
    locator: str
    supports: str


class Evidence(msgspec.Struct, frozen=True, omit_defaults=True):
    """One entry of a health record that led to a finding."""

    resource: str
    system: str = ""
    code: str = ""
    display: str = ""
    date: str | None = None
    status: str | None = None


class Target(msgspec.Struct, frozen=True, omit_defaults=True):
    """A muscle, an area of the body or a technique by its identifier; no side means every side."""

    id: str
    side: Side | None = None


class Reason(msgspec.Struct, frozen=True):
    """Why a decision came out as it did: a statement of the library that applied, and on what basis.

    `about` names the muscles, areas or techniques it concerns, where it does not concern everything.
    """

    statement: str
    sentence: str
    severity: Severity
    basis: Basis
    action: str
    sources: tuple[Citation, ...]
    review: ReviewStatus
    patient_sentence: str = ""
    evidence: tuple[Evidence, ...] = ()
    about: tuple[Target, ...] = ()


class Scope(StrEnum):
    """What a constraint is about."""

    EVERYTHING = "everything"
    REGION = "region"
    MUSCLE = "muscle"
    TECHNIQUE = "technique"


class Effect(StrEnum):
    """What a constraint does; forbidding is stronger than cautioning."""

    FORBID = "forbid"
    CAUTION = "caution"


class Constraint(msgspec.Struct, frozen=True):
    """What a later stage must not do, or must take care of, because of something known earlier.

    `targets` is empty when the scope is `everything`. A constraint ends on `expires_on`
    (that day is the first without it); without one it lasts until the finding is gone.
    """

    scope: Scope
    effect: Effect
    statement: str
    sentence: str
    sources: tuple[Citation, ...]
    review: ReviewStatus
    targets: tuple[Target, ...] = ()
    expires_on: date | None = None

    def is_active(self, on: date) -> bool:
        """Whether the constraint still holds on that day."""
        return self.expires_on is None or on < self.expires_on


class Question(msgspec.Struct, frozen=True, omit_defaults=True):
    """Something still to be asked before the decision is complete.

    `why` is `unanswered`, `unsure`, `confirm` (a record says so), `past` (a record said so long
    ago), `conflict` (the answer and the record disagree) or `where` (the place is not known).
    """

    finding: str
    text: str
    why: str
    evidence: tuple[Evidence, ...] = ()


VerdictT = TypeVar("VerdictT", bound=StrEnum)


class Decision(msgspec.Struct, Generic[VerdictT], frozen=True, kw_only=True):
    """A verdict with its reasons (heaviest first), what it constrains, and what is still open."""

    verdict: VerdictT
    library_version: str
    reasons: tuple[Reason, ...] = ()
    constraints: tuple[Constraint, ...] = ()
    questions: tuple[Question, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether nothing remains to be asked."""
        return not self.questions


def heaviest_first(reasons: list[Reason]) -> tuple[Reason, ...]:
    """Reasons in the order in which they are shown: by severity, then by statement."""
    return tuple(sorted(reasons, key=lambda reason: (reason.severity.rank, reason.statement)))
