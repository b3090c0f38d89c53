"""Quantities: a number never travels without its unit."""

from enum import StrEnum

import msgspec


class Unit(StrEnum):
    """Units that clinical numbers in Filiform come in; values are UCUM codes where UCUM has one."""

    MILLIMETRE = "mm"
    CENTIMETRE = "cm"
    DEGREE = "deg"
    KILOPASCAL = "kPa"
    KILOGRAM = "kg"
    NEWTON = "N"
    PERCENT = "%"
    COUNT = "1"
    POINT = "{score}"
    MILLIMETRE_OF_MERCURY = "mm[Hg]"
    HERTZ = "Hz"
    MICROSECOND = "us"
    HOUR = "h"
    MINUTE = "min"
    SECOND = "s"
    DAY = "d"
    WEEK = "wk"
    YEAR = "a"


class Quantity(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A number with its unit."""

    value: float
    unit: Unit

    def __str__(self) -> str:
        return f"{self.value:g} {self.unit.value}"


class Range(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A closed range of numbers in one unit: `low` and `high` both belong to it.

    Raises:
        ValueError: when `low` lies above `high`.
    """

    low: float
    high: float
    unit: Unit

    def __post_init__(self) -> None:
        if self.low > self.high:
            raise ValueError(
                f"a range goes from low to high, and {self.low:g} is above {self.high:g}"
            )

    def holds(self, value: float) -> bool:
        """Whether `value`, in the unit of the range, lies inside it."""
        return self.low <= value <= self.high
