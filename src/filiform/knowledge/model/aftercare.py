"""Aftercare: what to expect, what to do, and which signs mean help at once."""

from enum import StrEnum

import msgspec

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


class AftercareRedFlag(Statement, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A sign after needling that needs help: the question that finds it, and for how long it is asked."""

    order: int
    question: str
    triage: Triage
    patient_action: str
    clinician_action: str
    asked_for: Quantity
    applies_to: AppliesTo = AppliesTo()


class SorenessPoint(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Published soreness at a time after needling: mean on 0–100, and the spread as printed."""

    at: Quantity
    mean: float
    spread: float


class SorenessCourse(Statement, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How soreness after needling runs: the published points, and when it is usually gone."""

    points: tuple[SorenessPoint, ...]
    spread_kind: str
    half_life: Quantity
    usually_gone_by: Quantity
    population: str
    more_if: tuple[str, ...] = ()


class Jurisdiction(Concept, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A country, with the number to call in an emergency."""

    emergency_number: str
    skin_disinfection: str = ""
