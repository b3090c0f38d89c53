"""Norms: how far a movement usually goes, in whom it was measured, and how much the two sides differ."""

from enum import StrEnum

import msgspec

from filiform.kernel.decision import Citation
from filiform.kernel.quantity import Quantity, Range
from filiform.knowledge.model.concept import Cited, Review


class NormKind(StrEnum):
    """Whether a value was measured in people, or is only customary."""

    MEAN = "mean"
    CUSTOMARY = "customary"


class NormSex(StrEnum):
    """Of whom a value speaks."""

    FEMALE = "female"
    MALE = "male"
    ANY = "any"


class NormValue(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One published value. `ages` are in years, both ends included; none given, they were not stated.

    `is_active`: moved by the person (true) or by the examiner (false); not given where the source is silent.
    """

    kind: NormKind
    value: Quantity
    sex: NormSex
    population: str
    method: str
    citation: Citation
    ages: Range | None = None
    standard_deviation: float | None = None
    people: int | None = None
    is_active: bool | None = None
    review: Review | None = None

    def __post_init__(self) -> None:
        if self.standard_deviation is not None and self.standard_deviation <= 0:
            raise ValueError(f"a standard deviation is above 0, not {self.standard_deviation:g}")

    def is_about(self, sex: NormSex, age: float | None) -> bool:
        """Whether it was measured in people of that sex and age; an age that is not known fits none that is stated."""
        if self.ages is None:
            return self.is_about_sex(sex)
        return self.is_about_sex(sex) and age is not None and self.ages.holds(age)

    def is_about_sex(self, sex: NormSex) -> bool:
        """Whether it was measured in people of that sex, or of both."""
        return NormSex.ANY in (self.sex, sex) or self.sex is sex


class SideDifference(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How much the two sides differ in people, or how much a difference between them may be error."""

    value: Quantity
    population: str
    method: str
    citation: Citation
    review: Review | None = None


class Norm(Cited, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is published on how far, or how strongly, a movement goes. Values differ; none of them is the limit."""

    movement: str
    values: tuple[NormValue, ...]
    between_sides: tuple[SideDifference, ...] = ()
