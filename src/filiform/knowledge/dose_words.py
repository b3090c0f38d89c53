"""A dose as a sentence that a clinician and a patient can read, made from its fields."""

from filiform.kernel.quantity import Range, Unit
from filiform.knowledge.model.dose import Dose, Load, LoadKind, Tempo

_DAYS_OF_A_WEEK = 7
_TIMES = {1: "once", 2: "twice"}
_ORDINALS = {2: "every other day", 3: "every third day"}
_UNITS = {
    Unit.SECOND: ("second", "seconds"),
    Unit.MINUTE: ("minute", "minutes"),
    Unit.KILOGRAM: ("kg", "kg"),
    Unit.MILLIMETRE_OF_MERCURY: ("mmHg", "mmHg"),
    Unit.MICROSECOND: ("µs", "µs"),
}


def dose_words(dose: Dose) -> str:
    """Such as "3 sets of 15, twice a day, every day. Take 4 seconds down. Rest 1 minute between sets."."""
    first = ", ".join(part for part in (_amount(dose), _frequency(dose)) if part)
    sentences = [f"{first}.", _hold(dose), _tempo(dose.tempo), *_rests(dose)]
    return " ".join(one for one in sentences if one)


def load_words(load: Load | None) -> str:
    """What to work against; nothing when the dose says nothing of it."""
    if load is None:
        return ""
    parts = [_amount_of_load(load), load.words]
    return " ".join(part for part in parts if part)


def _amount_of_load(load: Load) -> str:
    if load.kind is LoadKind.REPETITION_MAXIMUM and load.amount:
        times = number_words(load.amount)
        return f"As much as you can lift {times} times and no more."
    if load.kind is LoadKind.BODY_WEIGHT and not load.words:
        return "Your own weight."
    if load.amount and load.kind is LoadKind.PRESSURE:
        return f"{with_unit(load.amount)}."
    return f"{with_unit(load.amount)}." if load.amount and not load.words else ""


def _amount(dose: Dose) -> str:
    if dose.repetitions_by_set:
        *most, last = (str(one) for one in dose.repetitions_by_set)
        return f"{len(dose.repetitions_by_set)} sets of {', '.join(most)} and {last}"
    if dose.sets is None or dose.repetitions is None:
        return ""
    repetitions = number_words(dose.repetitions)
    if dose.sets.low == dose.sets.high == 1:
        return f"{repetitions} time{'' if dose.repetitions.high == 1 else 's'}"
    return f"{number_words(dose.sets)} sets of {repetitions}"


def _frequency(dose: Dose) -> str:
    if dose.every:
        days = int(dose.every.low)
        return _ORDINALS.get(days, f"every {days} days")
    parts = []
    if dose.times_a_day:
        parts.append(f"{_times(dose.times_a_day)} a day")
    if dose.days_a_week:
        parts.append(_days(dose.days_a_week, told_of_the_day=bool(dose.times_a_day)))
    return ", ".join(parts)


def _times(times: Range) -> str:
    if times.low == times.high:
        return _TIMES.get(int(times.low), f"{times.low:g} times")
    if (times.low, times.high) == (1, 2):
        return "once or twice"
    return f"{number_words(times)} times"


def _days(days: Range, *, told_of_the_day: bool) -> str:
    if days.low == _DAYS_OF_A_WEEK:
        return "every day"
    if not told_of_the_day and days.low == days.high == 1:
        return "once a week"
    return f"{number_words(days)} day{'' if days.high == 1 else 's'} a week"


def _hold(dose: Dose) -> str:
    return f"Hold each for {with_unit(dose.hold)}." if dose.hold else ""


def _tempo(tempo: Tempo | None) -> str:
    if tempo is None:
        return ""
    named = (("up", tempo.up), ("held", tempo.held), ("down", tempo.down))
    said = [
        f"{_seconds(value)} {'at the top' if name == 'held' else name}"
        for name, value in named
        if value
    ]
    return f"Take {', '.join(said)}." if said else ""


def _seconds(value: float) -> str:
    return f"{value:g} second{'' if value == 1 else 's'}"


def _rests(dose: Dose) -> list[str]:
    pairs = ((dose.rest, "sets"), (dose.rest_between_exercises, "exercises"))
    return [f"Rest {with_unit(rest)} between {what}." for rest, what in pairs if rest]


def number_words(given: Range) -> str:
    """ "3", or "10 to 15"."""
    return f"{given.low:g}" if given.low == given.high else f"{given.low:g} to {given.high:g}"


def with_unit(given: Range) -> str:
    """The number with its unit in words: "30 to 45 seconds"."""
    one, many = _UNITS.get(given.unit, (given.unit.value, given.unit.value))
    return f"{number_words(given)} {one if given.high == 1 else many}"
