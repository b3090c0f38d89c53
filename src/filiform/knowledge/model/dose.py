"""Dose: how often, how many, how slow and how heavy, in numbers with units; a page makes the sentence."""

from enum import StrEnum

import msgspec

from filiform.kernel.quantity import Range, Unit


class LoadKind(StrEnum):
    """What the muscle works against."""

    BODY_WEIGHT = "body_weight"
    ADDED_WEIGHT = "added_weight"
    REPETITION_MAXIMUM = "repetition_maximum"
    BAND = "band"
    EFFORT = "effort"
    PRESSURE = "pressure"


class Load(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How heavy: a kind, an amount where there is a number, and words where there is none.

    Of a repetition maximum the amount counts repetitions: 12 is the load that can be lifted
    twelve times and no more.

    Raises:
        ValueError: for a repetition maximum without its number, and for neither amount nor words
            where the kind alone says nothing.
    """

    kind: LoadKind
    amount: Range | None = None
    words: str = ""

    def __post_init__(self) -> None:
        if self.kind is LoadKind.REPETITION_MAXIMUM and self.amount is None:
            raise ValueError("a repetition maximum needs its number as `amount`")
        if self.kind is not LoadKind.BODY_WEIGHT and not (self.amount or self.words):
            raise ValueError(f"a load of the kind {self.kind.value} needs an `amount` or `words`")


class Tempo(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Seconds up, held, and down, of each repetition; zero where the source says nothing."""

    up: float
    held: float
    down: float


class Dose(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How much of an exercise, a stretch or a technique, each number with its unit.

    `repetitions_by_set` stands instead of sets and repetitions where each set has its own number.
    `hold` is how long each repetition is held. `every` counts days where it is not done on so
    many days of a week: 2 is every second day.

    Raises:
        ValueError: for a unit that does not belong there, for repetitions given twice or not at
            all, and for two ways of saying how often.
    """

    sets: Range | None = None
    repetitions: Range | None = None
    repetitions_by_set: tuple[int, ...] = ()
    hold: Range | None = None
    tempo: Tempo | None = None
    rest: Range | None = None
    rest_between_exercises: Range | None = None
    times_a_day: Range | None = None
    days_a_week: Range | None = None
    every: Range | None = None
    load: Load | None = None

    def __post_init__(self) -> None:
        for name, units in _UNITS.items():
            given = getattr(self, name)
            if given is not None and given.unit not in units:
                allowed = " or ".join(unit.value for unit in units)
                raise ValueError(f"`{name}` is in {allowed}, and {given.unit.value} was given")
        if bool(self.repetitions_by_set) is bool(self.sets and self.repetitions):
            raise ValueError("give either `sets` with `repetitions`, or `repetitions_by_set`")
        if self.every and (self.days_a_week or self.times_a_day):
            raise ValueError("`every` stands alone, without `days_a_week` and `times_a_day`")


_COUNT = (Unit.COUNT,)
_TIME = (Unit.SECOND, Unit.MINUTE)
_UNITS = {
    "sets": _COUNT,
    "repetitions": _COUNT,
    "hold": (Unit.SECOND,),
    "rest": _TIME,
    "rest_between_exercises": _TIME,
    "times_a_day": _COUNT,
    "days_a_week": _COUNT,
    "every": (Unit.DAY,),
}
