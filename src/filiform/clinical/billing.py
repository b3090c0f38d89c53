"""Billing: which code stands for the muscles that were needled, and how many units timed services make.

The code follows from distinct muscles, not from needles. Whether one muscle on both sides is one
muscle or two is not answered by any source that was read: the clinic declares how it counts, and
where that decides the code and nobody has declared it, the question is put instead of a guess.
CPT is licensed by the American Medical Association; only numbers stand here.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum

import msgspec

from filiform.clinical.ledger import MuscleSide
from filiform.clinical.reasons import reason_from
from filiform.kernel.decision import Decision, Question, Reason, Severity, Target, heaviest_first
from filiform.kernel.side import Side
from filiform.knowledge.library import Library
from filiform.knowledge.model.anatomy import Muscle
from filiform.knowledge.model.billing import BillingRule, BillingRuleKind


class SideCounting(StrEnum):
    """How a clinic counts one muscle that was needled on both sides."""

    ONE_MUSCLE = "one_muscle"
    TWO_MUSCLES = "two_muscles"


class BilledMuscle(msgspec.Struct, frozen=True):
    """A muscle that was needled, the whole muscle that it is (a part of), and its side."""

    muscle: str
    whole: str
    side: Side


class BillingFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What was needled on a day, how the clinic counts sides, and the codes that somebody means to send.

    `sides` is None as long as the clinic has not declared it. `proposed` may be empty.
    """

    on: date
    muscles: tuple[BilledMuscle, ...]
    sides: SideCounting | None = None
    proposed: tuple[str, ...] = ()


class BillingVerdict(StrEnum):
    """Whether there is a code: there is, nobody has said how to count, there is none, or what was proposed is wrong."""

    CODE = "code"
    NOT_DECIDED = "not_decided"
    NO_CODE = "no_code"
    REFUSED = "refused"


class Bill(msgspec.Struct, frozen=True, kw_only=True):
    """The code that fits what was needled (empty when there is none), the muscles it counts, and why."""

    code: str
    counted: tuple[str, ...]
    decision: Decision[BillingVerdict]


def billed_muscles(places: Iterable[MuscleSide], library: Library) -> tuple[BilledMuscle, ...]:
    """Muscles as they are billed: the heads of one muscle are that muscle."""
    found = ((library.get(place.muscle, Muscle), place.side) for place in places)
    return tuple(
        BilledMuscle(muscle.id, muscle.part_of or muscle.label, side) for muscle, side in found
    )


def needling_bill(facts: BillingFacts, library: Library) -> Bill:
    """The code for what was needled, with the muscles that justify it; or why there is none.

    Source: `needling/billing/*`.
    """
    rules = [rule for rule in library.all(BillingRule) if rule.holds(facts.on)]
    fits, counted = _code_rule(facts, rules)
    reasons = [*_counting_reasons(facts, rules), *_objections(facts, fits, rules)]
    questions: tuple[Question, ...] = ()
    if fits is not None:
        reasons.append(reason_from(fits, Severity.INFORMATION, fits.action, _targets(facts)))
    elif facts.muscles and not counted:
        questions = _side_question(rules)
    decision = Decision(
        verdict=_verdict(facts, fits, reasons, questions),
        library_version=library.version,
        reasons=heaviest_first(reasons),
        questions=questions,
    )
    code = fits.codes[0].first if fits and decision.verdict is BillingVerdict.CODE else ""
    return Bill(code=code, counted=counted if code else (), decision=decision)


def _code_rule(
    facts: BillingFacts, rules: list[BillingRule]
) -> tuple[BillingRule | None, tuple[str, ...]]:
    """The rule whose code fits, and the muscles as they are counted; neither where sides must be settled first."""
    ways = (facts.sides,) if facts.sides else tuple(SideCounting)
    counts = {way: _counted(facts, way) for way in ways}
    found = {way: _rule_for(len(counted), rules) for way, counted in counts.items()}
    if len(set(found.values())) != 1:
        return None, ()
    return found[ways[0]], counts[ways[0]]


