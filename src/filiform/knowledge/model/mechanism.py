"""How needling works, as a simulation: its parameters, scenarios, what is claimed, and what was measured."""

from enum import StrEnum
from math import isfinite

import msgspec

from filiform.knowledge.model.concept import Cited, Concept, Statement

LONGEST_HOURS = 2160.0
MOST_NEEDLINGS = 30
MOST_INSERTIONS = 100


class Mechanism(StrEnum):
    """The parts of the simulation. Each can be switched off, but for oxygen: tissue has to breathe."""

    CONTRACTURE = "contracture"
    CIRCULATION = "circulation"
    OXYGEN = "oxygen"
    CHEMISTRY = "chemistry"
    GATE = "gate"
    TWITCH = "twitch"
    TRAUMA = "trauma"


class ParameterKind(StrEnum):
    """How the value of a parameter came about."""

    MEASURED = "measured"
    DERIVED = "derived"
    FITTED = "fitted"
    JUDGEMENT = "judgement"


class ParameterUnit(StrEnum):
    """Units of parameters, as UCUM writes them; 1 is a number without a unit, where healthy muscle is 1."""

    ONE = "1"
    HOUR = "h"
    PER_HOUR = "/h"
    PER_SECOND = "/s"
    MILLIMETRE = "mm"
    MICROMETRE = "um"
    SQUARE_CENTIMETRE = "cm2"
    MILLIMETRE_OF_MERCURY = "mm[Hg]"
    PER_MILLIMETRE_OF_MERCURY = "/mm[Hg]"
    KROGH = "mL/(cm.s.mm[Hg])"


