"""The needle ledger, one story each: what breaks, falls, is stopped, contradicts itself, or was kept in another way."""

from datetime import UTC, datetime, timedelta
from itertools import count as numbers
from typing import Any

import pytest

from filiform.clinical.ledger import (
    MuscleSide,
    NeedleCount,
    NeedleEvent,
    NeedleState,
    because,
    needle_count,
    read_event,
)
from filiform.clinical.ledger.quantities import QuantityEvent, needle_by_needle
from filiform.kernel.side import Side
from filiform.knowledge.library import load_library
from filiform.knowledge.model.needling import NeedlingRuleKind

START = datetime(2026, 11, 26, 10, tzinfo=UTC)
PLACE = {"muscle": "anatomy/muscles/infraspinatus", "side": "right"}
RECOVERED = {"by": "Ada", "witnessed_by": "Ben"}


def told(*said: tuple[str, str] | tuple[str, str, dict[str, Any]]) -> list[NeedleEvent]:
    """Events a minute apart, in the order in which they are told: type, needle, and what else."""
    events = []
    for minute, (kind, needle, *more) in zip(numbers(), said, strict=False):
        place = PLACE if kind == "inserted" else {}
        named = {"needle": needle} if needle else {}
        fields = {"type": kind, "id": f"e{minute}", **named, **place, **(more[0] if more else {})}
        event = read_event({"at": (START + timedelta(minutes=minute)).isoformat(), **fields})
        assert isinstance(event, NeedleEvent), event
        events.append(event)
    return events


def state(count: NeedleCount, needle: str) -> NeedleState:
    return next(one.state for one in count.needles if one.id == needle)


def contradictions(count: NeedleCount) -> list[str]:
    return [one.detail for one in count.findings if one.kind is NeedlingRuleKind.RECORD_AGREES]


def test_a_broken_needle_is_two_things_each_with_its_own_end() -> None:
    events = told(
        ("opened", "one"),
        ("inserted", "one"),
        ("broken", "one", {"out_mm": 22, "fragment": "part"}),
        ("discarded", "one"),
    )
    count = needle_count(events)
    assert state(count, "one") is NeedleState.DISCARDED
    assert state(count, "part") is NeedleState.BROKEN_OFF
    (part,) = count.unaccounted
    assert part.place == MuscleSide("anatomy/muscles/infraspinatus", Side.RIGHT)
    assert part.is_fragment
    assert not count.may_be_signed


def test_a_part_without_an_identity_has_that_of_the_event_and_can_be_recovered_by_it() -> None:
    events = told(
        ("opened", "one"),
        ("inserted", "one"),
        ("broken", "one"),
        ("discarded", "one"),
        ("recovered", "e2", RECOVERED),
        ("discarded", "e2"),
    )
    assert needle_count(events).may_be_signed


def test_a_retained_needle_is_accounted_for_only_with_somebody_who_takes_over() -> None:
    events = told(
        ("opened", "one"), ("inserted", "one"), ("retained_escalated", "one", {"to": "A surgeon"})
    )
    count = needle_count(events)
    assert count.may_be_signed
    assert not count.unaccounted
    (reason,) = because(count, load_library())
    assert reason.rule == "needling/rules/needle-is-retained"
    assert reason.severity == "precaution"
    nameless = {"id": "x", "at": START.isoformat(), "type": "retained_escalated", "needle": "one"}
    assert not isinstance(read_event(nameless), NeedleEvent)


def test_an_emergency_stop_waits_for_each_needle_by_itself() -> None:
    before = told(
        ("opened", "one"),
        ("opened", "two"),
        ("opened", "gone"),
        ("inserted", "one"),
        ("inserted", "gone"),
        ("removed", "gone"),
        ("discarded", "gone"),
        ("emergency_stop", ""),
        ("removed", "one"),
        ("recovered", "one", RECOVERED),
        ("discarded", "one"),
    )
    count = needle_count(before)
    assert count.suspended
    assert count.to_recover == ("two",)
    after = told(*[("opened", "x")] * 11, ("recovered", "two", RECOVERED), ("discarded", "two"))
    count = needle_count([*before, *after[11:]])
    assert not count.suspended
    assert count.may_be_signed


def test_a_needle_inserted_while_everything_stopped_is_waited_for_too() -> None:
    events = told(
        ("opened", "one"),
        ("inserted", "one"),
        ("emergency_stop", ""),
        ("opened", "late"),
        ("inserted", "late"),
        ("recovered", "one", RECOVERED),
    )
    assert needle_count(events).to_recover == ("late",)


