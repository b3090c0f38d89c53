"""Billing: heads of one muscle, the examples of the eight-minute rule, and input that makes no sense."""

from datetime import date

import pytest

from filiform.clinical.billing import (
    BillingFacts,
    TimedService,
    billed_muscles,
    needling_bill,
    timed_bill,
    timed_units,
)
from filiform.clinical.ledger import MuscleSide
from filiform.kernel.quantity import Quantity, Unit
from filiform.kernel.side import Side
from filiform.knowledge.library import load_library
from filiform.knowledge.model.billing import BillingRule, BillingRuleKind, CodeRange

LIBRARY = load_library()
ON = date(2026, 11, 23)


def test_three_heads_of_the_deltoid_are_one_muscle_and_the_note_keeps_them_apart() -> None:
    heads = [
        MuscleSide(f"anatomy/muscles/deltoid-{part}", Side.LEFT)
        for part in ("anterior", "middle", "posterior")
    ]
    bill = needling_bill(BillingFacts(on=ON, muscles=billed_muscles(heads, LIBRARY)), LIBRARY)
    assert bill.code == "20560"
    assert len(bill.counted) == 1
    (reason,) = [one for one in bill.decision.reasons if one.statement.endswith("two-muscles")]
    assert [target.id for target in reason.about] == [head.muscle for head in heads]


@pytest.mark.parametrize(
    ("minutes", "units"),
    [
        ({}, {}),
        ({"97110": 7}, {}),
        ({"97110": 8}, {"97110": 1}),
        ({"97110": 22}, {"97110": 1}),
        ({"97110": 23}, {"97110": 2}),
        ({"97110": 33, "97140": 7}, {"97110": 2, "97140": 1}),
        ({"97110": 24, "97112": 23}, {"97110": 2, "97112": 1}),
        ({"97110": 20, "97112": 20}, {"97110": 2, "97112": 1}),
        ({"97110": 7, "97112": 7, "97140": 7}, {"97110": 1}),
        ({"97110": 18, "97140": 13, "97116": 10, "97035": 8}, {"97110": 1, "97116": 1, "97140": 1}),
    ],
)
def test_units_come_out_as_in_the_examples(minutes: dict[str, int], units: dict[str, int]) -> None:
    services = [TimedService(*one) for one in minutes.items()]
    assert timed_units(services, ON, LIBRARY) == units
    assert timed_units(services[::-1], ON, LIBRARY) == units


def test_minutes_of_one_code_on_two_occasions_of_a_day_are_added() -> None:
    twice = [TimedService("97110", 5), TimedService("97110", 5)]
    assert timed_units(twice, ON, LIBRARY) == {"97110": 1}


def test_needling_is_not_billed_by_time() -> None:
    with pytest.raises(ValueError, match="by muscles and not by time"):
        timed_units([TimedService("20561", 15)], ON, LIBRARY)


def test_minutes_below_none_are_refused() -> None:
    with pytest.raises(ValueError, match="0 or more"):
        timed_units([TimedService("97110", -1)], ON, LIBRARY)


def test_the_library_ships_numbers_and_says_whose_the_code_system_is() -> None:
    for rule in LIBRARY.all(BillingRule):
        if rule.codes:
            assert "American Medical Association" in rule.licence
            assert "Needle insertion" not in rule.statement


def test_each_kind_of_billing_rule_is_there() -> None:
    assert {rule.rule for rule in LIBRARY.all(BillingRule)} == set(BillingRuleKind)


def test_a_range_of_codes_goes_up() -> None:
    with pytest.raises(ValueError, match="goes up"):
        CodeRange(first="97814", last="97810")


def test_the_first_unit_is_more_than_half_of_one() -> None:
    (rule,) = [one for one in LIBRARY.all(BillingRule) if one.rule is BillingRuleKind.TIMED_UNITS]
    assert (rule.first_unit, rule.unit) == (Quantity(8, Unit.MINUTE), Quantity(15, Unit.MINUTE))


def test_the_units_of_a_day_stand_beside_their_minutes_and_their_reasons() -> None:
    spent = {"needling/billing/hands-on-care-by-time": 7, "needling/billing/exercise-by-time": 33}
    bill = timed_bill(spent, ON, LIBRARY)
    assert bill.services == (("97110", 33, 2), ("97140", 7, 1))
    assert (bill.minutes, bill.units) == (40, 3)
    assert "needling/billing/timed-units" in [one.statement for one in bill.decision.reasons]


def test_services_without_minutes_make_no_bill() -> None:
    bill = timed_bill({"needling/billing/exercise-by-time": 0}, ON, LIBRARY)
    assert (bill.services, bill.units, bill.decision.reasons) == ((), 0, ())


def test_a_service_that_nobody_knows_is_refused() -> None:
    with pytest.raises(KeyError):
        timed_bill({"needling/billing/one-or-two-muscles": 10}, ON, LIBRARY)
