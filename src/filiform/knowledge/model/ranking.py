"""Ranking: the numbers with which findings speak for muscles, each with its source or owned as judgement."""

from enum import StrEnum

import msgspec

from filiform.knowledge.model.concept import Cited, Statement


class RankingQuantity(StrEnum):
    """What a number of the ranking is the probability (or the size) of.

    `…_with`: given a trigger point of the muscle concerned; `…_without`: from any other cause.
    """

    PAIN_IN_PRIMARY_REFERRAL = "pain_in_primary_referral"
    PAIN_IN_SPILLOVER_REFERRAL = "pain_in_spillover_referral"
    PAIN_OVER_THE_MUSCLE = "pain_over_the_muscle"
    PAIN_WITHOUT = "pain_without"
    LENGTHENING_LIMITED = "lengthening_limited"
    LENGTHENING_PAINFUL = "lengthening_painful"
    LOADING_PAINFUL_TO_MOVE = "loading_painful_to_move"
    MOVEMENT_LIMITED_WITHOUT = "movement_limited_without"
    MOVEMENT_PAINFUL_WITHOUT = "movement_painful_without"
    CONTRACTION_WEAK = "contraction_weak"
    CONTRACTION_PAINFUL = "contraction_painful"
    CONTRACTION_WEAK_WITHOUT = "contraction_weak_without"
    CONTRACTION_PAINFUL_WITHOUT = "contraction_painful_without"
    TAUT_BAND_WITH = "taut_band_with"
    TAUT_BAND_WITHOUT = "taut_band_without"
    SPOT_TENDERNESS_WITH = "spot_tenderness_with"
    SPOT_TENDERNESS_WITHOUT = "spot_tenderness_without"
    REFERRED_SENSATION_WITH = "referred_sensation_with"
    REFERRED_SENSATION_WITHOUT = "referred_sensation_without"
    RECOGNISED_WITH = "recognised_with"
    RECOGNISED_WITHOUT = "recognised_without"
    OTHER_SOURCE = "other_source"
    OTHER_SOURCE_PAIN = "other_source_pain"
    OTHER_SOURCE_MOVEMENT = "other_source_movement"
    OTHER_SOURCE_CONTRACTION = "other_source_contraction"
    ACTIVE_SHARE = "active_share"
    ACTIVE_SHARE_OFTEN = "active_share_often"
    ACTIVE_SHARE_SELDOM = "active_share_seldom"
    ACTIVE_SHARE_WORTH = "active_share_worth"
    ACTIVE_SHARE_STUDY_WORTH = "active_share_study_worth"
    COMPLAINT_NEAR_THE_MUSCLE = "complaint_near_the_muscle"
    COMPLAINT_NEAR_WHERE_IT_HURTS = "complaint_near_where_it_hurts"
    HURTS_IN_NO_DESCRIBED_PLACE = "hurts_in_no_described_place"


class NumberOrigin(StrEnum):
    """Where a number comes from."""

    MEASURED = "measured"
    DERIVED = "derived"
    JUDGEMENT = "judgement"


class RankingNumber(Cited, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One number of the ranking. `low` and `high` are what it might as well be.

    Every number is a probability, except `active_share_worth` and `active_share_study_worth`: numbers of people.
    `muscles`: those it holds for, where it does not hold for all.
    """

    quantity: RankingQuantity
    value: float
    low: float
    high: float
    origin: NumberOrigin
    muscles: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        super().__post_init__()
        if not self.low <= self.value <= self.high:
            raise ValueError(
                f"{self.value} must lie between `low` {self.low} and `high` {self.high}"
            )
        is_probability = self.quantity not in (
            RankingQuantity.ACTIVE_SHARE_WORTH,
            RankingQuantity.ACTIVE_SHARE_STUDY_WORTH,
        )
        if self.low <= 0 or (is_probability and self.high >= 1):
            raise ValueError("a probability of the ranking lies above 0 and below 1")


class PromptEffect(StrEnum):
    """What a pattern of pain does to the ranking: stop it, or ask something beside it."""

    STOP = "stop"
    ASK = "ask"


class Spread(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How far pain has to be spread: over so many quarters of the body, in so many places (area and side).

    `lower_areas` are those below the waist; the rest is above it. The midline is in no quarter.
    """

    quarters: int
    places: int
    lower_areas: tuple[str, ...]


class RedFlagPrompt(Statement, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A pattern of pain with which a red flag has to be thought of before any muscle is.

    Pain in any of `regions` (of one of `qualities`, where some are named) is the pattern, or pain that
    has `spread`. `red_flag` is the statement of screening that it points to, where there is one.
    """

    effect: PromptEffect
    question: str
    action: str
    order: int
    red_flag: str = ""
    regions: tuple[str, ...] = ()
    qualities: tuple[str, ...] = ()
    spread: Spread | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        if bool(self.regions) == (self.spread is not None):
            raise ValueError("a prompt names `regions` or a `spread`, and not both")


class CautionApplies(StrEnum):
    """When a caution stands beside a ranking."""

    ALWAYS = "always"
    NOTHING_KNOWN = "nothing_known"
    APPROXIMATE = "approximate"


class RankingCaution(Statement, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What must be said beside a ranking, so that nobody believes it more than it deserves."""

    applies: CautionApplies
    order: int
