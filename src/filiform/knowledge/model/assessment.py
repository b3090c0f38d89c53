"""Assessment: movements that are measured, and the criteria by which a trigger point is called one."""

from enum import StrEnum

import msgspec

from filiform.kernel.quantity import Range
from filiform.kernel.side import Laterality
from filiform.knowledge.model.concept import Cited, Statement


class Code(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A code of another terminology, with what it is there."""

    system: str
    code: str
    display: str


class Movement(Cited, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A movement of a joint whose range is measured. `plausible` rejects typing errors; it is no norm."""

    joint: str
    area: str
    laterality: Laterality
    plausible: Range
    order: int
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
