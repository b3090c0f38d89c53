"""Aftercare: what to expect, what to do, and which signs mean help at once."""

from enum import StrEnum

import msgspec

from filiform.kernel.decision import Citation
from filiform.kernel.quantity import Quantity
from filiform.knowledge.model.concept import Concept, Statement
from filiform.knowledge.model.screening import Trait


class AppliesTo(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """After which needling something applies. Nothing named means after every session."""

    areas: tuple[str, ...] = ()
    trait: Trait | None = None
    findings: tuple[str, ...] = ()


class AftercareAdvice(Statement, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Something to do, or not to do, after needling."""

    order: int
    is_to_avoid: bool = False
    applies_to: AppliesTo = AppliesTo()


class Triage(StrEnum):
    """What an answer in a check-in calls for, heaviest first."""

    EMERGENCY = "emergency"
    CALL_CLINIC = "call_clinic"
    EXPECTED = "expected"

    @property
    def rank(self) -> int:
        """0 for the heaviest."""
        return list(Triage).index(self)


class Onset(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """When a sign was reported to begin after needling: the earliest and the latest that was published.

    No promise: a later start is possible, so Filiform asks for longer than `latest`.
    """

    earliest: Quantity
    latest: Quantity
    words: str
    citation: Citation

    def __post_init__(self) -> None:
        if self.earliest.value > self.latest.value:
            raise ValueError(f"`earliest` ({self.earliest}) lies after `latest` ({self.latest})")


class AftercareRedFlag(Statement, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A sign after needling that needs help, the question that finds it, and when that is asked.

    It is asked from `asked_from` (from the first hour on, where nothing is said) until `asked_for`,
    in hours after needling; a sign that is told outside of that counts all the same.
    """

    order: int
    question: str
    triage: Triage
    patient_action: str
    clinician_action: str
    asked_for: Quantity
    asked_from: Quantity | None = None
    onset: Onset | None = None
    applies_to: AppliesTo = AppliesTo()

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.asked_from is not None and self.asked_from.value >= self.asked_for.value:
            raise ValueError(
                f"a sign is asked about from {self.asked_from} on, and not any more at {self.asked_for}"
            )


class SorenessPoint(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Published soreness at a time after needling: mean on 0–100, and the spread as printed."""

    at: Quantity
    mean: float
    spread: float


class SorenessCourse(Statement, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How soreness after needling runs: the published points, and when it is usually gone.

    What is left after `usually_gone_by` is looked at when it is more than `mild_up_to` (0 to 10),
    when it does not fall, and in any case when it is still there after `looked_at_after`.
    """

    points: tuple[SorenessPoint, ...]
    spread_kind: str
    half_life: Quantity
    usually_gone_by: Quantity
    mild_up_to: Quantity
    looked_at_after: Quantity
    population: str
    more_if: tuple[str, ...] = ()


class Jurisdiction(Concept, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A country, with the number to call in an emergency."""

    emergency_number: str