def _counted(facts: BillingFacts, sides: SideCounting) -> tuple[str, ...]:
    """The muscles that count, by name, each once; with its side where sides count apart."""
    if sides is SideCounting.ONE_MUSCLE:
        return tuple(sorted({one.whole for one in facts.muscles}))
    return tuple(sorted({f"{one.whole}, {one.side.value}" for one in facts.muscles}))


def _rule_for(muscles: int, rules: list[BillingRule]) -> BillingRule | None:
    return next((rule for rule in rules if rule.fits(muscles)), None)


def _verdict(
    facts: BillingFacts,
    fits: BillingRule | None,
    reasons: list[Reason],
    questions: tuple[Question, ...],
) -> BillingVerdict:
    if any(reason.severity is Severity.CONTRAINDICATION for reason in reasons):
        return BillingVerdict.REFUSED
    if questions:
        return BillingVerdict.NOT_DECIDED
    return BillingVerdict.CODE if fits else BillingVerdict.NO_CODE


def _counting_reasons(facts: BillingFacts, rules: list[BillingRule]) -> Iterator[Reason]:
    """What was counted together: parts or needles of one muscle, and its two sides."""
    places = {(one.whole, one.side) for one in facts.muscles}
    if len(places) < len(facts.muscles):
        yield from _said(BillingRuleKind.MUSCLE_COUNTS_ONCE, rules, Severity.INFORMATION)
    if len({whole for whole, _ in places}) < len(places):
        weight = Severity.INFORMATION if facts.sides else Severity.PRECAUTION
        yield from _said(BillingRuleKind.TWO_SIDES, rules, weight)


def _objections(
    facts: BillingFacts, fits: BillingRule | None, rules: list[BillingRule]
) -> Iterator[Reason]:
    """What is wrong with the codes that somebody means to send."""
    for rule in _of_kind(BillingRuleKind.NOT_FOR_NEEDLING, rules):
        if facts.muscles and any(rule.names(code) for code in facts.proposed):
            yield reason_from(rule, Severity.CONTRAINDICATION, rule.action)
    by_count = _of_kind(BillingRuleKind.CODE_FOR_MUSCLES, rules)
    sent = [(code, rule) for code in facts.proposed for rule in by_count if rule.names(code)]
    if len(sent) > 1:
        yield from _said(BillingRuleKind.ONE_CODE_A_SESSION, rules, Severity.CONTRAINDICATION)
    for _, rule in sent:
        if rule is not fits and (fits is not None or not facts.muscles):
            yield reason_from(rule, Severity.CONTRAINDICATION, rule.action, _targets(facts))


def _said(kind: BillingRuleKind, rules: list[BillingRule], severity: Severity) -> Iterator[Reason]:
    for rule in _of_kind(kind, rules):
        yield reason_from(rule, severity, rule.action)


def _of_kind(kind: BillingRuleKind, rules: list[BillingRule]) -> list[BillingRule]:
    return [rule for rule in rules if rule.rule is kind]


def _side_question(rules: list[BillingRule]) -> tuple[Question, ...]:
    asked = _of_kind(BillingRuleKind.TWO_SIDES, rules)
    return tuple(Question(rule.id, rule.statement, "unanswered") for rule in asked)


def _targets(facts: BillingFacts) -> tuple[Target, ...]:
    places = {(one.muscle, one.side) for one in facts.muscles}
    return tuple(Target(muscle, side) for muscle, side in sorted(places))


class TimedService(msgspec.Struct, frozen=True):
    """Minutes spent face to face on a service that is billed by time."""

    code: str
    minutes: int


