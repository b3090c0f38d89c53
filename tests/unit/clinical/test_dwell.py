"""How long a needle is meant to stay, and how long it did: told from the events, deciding nothing."""

from datetime import UTC, datetime, timedelta

import pytest

from filiform.clinical.ledger import (
    NeedleEvent,
    NeedleState,
    Unreadable,
    due_needles,
    needle_count,
    read_event,
)

START = datetime(2026, 11, 27, 9, tzinfo=UTC)
PLACE = {"muscle": "anatomy/muscles/infraspinatus", "side": "right"}


def told(*events: tuple[float, str, str, dict[str, object]]) -> list[NeedleEvent]:
    """Events by minute, type, needle and what else they say."""
    read = [
        read_event(
            {
                "id": f"e{number}",
                "at": (START + timedelta(minutes=minute)).isoformat(),
                "type": kind,
                "needle": needle,
                **said,
            }
        )
        for number, (minute, kind, needle, said) in enumerate(events)
    ]
    told = [one for one in read if not isinstance(one, Unreadable)]
    assert len(told) == len(read), read
    return told


def six_left_for_ten_minutes() -> list[NeedleEvent]:
    """A therapist leaves six needles for ten minutes, half a minute apart."""
    opened = [(0, "opened", f"n{n}", {}) for n in range(6)]
    went_in = [
        (n / 2, "inserted", f"n{n}", {**PLACE, "manipulation": "static", "dwell_minutes": 10})
        for n in range(6)
    ]
    return told(*opened, *went_in)


@pytest.mark.parametrize(
    ("minute", "due"),
    [
        (9.9, []),
        (10, ["n0"]),
        (10.75, ["n0", "n1"]),
        (12.5, ["n0", "n1", "n2", "n3", "n4", "n5"]),
    ],
)
def test_a_needle_is_due_at_the_end_of_its_planned_time_and_the_longest_waiting_comes_first(
    minute: float, due: list[str]
) -> None:
    count = needle_count(six_left_for_ten_minutes())
    found = due_needles(count.needles, START + timedelta(minutes=minute))
    assert [one.id for one in found] == due
    assert count.by_state[NeedleState.IN_BODY] == 6
    assert not count.may_be_signed


def one_needle(**said: object) -> list[NeedleEvent]:
    return told((0, "opened", "n", {}), (0, "inserted", "n", {**PLACE, **said}))


@pytest.mark.parametrize(
    "said",
    [{}, {"manipulation": "static"}, {"manipulation": "pistoning", "dwell_minutes": 10}],
)
def test_without_a_planned_time_or_moved_in_and_out_a_needle_is_never_due(
    said: dict[str, object],
) -> None:
    count = needle_count(one_needle(**said))
    assert due_needles(count.needles, START + timedelta(hours=9)) == ()


@pytest.mark.parametrize(
    "after",
    [
        [(11, "removed", "n", {})],
        [(11, "removed", "n", {}), (11, "discarded", "n", {})],
        [(11, "dropped", "n", {})],
        [(11, "broken", "n", {"fragment": "tip"})],
        [(11, "retained_escalated", "n", {"to": "Emergency department"})],
        [(11, "recovered", "n", {"by": "Ada", "witnessed_by": "Ben"})],
    ],
)
def test_what_is_not_in_the_body_is_not_due(after: list[tuple[float, str, str, dict]]) -> None:
    inserted = (0, "inserted", "n", {**PLACE, "dwell_minutes": 10})
    count = needle_count(told((0, "opened", "n", {}), inserted, *after))
    assert due_needles(count.needles, START + timedelta(minutes=20)) == ()


def test_a_stay_lasts_from_going_in_to_coming_out_in_whole_minutes() -> None:
    (stay,) = needle_count(
        told(
            (0, "opened", "n", {}),
            (0, "inserted", "n", {**PLACE, "dwell_minutes": 10}),
            (11.9, "removed", "n", {}),
            (12, "discarded", "n", {}),
        )
    ).stays
    assert (stay.minutes, stay.dwell_minutes) == (11, 10)


def test_a_needle_that_goes_in_twice_has_two_stays_each_with_its_own_plan() -> None:
    stays = needle_count(
        told(
            (0, "opened", "n", {}),
            (0, "inserted", "n", {**PLACE, "dwell_minutes": 10}),
            (4, "removed", "n", {}),
            (5, "inserted", "n", PLACE),
            (8, "removed", "n", {}),
        )
    ).stays
    assert [(one.minutes, one.dwell_minutes) for one in stays] == [(4, 10), (3, None)]


def test_a_needle_that_is_retained_did_not_come_out() -> None:
    inserted = (0, "inserted", "n", {**PLACE, "dwell_minutes": 10})
    escalated = (5, "retained_escalated", "n", {"to": "Emergency department"})
    assert needle_count(told((0, "opened", "n", {}), inserted, escalated)).stays == ()


@pytest.mark.parametrize("minutes", [1, 10, 60])
def test_whole_minutes_from_1_to_60_are_read(minutes: int) -> None:
    (needle,) = needle_count(one_needle(dwell_minutes=minutes)).needles
    assert needle.dwell_minutes == minutes


@pytest.mark.parametrize("given", [0, 61, -1, 1.5, 10**12, "", "ten", "10", True, [10]])
def test_anything_else_is_refused_with_what_was_given_and_what_is_allowed(given: object) -> None:
    said = {"id": "e", "at": START.isoformat(), "type": "inserted", "needle": "n", **PLACE}
    answer = read_event({**said, "dwell_minutes": given})
    assert isinstance(answer, Unreadable)
    assert answer.field == "dwell_minutes"
    assert answer.allowed == "a whole number of minutes from 1 to 60, or left out"
    assert str(given).lower() in answer.given.lower()
