"""Laws of billing: more muscles never mean a lower code, and minutes are neither lost nor made up."""

from datetime import date
from itertools import product
from random import Random

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from filiform.clinical.billing import (
    BilledMuscle,
    BillingFacts,
    BillingVerdict,
    SideCounting,
    TimedService,
    needling_bill,
    timed_units,
)
from filiform.kernel.side import Side
from filiform.knowledge.library import load_library

LIBRARY = load_library()
ON = date(2026, 11, 23)
WHOLES = ["Trapezius", "Deltoid", "Infraspinatus", "Soleus"]
replace = msgspec.structs.replace

muscles = st.builds(
    lambda whole, head, side: BilledMuscle(f"anatomy/muscles/{whole.lower()}-{head}", whole, side),
    st.sampled_from(WHOLES),
    st.integers(1, 2),
    st.sampled_from([Side.LEFT, Side.RIGHT]),
)
bills = st.builds(
    BillingFacts,
    on=st.just(ON),
    muscles=st.lists(muscles, max_size=8).map(tuple),
    sides=st.none() | st.sampled_from(SideCounting),
)


def slow_code(facts: BillingFacts) -> str:
    """The code by counting one muscle after the other; empty where there is none or sides must be settled."""

    def code(each_side: bool) -> str:
        seen: list[tuple[str, Side | None]] = []
        for one in facts.muscles:
            name = (one.whole, one.side if each_side else None)
            if name not in seen:
                seen.append(name)
        return "" if not seen else "20560" if len(seen) <= 2 else "20561"

    as_one, apart = code(False), code(True)
    if facts.sides is None:
        return as_one if as_one == apart else ""
    return as_one if facts.sides is SideCounting.ONE_MUSCLE else apart


@given(bills)
def test_the_code_is_the_one_that_slow_counting_finds(facts: BillingFacts) -> None:
    assert needling_bill(facts, LIBRARY).code == slow_code(facts)


@given(bills.filter(lambda facts: facts.sides is not None), muscles)
def test_one_more_muscle_never_lowers_the_code(facts: BillingFacts, more: BilledMuscle) -> None:
    further = replace(facts, muscles=(*facts.muscles, more))
    assert needling_bill(further, LIBRARY).code >= needling_bill(facts, LIBRARY).code


@given(bills, st.randoms())
def test_neither_order_nor_needling_a_place_again_changes_the_code(
    facts: BillingFacts, random: Random
) -> None:
    shuffled = list(facts.muscles) * 2
    random.shuffle(shuffled)
    again = needling_bill(replace(facts, muscles=tuple(shuffled)), LIBRARY)
    once = needling_bill(facts, LIBRARY)
    assert (again.code, again.counted) == (once.code, once.counted)


@given(bills)
def test_a_code_names_the_muscles_that_justify_it(facts: BillingFacts) -> None:
    bill = needling_bill(facts, LIBRARY)
    if bill.code:
        assert len(bill.counted) >= 1
        assert (bill.code == "20561") == (len(bill.counted) > 2)
        assert {name.split(", ")[0] for name in bill.counted} == {m.whole for m in facts.muscles}


@given(bills, st.lists(st.sampled_from(["20552", "20553", "97810", "97814"]), min_size=1))
def test_codes_for_injection_and_acupuncture_are_always_refused_for_needling(
    facts: BillingFacts, wrong: list[str]
) -> None:
    bill = needling_bill(replace(facts, proposed=tuple(wrong)), LIBRARY)
    assert (bill.decision.verdict is BillingVerdict.REFUSED) == bool(facts.muscles)


# The windows as the manual lists them, and the same pattern for longer days.
WINDOWS = [(8 + 15 * n, 22 + 15 * n) for n in range(40)]
days = st.dictionaries(
    st.sampled_from(["97110", "97112", "97116", "97140", "97530"]), st.integers(0, 70), max_size=4
)


def slow_units(total: int) -> int:
    return next((n for n, (low, high) in enumerate(WINDOWS, 1) if low <= total <= high), 0)


def strain(minutes: dict[str, int], units: dict[str, int]) -> int:
    """How far units are from the minutes they stand for, all services together."""
    return sum((15 * units.get(code, 0) - spent) ** 2 for code, spent in minutes.items())


def every_way(minutes: dict[str, int], total: int) -> list[dict[str, int]]:
    """Every way of giving out that many units so that each service has its whole ones."""
    spans = [range(spent // 15, total + 1) for spent in minutes.values()]
    ways = (dict(zip(minutes, way, strict=True)) for way in product(*spans))
    return [way for way in ways if sum(way.values()) == total]


def units_of(minutes: dict[str, int]) -> dict[str, int]:
    return timed_units([TimedService(*one) for one in minutes.items()], ON, LIBRARY)


@given(days)
def test_units_are_as_many_as_the_windows_say_and_given_as_close_to_the_minutes_as_can_be(
    minutes: dict[str, int],
) -> None:
    total, given_out = slow_units(sum(minutes.values())), units_of(minutes)
    assert sum(given_out.values()) == total
    assert all(given_out.get(code, 0) >= spent // 15 for code, spent in minutes.items())
    best = min((strain(minutes, way) for way in every_way(minutes, total)), default=0)
    assert strain(minutes, given_out) == best


@given(days, st.sampled_from(["97110", "97140"]), st.integers(0, 60))
def test_more_minutes_never_make_fewer_units(minutes: dict[str, int], code: str, more: int) -> None:
    longer = {**minutes, code: minutes.get(code, 0) + more}
    assert sum(units_of(longer).values()) >= sum(units_of(minutes).values())