@pytest.mark.parametrize(
    ("said", "detail"),
    [
        ([("opened", "n"), ("removed", "n")], "`removed` of a needle that was not inserted then"),
        (
            [("opened", "n"), ("inserted", "n"), ("removed", "n"), ("removed", "n")],
            "`removed` of a needle that was out already then",
        ),
        (
            [("opened", "n"), ("inserted", "n"), ("inserted", "n")],
            "`inserted` of a needle that was in the body then",
        ),
        ([("inserted", "n")], "`inserted` of a needle that nobody opened"),
        (
            [("opened", "n"), ("opened", "n")],
            "`opened` twice, or after something else",
        ),
        (
            [("opened", "n"), ("inserted", "n"), ("discarded", "n")],
            "`discarded` of a needle that was in the body then",
        ),
        (
            [
                ("opened", "n"),
                ("inserted", "n"),
                ("removed", "n", {"muscle": "anatomy/muscles/supinator", "side": "left"}),
            ],
            "`removed` in another muscle than the needle",
        ),
        (
            [("void", "", {"voids": "nothing"})],
            "takes back what is not here, or final",
        ),
    ],
)
def test_what_cannot_be_is_stated_and_never_signed(said: Any, detail: str) -> None:
    count = needle_count(told(*said))
    assert detail in contradictions(count)
    assert not count.may_be_signed


def test_what_cannot_be_never_makes_a_needle_safer() -> None:
    count = needle_count(told(("opened", "n"), ("inserted", "n"), ("discarded", "n")))
    assert state(count, "n") is NeedleState.IN_BODY


def test_two_contents_under_one_id_are_a_contradiction() -> None:
    one, other = told(("opened", "n")), told(("opened", "m"))
    assert "two different events share one id" in contradictions(needle_count([*one, *other]))


def test_a_device_whose_clock_is_an_hour_slow_closes_the_session_and_a_void_opens_it_again() -> (
    None
):
    events = told(("opened", "n"), ("inserted", "n"), ("discarded", "n"))
    early = read_event(
        {
            "id": "slow",
            "at": (START - timedelta(hours=1)).isoformat(),
            "type": "removed",
            "needle": "n",
        }
    )
    assert isinstance(early, NeedleEvent)
    assert not needle_count([*events, early]).may_be_signed
    mended = told(
        ("void", "", {"voids": "slow", "id": "v1"}),
        ("void", "", {"voids": "e2", "id": "v2"}),
        *[("opened", "x")] * 3,
        ("removed", "n"),
        ("discarded", "n"),
    )
    kept = [*events, early, *mended[:2], *mended[5:]]
    assert needle_count(kept).may_be_signed


OLD = [
    QuantityEvent(id="o", kind="opened", at=START, quantity=3, lot="A1"),
    QuantityEvent(
        id="i",
        kind="inserted",
        at=START,
        quantity=2,
        place=MuscleSide("anatomy/muscles/infraspinatus", Side.RIGHT),
        technique="needling/techniques/deep",
    ),
    QuantityEvent(
        id="t",
        kind="twitch",
        at=START,
        quantity=4,
        place=MuscleSide("anatomy/muscles/infraspinatus", Side.RIGHT),
    ),
    QuantityEvent(
        id="r",
        kind="removed",
        at=START + timedelta(minutes=1),
        quantity=2,
        place=MuscleSide("anatomy/muscles/infraspinatus", Side.RIGHT),
    ),
    QuantityEvent(id="u", kind="discarded_unused", at=START + timedelta(minutes=2)),
]


def test_what_was_counted_is_told_needle_by_needle_always_alike() -> None:
    events = needle_by_needle(OLD)
    assert events == needle_by_needle(reversed(OLD))
    count = needle_count(events)
    assert (count.opened, count.inserted, count.removed, count.discarded) == (3, 2, 2, 1)
    assert not contradictions(count)
    assert {"o", "i", "r", "u"} <= {event.id for event in events}
    assert count.by_state[NeedleState.OUT] == 2  # that they were thrown away was not recorded then


def test_a_void_of_several_takes_each_of_them_back() -> None:
    void = QuantityEvent(id="v", kind="void", at=START + timedelta(minutes=3), voids="i")
    count = needle_count(needle_by_needle([*OLD[:2], void]))
    assert (count.opened, count.inserted) == (3, 0)
    assert not contradictions(count)
    assert count.by_state[NeedleState.STERILE] == 3


def test_a_needle_that_was_counted_in_without_being_opened_stays_a_contradiction() -> None:
    count = needle_count(needle_by_needle(OLD[1:]))
    assert not count.may_be_signed
    assert contradictions(count)
