"""Where things lie in a drawing: straight axes, their ticks, and days as numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from math import floor, isfinite

DAY_STEPS = (1, 2, 7, 14, 28, 56, 91, 182, 364, 728)


@dataclass(frozen=True, slots=True)
class Axis:
    """Maps values to places along one side of a drawing; `start` and `end` are places in user units."""

    lowest: float
    highest: float
    start: float
    end: float

    def place(self, value: float) -> float:
        """The place of a value; values beyond the axis are held at its ends so that no mark leaves the drawing."""
        if not isfinite(value):
            raise ValueError(f"{value} has no place on an axis")
        held = min(max(value, self.lowest), self.highest)
        share = (held - self.lowest) / (self.highest - self.lowest)
        return self.start + share * (self.end - self.start)


def ticks(lowest: float, highest: float, step: float) -> tuple[float, ...]:
    """The values from `lowest` to `highest`, both included, at equal steps counted from `lowest`."""
    steps = floor((highest - lowest) / step + 1e-9)
    values = [lowest + step * number for number in range(steps + 1)]
    return tuple(values if highest - values[-1] < 1e-9 * step else [*values, highest])


def day_axis(days: Sequence[date], start: float, end: float) -> Axis:
    """An axis over all the days given; a single day stands in the middle of the week around it."""
    first, last = min(days).toordinal(), max(days).toordinal()
    if first == last:
        first, last = first - 3, last + 3
    return Axis(first, last, start, end)


def day_ticks(first: date, last: date, most: int) -> tuple[date, ...]:
    """At most `most` days from the first on, evenly apart, by whole weeks where the time is long enough."""
    span = (last - first).days
    longest = DAY_STEPS[-1] * (1 + span // (DAY_STEPS[-1] * most))
    step = next((days for days in DAY_STEPS if span // days < most), longest)
    return tuple(first + timedelta(days=number) for number in range(0, span + 1, step))


def day_label(day: date, *, with_year: bool) -> str:
    """A day as people write it: 3 Mar, or 3 Mar 2026."""
    return f"{day.day} {day:%b %Y}" if with_year else f"{day.day} {day:%b}"


def number(value: float) -> str:
    """A figure without a trailing nought: 7, not 7.0; a true minus sign."""
    return f"{round(value, 2):g}".replace("-", "\u2212")


def apart(places: Sequence[float], least: float) -> tuple[float, ...]:
    """The same places, pushed downwards just enough that none is nearer than `least` to the one above it."""
    order = sorted(range(len(places)), key=lambda index: places[index])
    moved = list(places)
    for above, below in pairwise(order):
        moved[below] = max(moved[below], moved[above] + least)
    return tuple(moved)
