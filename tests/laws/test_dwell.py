"""Laws of the planned stay: who is due is what a slow reference says, and the count does not depend on it."""

from datetime import datetime, timedelta
from random import Random

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from filiform.clinical.ledger import Inserted, Manipulation, NeedleEvent, due_needles, needle_count
from tests.laws.test_ledger import START, streams
from tests.reference.dwell_by_hand import due_by_hand


@st.composite
def timed_streams(draw: st.DrawFn) -> list[NeedleEvent]:
    """Any events at all, each id once, some of the insertions with a planned time."""
    once = list({event.id: event for event in draw(streams)}.values())
    return [_timed(event, draw) if isinstance(event, Inserted) else event for event in once]


def _timed(event: Inserted, draw: st.DrawFn) -> NeedleEvent:
    return msgspec.structs.replace(
        event,
        dwell_minutes=draw(st.none() | st.integers(1, 60)),
        manipulation=draw(st.none() | st.sampled_from(Manipulation)),
    )


moments = st.integers(0, 100).map(lambda minutes: START + timedelta(minutes=minutes))


@given(timed_streams(), moments)
@settings(max_examples=400)
def test_who_is_due_is_what_the_slow_reference_says(
    events: list[NeedleEvent], at: datetime
) -> None:
    assert {one.id for one in due_needles(needle_count(events).needles, at)} == due_by_hand(
        events, at
    )


@given(timed_streams(), moments, st.randoms())
def test_neither_order_nor_repetition_changes_who_is_due(
    events: list[NeedleEvent], at: datetime, random: Random
) -> None:
    again = [*events, *random.sample(events, k=len(events) // 2)]
    random.shuffle(again)
    assert due_needles(needle_count(again).needles, at) == due_needles(
        needle_count(events).needles, at
    )


@given(timed_streams())
def test_a_planned_time_never_changes_the_count_or_whether_it_may_be_signed(
    events: list[NeedleEvent],
) -> None:
    plain = [
        msgspec.structs.replace(event, dwell_minutes=None) if isinstance(event, Inserted) else event
        for event in events
    ]
    timed, untimed = needle_count(events), needle_count(plain)
    assert timed.by_state == untimed.by_state
    assert timed.in_body == untimed.in_body
    assert timed.findings == untimed.findings
    assert timed.may_be_signed == untimed.may_be_signed
    assert [(one.needle, one.minutes) for one in timed.stays] == [
        (one.needle, one.minutes) for one in untimed.stays
    ]


@given(timed_streams(), moments, st.integers(0, 60))
def test_who_is_due_stays_due_until_another_event(
    events: list[NeedleEvent], at: datetime, minutes: int
) -> None:
    needles = needle_count(events).needles
    later = due_needles(needles, at + timedelta(minutes=minutes))
    assert set(due_needles(needles, at)) <= set(later)
