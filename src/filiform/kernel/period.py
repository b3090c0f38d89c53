"""Periods: half-open stretches of days, so that one that ends as another begins never overlaps it."""

from datetime import date

import msgspec


class Period(msgspec.Struct, frozen=True):
    """Days from `start` up to, but not including, `end`; `None` leaves that side open.

    Raises:
        ValueError: when `end` lies before `start`.
    """

    start: date | None = None
    end: date | None = None

    def __post_init__(self) -> None:
        if self.start and self.end and self.end < self.start:
            raise ValueError(f"a period cannot end on {self.end} before it starts on {self.start}")

    def holds(self, day: date) -> bool:
        """Whether `day` falls inside the period."""
        return (self.start is None or self.start <= day) and (self.end is None or day < self.end)


def whole_years(born_on: date, on: date) -> int:
    """Completed years of life on the day `on`; someone born on 29 February ages on 1 March."""
    had_birthday = (on.month, on.day) >= (born_on.month, born_on.day)
    return on.year - born_on.year - (0 if had_birthday else 1)
