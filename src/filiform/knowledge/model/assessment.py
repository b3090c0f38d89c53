"""Assessment: movements that are measured, and the criteria by which a trigger point is called one."""

from enum import StrEnum

import msgspec

from filiform.kernel.quantity import Range
from filiform.kernel.side import Laterality
from filiform.knowledge.model.concept import Cited, Code, Statement


class Movement(Cited, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A movement that is tested: how far it goes, whether it hurts, whether it is weak against resistance.

    `how` is one sentence on testing it. `plausible` rejects typing errors and is no norm; a movement
    without it is not measured. `is_moved`: it is tested as a movement, and may be limited or painful.
    `is_resisted`: it is tested as a contraction, and may be weak or painful.
    """

    joint: str
    area: str
    laterality: Laterality
    order: int
    how: str
    plausible: Range | None = None
    is_moved: bool = True
    is_resisted: bool = True
    codes_active: tuple[Code, ...] = ()
    codes_passive: tuple[Code, ...] = ()


class TriggerPointSign(StrEnum):
    """What is looked for when a trigger point is palpated."""

    TAUT_BAND = "taut_band"
    HYPERSENSITIVE_SPOT = "hypersensitive_spot"
    REFERRED_SENSATION = "referred_sensation"
    PAIN_RECOGNISED = "pain_recognised"
    LOCAL_TWITCH_RESPONSE = "local_twitch_response"


class Reliability(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How well two examiners agree on a sign (kappa), as published."""

    kappa: str
    population: str


class TriggerPointCriterion(Statement, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One sign of a trigger point and how reliably it is found."""

    sign: TriggerPointSign
    order: int
    reliability: tuple[Reliability, ...] = ()


class TriggerPointRule(Statement, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How signs add up: `needed` of the `essential` signs make a trigger point; `active_if` makes it active."""

    essential: tuple[TriggerPointSign, ...]
    needed: int
    active_if: TriggerPointSign