class Parameter(Cited, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A number of the simulation: its value, the range in which it may lie, and how it came about.

    `gain` marks those that are nothing when their mechanism is switched off.
    """

    order: int
    meaning: str
    value: float
    low: float
    high: float
    unit: ParameterUnit
    kind: ParameterKind
    mechanism: Mechanism
    gain: bool = False

    def __post_init__(self) -> None:
        super().__post_init__()
        if not all(map(isfinite, (self.low, self.value, self.high))):
            raise ValueError("`low`, `value` and `high` must be finite numbers")
        if self.low < 0:
            raise ValueError(f"`low` is {self.low:g}; no parameter may be less than 0")
        if not self.low <= self.value <= self.high:
            raise ValueError(
                f"`low` ({self.low:g}) ≤ `value` ({self.value:g}) ≤ `high` ({self.high:g}) does not hold"
            )

    @property
    def name(self) -> str:
        """Its name in the equations: the last part of its identifier, with underscores."""
        return self.id.rsplit("/", 1)[-1].replace("-", "_")


class Needling(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Needle insertions at one moment, and how many twitches they brought; None lets the simulation say.

    `offset_mm` is how far from the trigger point the needle goes in. No insertion at all is a sham:
    the person expects something, and nothing reaches the muscle.
    """

    at_hours: float
    insertions: int
    twitches: float | None = None
    offset_mm: float = 0.0

    def __post_init__(self) -> None:
        _within("at_hours", self.at_hours, 0, LONGEST_HOURS)
        _within("insertions", self.insertions, 0, MOST_INSERTIONS)
        _within("offset_mm", self.offset_mm, 0, 100)
        if self.twitches is not None:
            _within("twitches", self.twitches, 0, self.insertions)


class Course(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is simulated: how badly the muscle is, what is done to it and when, and which parts are switched off.

    `severity` goes from 0 (healthy muscle) over 0.5 (a latent trigger point) to 1 (an active one).
    `parameters` replaces values by name, each within its range.
    """

    severity: float
    needlings: tuple[Needling, ...] = ()
    exercise_at_hours: tuple[float, ...] = ()
    switched_off: tuple[Mechanism, ...] = ()
    parameters: dict[str, float] = {}
    hours: float = 72.0

    def __post_init__(self) -> None:
        _within("severity", self.severity, 0, 1)
        _within("hours", self.hours, 0.25, LONGEST_HOURS)
        if len(self.needlings) > MOST_NEEDLINGS or len(self.exercise_at_hours) > MOST_NEEDLINGS:
            raise ValueError(
                f"at most {MOST_NEEDLINGS} needlings and as many exercises are allowed"
            )
        for hour in (*self.exercise_at_hours, *(one.at_hours for one in self.needlings)):
            if not (isfinite(hour) and 0 <= hour <= self.hours):
                raise ValueError(
                    f"something is to happen at hour {hour:g}; allowed are 0 to {self.hours:g} (`hours`)"
                )
        if Mechanism.OXYGEN in self.switched_off:
            raise ValueError("`switched_off`: oxygen cannot be switched off")


def _within(name: str, value: float, low: float, high: float) -> None:
    if not (isfinite(value) and low <= value <= high):
        raise ValueError(f"`{name}` is {value:g}; allowed are {low:g} to {high:g}")


class CourseFile(Concept, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A course of somebody's own, as `filiform simulate --file` reads it."""

    course: Course


class Scenario(Statement, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A course that ships with Filiform, in words for clinicians and for patients."""

    order: int
    course: Course


class Grade(StrEnum):
    """How well a claim about how needling works is supported, best first."""

    SHOWN_IN_PEOPLE = "shown_in_people"
    SHOWN_IN_ANIMALS = "shown_in_animals"
    PLAUSIBLE = "plausible"
    DISPUTED = "disputed"
    UNSUPPORTED = "unsupported"


class Claim(Statement, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Something that is said about how needling works, its grade, and what speaks against it."""

    order: int
    grade: Grade
    counter_view: str
    patient_counter_view: str
    mechanism: Mechanism | None = None


class ShownQuantity(Statement, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A quantity as a page shows it: its words for patients and students, the top of its scale, its healthy value."""

    order: int
    patient_label: str
    top: float
    healthy: float | None = None
    for_students: bool = False

    @property
    def name(self) -> str:
        """Its name in the equations."""
        return self.id.rsplit("/", 1)[-1].replace("-", "_")


class Reading(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One figure of a simulation: which quantity, in which scenario, at which hour."""

    quantity: str
    scenario: str
    at_hours: float


class Comparison(StrEnum):
    """What is compared with the publication: the figure itself, or how two of them relate."""

    VALUE = "value"
    RATIO = "ratio"
    DIFFERENCE = "difference"


class KroghCase(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A case of the Krogh cylinder: how far tissue reaches from its capillary, and what it uses."""

    tissue_radius_um: float
    consumption_per_second: float


class Expected(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where the figure must lie to agree with the publication; an end that is open is left out."""

    low: float | None = None
    high: float | None = None

    def __post_init__(self) -> None:
        if self.low is None and self.high is None:
            raise ValueError("at least one of `low` and `high` is needed")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"`low` ({self.low:g}) is above `high` ({self.high:g})")

    def holds(self, figure: float) -> bool:
        """Whether the figure agrees."""
        return (self.low is None or figure >= self.low) and (
            self.high is None or figure <= self.high
        )


class PublishedFinding(Cited, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Something that was measured, and what the simulation must show to agree with it.

    `fitted` names the parameters that were chosen so that it agrees: such a row is no prediction.
    `not_modelled` says why the simulation can say nothing about it; then there is nothing to compare.
    """

    order: int
    statement: str
    population: str
    comparison: Comparison = Comparison.VALUE
    reading: Reading | None = None
    against: Reading | None = None
    krogh: KroghCase | None = None
    expected: Expected | None = None
    tolerance_from: str = ""
    fitted: tuple[str, ...] = ()
    not_modelled: str = ""

    def __post_init__(self) -> None:
        super().__post_init__()
        compared = (self.reading is not None) + (self.krogh is not None)
        if compared + bool(self.not_modelled) != 1:
            raise ValueError("exactly one of `reading`, `krogh` and `not_modelled` is needed")
        if compared and self.expected is None:
            raise ValueError("`expected` is needed, so that there is something to agree with")
        if (self.comparison is not Comparison.VALUE) != (self.against is not None):
            raise ValueError("`against` goes with a comparison that is a ratio or a difference")
