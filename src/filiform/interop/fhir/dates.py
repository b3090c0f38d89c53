"""FHIR dates and instants as days: a date may be a year or a month only, so it has a first and a last day."""

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

import msgspec

_DATE = re.compile(
    r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)?)?)?)?"
)


class When(msgspec.Struct, frozen=True, gc=False):
    """The days a FHIR date may mean: both ends belong to it. `text` is the date as far as it was given."""

    first: date
    last: date
    text: str


@lru_cache(maxsize=8192)
def parsed(value: str) -> When | None:
    """The days meant by a FHIR `date`, `dateTime` or `instant`; nothing when it is no date."""
    match = _DATE.fullmatch(value)
    if match is None:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        return _span(year or 0, month, day)
    except ValueError:
        return None


def _span(year: int, month: int | None, day: int | None) -> When:
    if month is None:
        return When(date(year, 1, 1), date(year, 12, 31), f"{year:04}")
    if day is None:
        return When(
            date(year, month, 1),
            date(year, month, monthrange(year, month)[1]),
            f"{year:04}-{month:02}",
        )
    exact = date(year, month, day)
    return When(exact, exact, exact.isoformat())


class Dates:
    """Reads the dates of one resource and remembers the fields that held none.

    An unreadable date makes the entry a question: nobody knows how old it is.
    """

    def __init__(self, notes: list[str]) -> None:
        self._notes = notes
        self.unreadable = False

    def read(self, field: str, *values: str | None) -> When | None:
        """The first of the values that is there, as days; `field` names it in the problem."""
        value = next((value for value in values if value), None)
        if value is None:
            return None
        when = parsed(value)
        if when is None:
            self.unreadable = True
            self._notes.append(
                f"{field} is no FHIR date; the entry is used without it, as a question"
            )
        return when


def days_between(earlier: date, later: date) -> int:
    """Days from one to the other; never negative."""
    return max((later - earlier) // timedelta(days=1), 0)
