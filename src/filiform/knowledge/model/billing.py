"""Billing: which code fits what was needled, as dated rules with code numbers and our own words.

CPT is licensed by the American Medical Association. The library holds numbers only, and none of
its descriptors; whoever prints or sells the descriptors needs a licence.
"""

from datetime import date
from enum import StrEnum

import msgspec

from filiform.kernel.period import Period
from filiform.kernel.quantity import Quantity
from filiform.knowledge.model.concept import Statement


class BillingRuleKind(StrEnum):
    """What a rule of billing is about."""

    CODE_FOR_MUSCLES = "code_for_muscles"
    MUSCLE_COUNTS_ONCE = "muscle_counts_once"
    TWO_SIDES = "two_sides"
    ONE_CODE_A_SESSION = "one_code_a_session"
    NOT_FOR_NEEDLING = "not_for_needling"
    TIMED_UNITS = "timed_units"
    CODE_FOR_TIME = "code_for_time"


class CodeRange(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Codes from the first to the last, both included, compared as numbers of equal length."""

    first: str
    last: str

    def __post_init__(self) -> None:
        if len(self.first) != len(self.last) or self.first > self.last:
            raise ValueError(f"a range of codes goes up, and not from {self.first} to {self.last}")

    def holds(self, code: str) -> bool:
        """Whether a code lies in it."""
        return len(code) == len(self.first) and self.first <= code <= self.last


class BillingRule(Statement, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A rule of billing in one country. `code_for_muscles` says from how many muscles to how many.

    `code_for_time` names the code of one service that is billed by minutes, in our own words.

    `first_unit` and `unit` belong to `timed_units`: minutes for the first unit, and for each one.
    """

    rule: BillingRuleKind
    action: str
    country: str
    order: int
    codes: tuple[CodeRange, ...] = ()
    muscles_from: int | None = None
    muscles_to: int | None = None
    first_unit: Quantity | None = None
    unit: Quantity | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    licence: str = ""

    def __post_init__(self) -> None:
        super().__post_init__()
        by_count = self.rule is BillingRuleKind.CODE_FOR_MUSCLES
        if by_count != (self.muscles_from is not None):
            raise ValueError("`muscles_from` belongs to `code_for_muscles`, and to nothing else")
        timed = self.rule is BillingRuleKind.TIMED_UNITS
        if timed != (self.unit is not None and self.first_unit is not None):
            raise ValueError("`unit` and `first_unit` belong to `timed_units`, and to nothing else")
        by_time = self.rule is BillingRuleKind.CODE_FOR_TIME
        if (by_count or by_time) and not self._names_one_code:
            raise ValueError(f"`{self.rule.value}` names one code")

    @property
    def _names_one_code(self) -> bool:
        return len(self.codes) == 1 and self.codes[0].first == self.codes[0].last

    def holds(self, on: date) -> bool:
        """Whether the rule is in force on that day."""
        return Period(self.valid_from, self.valid_until).holds(on)

    def names(self, code: str) -> bool:
        """Whether the rule speaks of that code."""
        return any(one.holds(code) for one in self.codes)

    def fits(self, muscles: int) -> bool:
        """Whether so many muscles are what its code stands for."""
        low, high = self.muscles_from, self.muscles_to
        return low is not None and low <= muscles and (high is None or muscles <= high)