def timed_units(services: Iterable[TimedService], on: date, library: Library) -> dict[str, int]:
    """Units for each timed code of a day, by the rule that the first unit takes eight minutes.

    The minutes of all services together decide how many units there are. Each service gets its
    whole units; those that are left go where most minutes are left over, of equals to the service
    with more minutes, then to the lower code. A code without a unit is left out.
    Source: needling/billing/timed-units.

    Raises:
        ValueError: for minutes below none, or a code that is not billed by time.
        LookupError: when no rule for timed services is in force on that day.
    """
    rules = [rule for rule in library.all(BillingRule) if rule.holds(on)]
    first, unit = _minutes_of_units(rules)
    spent = _minutes_by_code(services, _of_kind(BillingRuleKind.CODE_FOR_MUSCLES, rules))
    total = sum(spent.values())
    units = (total - first) // unit + 1 if total >= first else 0
    given = Counter({code: minutes // unit for code, minutes in spent.items()})
    most_left = sorted(spent, key=lambda code: (-(spent[code] % unit), -spent[code], code))
    given.update(most_left[: units - given.total()])
    return {code: count for code, count in sorted(given.items()) if count}


class TimedBill(msgspec.Struct, frozen=True, kw_only=True):
    """Units of services billed by time: for each code minutes and units, and why."""

    services: tuple[tuple[str, int, int], ...]
    decision: Decision[BillingVerdict]

    @property
    def minutes(self) -> int:
        """All timed minutes of the day together."""
        return sum(minutes for _, minutes, _ in self.services)

    @property
    def units(self) -> int:
        """All units together."""
        return sum(units for *_, units in self.services)


def codes_for_time(on: date, library: Library) -> tuple[BillingRule, ...]:
    """The services billed by time that are known on a day, in their order."""
    rules = [one for one in library.all(BillingRule) if one.holds(on)]
    return tuple(sorted(_of_kind(BillingRuleKind.CODE_FOR_TIME, rules), key=lambda one: one.order))


def timed_bill(minutes: Mapping[str, int], on: date, library: Library) -> TimedBill:
    """Codes and units for the minutes of each service, by the identifier of its rule, with the reasons.

    A service without minutes is left out. Source: `needling/billing/*`, above all
    needling/billing/timed-units.

    Raises:
        KeyError: for a service that is not known on that day.
    """
    known = {one.id: one for one in codes_for_time(on, library)}
    spent = [(known[name], number) for name, number in minutes.items() if number]
    spent.sort(key=lambda one: one[0].order)
    services = [TimedService(rule.codes[0].first, number) for rule, number in spent]
    units = timed_units(services, on, library) if services else {}
    reasons = [reason_from(rule, Severity.INFORMATION, rule.action) for rule, _ in spent]
    if spent:
        rules = [one for one in library.all(BillingRule) if one.holds(on)]
        reasons += _said(BillingRuleKind.TIMED_UNITS, rules, Severity.INFORMATION)
    return TimedBill(
        services=tuple((one.code, one.minutes, units.get(one.code, 0)) for one in services),
        decision=Decision(
            verdict=BillingVerdict.CODE if units else BillingVerdict.NO_CODE,
            library_version=library.version,
            reasons=heaviest_first(reasons),
        ),
    )


def _minutes_of_units(rules: list[BillingRule]) -> tuple[int, int]:
    for rule in _of_kind(BillingRuleKind.TIMED_UNITS, rules):
        if rule.first_unit and rule.unit:
            return int(rule.first_unit.value), int(rule.unit.value)
    raise LookupError("no rule for services billed by time is in force on that day")


def _minutes_by_code(services: Iterable[TimedService], untimed: list[BillingRule]) -> Counter[str]:
    spent: Counter[str] = Counter()
    for one in services:
        if one.minutes < 0:
            raise ValueError(f"minutes are 0 or more, and {one.code} was given {one.minutes}")
        if any(rule.names(one.code) for rule in untimed):
            raise ValueError(f"{one.code} is billed by muscles and not by time; leave it out here")
        spent[one.code] += one.minutes
    return spent
