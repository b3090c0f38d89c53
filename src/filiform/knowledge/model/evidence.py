"""Evidence: what trials and reviews found, number by number, so that it can be shown, checked and pooled."""

from enum import StrEnum

import msgspec

from filiform.kernel.quantity import Range
from filiform.knowledge.model.concept import Cited


class Design(StrEnum):
    """What a result comes from."""

    SYSTEMATIC_REVIEW = "systematic_review"
    TRIAL = "trial"


class Comparator(StrEnum):
    """Against what needling was measured: this decides what a result can say."""

    SHAM_OR_NOTHING = "sham_or_nothing"
    OTHER_TREATMENT = "other_treatment"
    ADDED_TO_TREATMENT = "added_to_treatment"
    WITHIN_NEEDLING = "within_needling"


class Measure(StrEnum):
    """How an effect is expressed; an interval is symmetric on the scale on which it was computed."""

    STANDARDISED_DIFFERENCE = "standardised_difference"
    MEAN_DIFFERENCE = "mean_difference"
    GROUP_MEAN = "group_mean"
    RISK_RATIO = "risk_ratio"

    @property
    def is_ratio(self) -> bool:
        """Whether its interval is symmetric on the logarithmic scale, and not on the linear one."""
        return self is Measure.RISK_RATIO


class Certainty(StrEnum):
    """How sure the source, or the number of trials, lets one be."""

    MODERATE = "moderate"
    LOW_TO_MODERATE = "low_to_moderate"
    LOW = "low"
    VERY_LOW = "very_low"
    ONE_TRIAL = "one_trial"
    NOT_GRADED = "not_graded"
    NOT_READ = "not_read"

    @property
    def words(self) -> str:
        """As it is said on a page."""
        return _WORDS[self]


_WORDS = {
    Certainty.MODERATE: "moderate",
    Certainty.LOW_TO_MODERATE: "low to moderate",
    Certainty.LOW: "low",
    Certainty.VERY_LOW: "very low",
    Certainty.ONE_TRIAL: "one trial",
    Certainty.NOT_GRADED: "not graded by its authors",
    Certainty.NOT_READ: "not stated in what was read",
}


class Interval(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A 95 % confidence interval, both limits in the unit of the estimate.

    Raises:
        ValueError: when `low` lies above `high`.
    """

    low: float
    high: float

    def __post_init__(self) -> None:
        if self.low > self.high:
            raise ValueError(
                f"an interval goes from low to high, and {self.low:g} is above {self.high:g}"
            )


class EvidenceResult(Cited, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One comparison of one outcome at one time, as published.

    `finding` is the sentence a clinician reads; numbers stand in the fields. A result without an
    `estimate` is one of which only the direction was read. `decimals` is how many the source
    prints, which is how far each number may be off. An interval that cannot belong to its
    estimate is kept under `interval_as_printed` with a `misprint` note and is never pooled.

    Raises:
        ValueError: for an interval without an estimate, for two intervals, and for a printed
            interval without its note or a note without its interval.
    """

    order: int
    design: Design
    finding: str
    population: str
    comparator: Comparator
    comparison: str
    outcome: str
    time: str
    certainty: Certainty
    adds_nothing: bool
    weeks: Range | None = None
    people: int | None = None
    trials: int | None = None
    measure: Measure | None = None
    unit: str = ""
    estimate: float | None = None
    interval: Interval | None = None
    interval_as_printed: Interval | None = None
    misprint: str = ""
    decimals: int = 2

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.interval and self.interval_as_printed:
            raise ValueError("`interval` and `interval_as_printed` exclude each other")
        if bool(self.interval_as_printed) is not bool(self.misprint):
            raise ValueError("`interval_as_printed` and `misprint` are given together")
        if self.estimate is None and (self.interval or self.interval_as_printed):
            raise ValueError("an interval needs its `estimate`")
        if (self.estimate is None) is not (self.measure is None):
            raise ValueError("`estimate` and `measure` are given together")

    @property
    def shown_interval(self) -> Interval | None:
        """The interval as the source prints it, sound or not."""
        return self.interval or self.interval_as_printed


class Arm(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One group of a trial at one time: mean, standard deviation, and how many people, where that was read.

    Raises:
        ValueError: for a standard deviation below zero, or fewer than two people.
    """

    mean: float
    sd: float
    people: int | None = None

    def __post_init__(self) -> None:
        if self.sd < 0:
            raise ValueError(f"a standard deviation is zero or more, and {self.sd:g} is below")
        if self.people is not None and self.people < 2:
            raise ValueError(f"a group has two people or more, and {self.people} are fewer")


class EvidenceArms(Cited, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The two groups of a trial, outcome by outcome and week by week: what an effect is computed from."""

    study: str
    outcome: str
    scale: str
    weeks: int
    needling: Arm
    control: Arm
    comparison: str
