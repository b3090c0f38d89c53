"""Law: what a place asks of those who needle there, as dated data, and the rules that hold everywhere."""

from datetime import date
from enum import StrEnum

import msgspec

from filiform.kernel.period import Period
from filiform.kernel.quantity import Quantity
from filiform.knowledge.model.concept import Statement


class Profession(StrEnum):
    """Whose needling a law is about."""

    PHYSICAL_THERAPIST = "physical_therapist"
    CHIROPRACTOR = "chiropractor"


class PracticeScope(StrEnum):
    """What the law of a place says about needling by a profession."""

    ALLOWED = "allowed"
    SILENT = "silent"
    NOT_PERMITTED = "not_permitted"


class RequirementKind(StrEnum):
    """What a law asks for. The first seven decide who may needle; the others are duties, which are shown."""

    LICENSED_FOR = "licensed_for"
    TRAINING_HOURS = "training_hours"
    IN_PERSON_HOURS = "in_person_hours"
    HOURS_BEFORE_USE = "hours_before_use"
    SUPERVISED_SESSIONS = "supervised_sessions"
    NOT_DELEGATED = "not_delegated"
    CONSULTATION = "consultation"
    TRAINING_CONTENT = "training_content"
    WITHIN_TRAINING = "within_training"
    CONSENT = "consent"
    WRITTEN_INFORMATION = "written_information"
    RECORD = "record"
    PROOF_TO_BOARD = "proof_to_board"
    REPORT_ADVERSE_EVENT = "report_adverse_event"


COUNTED = frozenset(
    {
        RequirementKind.LICENSED_FOR,
        RequirementKind.TRAINING_HOURS,
        RequirementKind.IN_PERSON_HOURS,
        RequirementKind.HOURS_BEFORE_USE,
        RequirementKind.SUPERVISED_SESSIONS,
        RequirementKind.REPORT_ADVERSE_EVENT,
    }
)


class Requirement(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One thing a law asks for, in a sentence, with what to do about it and the number where there is one.

    `completed_within` belongs to `hours_before_use`: whoever has those hours may begin, and has
    that long to complete the rest.
    """

    kind: RequirementKind
    sentence: str
    action: str
    amount: Quantity | None = None
    completed_within: Quantity | None = None

    def __post_init__(self) -> None:
        if self.kind in COUNTED and self.amount is None:
            raise ValueError(f"a requirement of kind `{self.kind}` needs an `amount`")
        starts_early = self.kind is RequirementKind.HOURS_BEFORE_USE
        if starts_early != (self.completed_within is not None):
            raise ValueError(
                "`completed_within` belongs to `hours_before_use`, and to nothing else"
            )


class PracticeLaw(Statement, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The law of one place for one profession, for as long as it was valid.

    `place` is a country and a state as clinics name them (`us-va`). `valid_from` is empty where
    nobody found the day; `as_seen_on` is the day on which somebody read what it says. Such rules
    change: `warnings` say what in it is uncertain or contradicted.
    """

    place: str
    country: str
    profession: Profession
    scope: PracticeScope
    as_seen_on: date
    action: str
    order: int = 0
    valid_from: date | None = None
    valid_until: date | None = None
    requirements: tuple[Requirement, ...] = ()
    warnings: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.requirements and self.scope is not PracticeScope.ALLOWED:
            raise ValueError("only where needling is allowed does a law say what it asks for")

    @property
    def period(self) -> Period:
        """The days on which it holds; the day it ends on is the first without it."""
        return Period(self.valid_from, self.valid_until)

    def requirement(self, kind: RequirementKind) -> Requirement | None:
        """What it asks for of that kind, if it does."""
        return next((one for one in self.requirements if one.kind is kind), None)


class PracticeRuleKind(StrEnum):
    """What a rule about practitioners is about."""

    LAW_IS_KNOWN = "law_is_known"
    CREDENTIAL_IS_CURRENT = "credential_is_current"
    PRIVILEGE_COVERS_MUSCLE = "privilege_covers_muscle"
    TECHNIQUE_IS_COVERED = "technique_is_covered"


class PracticeRule(Statement, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A rule about practitioners that holds wherever they needle."""

    rule: PracticeRuleKind
    action: str
