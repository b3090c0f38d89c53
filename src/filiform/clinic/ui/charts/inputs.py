"""What the charts are given, and what they give back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import isfinite

from filiform.clinic.ui.parts import Table


@dataclass(frozen=True, slots=True)
class Range:
    """The scale of an instrument: its lowest and highest value, what they mean, and the distance of its grid lines.

    `lower_is_better` holds for pain, not for function. Raises ValueError when the ends are not
    finite and ascending or the step is not positive.
    """

    lowest: float
    highest: float
    step: float
    lower_is_better: bool
    lowest_means: str = ""
    highest_means: str = ""

    def __post_init__(self) -> None:
        if not (isfinite(self.lowest) and isfinite(self.highest) and self.lowest < self.highest):
            raise ValueError(f"lowest {self.lowest} must be less than highest {self.highest}")
        if not self.step > 0:
            raise ValueError(f"step {self.step} must be greater than 0")


@dataclass(frozen=True, slots=True)
class Measurement:
    """One value on one day; None when it was due and nobody answered."""

    on: date
    value: float | None


@dataclass(frozen=True, slots=True)
class Series:
    """One line of a timeline: its label and its measurements, in any order."""

    label: str
    measurements: Sequence[Measurement]


@dataclass(frozen=True, slots=True)
class Band:
    """A stretch of the scale that means something, from one value to another, with its words."""

    lowest: float
    highest: float
    label: str


@dataclass(frozen=True, slots=True)
class Session:
    """A day on which needles were used."""

    on: date


@dataclass(frozen=True, slots=True)
class Expected:
    """The soreness expected at one moment, in hours after needling: from `lowest` to `highest`."""

    hour: float
    lowest: float
    highest: float


@dataclass(frozen=True, slots=True)
class Report:
    """The soreness a patient reported, in hours after needling.

    `above` says that it is more than expected; the caller decides that, a drawing judges nothing.
    """

    hour: float
    value: float
    above: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawn chart: two SVG documents (safe to put into a page), its sentence, and its figures as a table."""

    title: str
    description: str
    wide: str
    narrow: str
    table: Table
