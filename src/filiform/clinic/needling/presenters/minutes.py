"""Minutes of exercise and hands-on care in a session, with the units they make and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from filiform.clinic.needling.models import MOST_MINUTES
from filiform.clinic.screening.presenters import reason_line
from filiform.clinic.ui.parts import ReasonLine
from filiform.clinical.billing import TimedBill, codes_for_time, timed_bill
from filiform.knowledge.library import Library
from filiform.knowledge.model.billing import BillingRule

# What such a part of a session usually takes; one tap each. Nothing follows from them.
USUAL = (0, 8, 10, 15, 20, 30)


@dataclass(frozen=True, slots=True)
class MinutesTap:
    """A number of minutes to tap; `code` is what its button sends, read again by `MinutesForm`."""

    label: str
    code: str
    is_on: bool = False


@dataclass(frozen=True, slots=True)
class ServiceRow:
    """One service billed by time: its minutes so far, one more or fewer, and the usual ones."""

    slug: str
    label: str
    code: str
    minutes: int
    fewer: MinutesTap | None
    more: MinutesTap | None
    usual: tuple[MinutesTap, ...]


@dataclass(frozen=True, slots=True)
class MinutesPart:
    """Every service billed by time, and what the minutes come to."""

    services: tuple[ServiceRow, ...]
    words: tuple[str, ...]
    reasons: tuple[ReasonLine, ...]


def minutes_part(
    jurisdiction: str, on: date, minutes: Mapping[str, int], library: Library
) -> MinutesPart | None:
    """The part of the page; nothing where no service billed by time is known."""
    rules = _rules_here(jurisdiction, on, library)
    if not rules:
        return None
    bill = timed_bill(minutes, on, library)
    return MinutesPart(
        services=tuple(_service(rule, minutes.get(rule.id)) for rule in rules),
        words=bill_words(bill),
        reasons=tuple(reason_line(one, library) for one in bill.decision.reasons),
    )


def minutes_note(
    jurisdiction: str, on: date, minutes: Mapping[str, int], library: Library
) -> tuple[str, ...]:
    """The lines of the note about them; none where nothing was written down."""
    rules = {one.id: one for one in _rules_here(jurisdiction, on, library)}
    spent = [f"{rules[name].label} {number} minutes" for name, number in minutes.items() if number]
    if not spent:
        return ()
    return (f"{'; '.join(spent)}.", *bill_words(timed_bill(minutes, on, library)))


def bill_words(bill: TimedBill) -> tuple[str, ...]:
    """Units for each code, and how the minutes came to them; nothing without minutes."""
    if not bill.services:
        return ()
    each = "; ".join(
        f"{code}: {_units(units)} for {spent} minutes" for code, spent, units in bill.services
    )
    together = f"{bill.minutes} minutes by time make {_units(bill.units)}."
    return (f"{each}.", together)


def _rules_here(jurisdiction: str, on: date, library: Library) -> tuple[BillingRule, ...]:
    country = jurisdiction.split("-")[0]
    return tuple(one for one in codes_for_time(on, library) if one.country.endswith(f"/{country}"))


def _service(rule: BillingRule, given: int | None) -> ServiceRow:
    """The row; as long as nothing was given, no number is marked."""
    minutes = given or 0

    def tap(value: int, label: str = "") -> MinutesTap:
        return MinutesTap(label or str(value), f"{rule.id}:{value}", value == given)

    return ServiceRow(
        slug=rule.id.rsplit("/", 1)[-1],
        label=rule.label,
        code=rule.codes[0].first,
        minutes=minutes,
        fewer=tap(minutes - 1) if minutes else None,
        more=tap(minutes + 1) if minutes < MOST_MINUTES else None,
        usual=tuple(tap(value) for value in USUAL),
    )


def _units(number: int) -> str:
    return "no unit" if number == 0 else "1 unit" if number == 1 else f"{number} units"
