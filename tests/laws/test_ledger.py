"""Laws of the needle ledger: no sequence of events hides a needle."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from filiform.clinical.ledger import (
    IN_A_MUSCLE,
    MuscleSide,
    NeedleEvent,
    NeedleEventKind,
    needle_count,
)
from filiform.kernel.side import Side

START = datetime(2026, 11, 23, 9, tzinfo=UTC)
PLACES = [
    MuscleSide("anatomy/muscles/infraspinatus", Side.LEFT),
    MuscleSide("anatomy/muscles/infraspinatus", Side.RIGHT),
    MuscleSide("anatomy/muscles/upper-trapezius", Side.LEFT),
]


@st.composite
def needle_events(draw: st.DrawFn) -> NeedleEvent:
    kind = draw(st.sampled_from(NeedleEventKind))
    return NeedleEvent(
        id=str(draw(st.uuids(version=4))),
        kind=kind,
        at=START + timedelta(seconds=draw(st.integers(0, 3600))),
        quantity=draw(st.integers(1, 5)),
        place=draw(st.sampled_from(PLACES)) if kind in IN_A_MUSCLE else None,
        voids=str(draw(st.uuids(version=4))) if kind is NeedleEventKind.VOID else "",
    )


@st.composite
def streams_with_voids(draw: st.DrawFn) -> list[NeedleEvent]:
    """Events of which some void others: earlier or later ones, voids too, and some that never came."""
    events = draw(st.lists(needle_events(), max_size=25, unique_by=lambda event: event.id))
    return [
        msgspec.structs.replace(event, voids=draw(st.sampled_from(events)).id)
        if event.kind is NeedleEventKind.VOID and draw(st.booleans())
        else event
        for event in events
    ]


streams = streams_with_voids()


def agrees_by_hand(events: list[NeedleEvent]) -> bool:
    """The slow, obvious reference: every needle is a thing that is moved from heap to heap."""
    for void in [e for e in events if e.kind is NeedleEventKind.VOID]:
        events = [e for e in events if e.id != void.voids or e.kind is NeedleEventKind.VOID]

    def quantity(kind: NeedleEventKind, place: MuscleSide | None = None) -> int:
        return sum(e.quantity for e in events if e.kind is kind and place in (None, e.place))

    opened = quantity(NeedleEventKind.OPENED)
    placed = quantity(NeedleEventKind.INSERTED)
    unused = quantity(NeedleEventKind.DISCARDED_UNUSED)
    return opened == placed + unused and all(
        quantity(NeedleEventKind.INSERTED, place) == quantity(NeedleEventKind.REMOVED, place)
        for place in PLACES
    )


@given(streams)
def test_the_count_agrees_exactly_when_the_slow_reference_says_so(
    events: list[NeedleEvent],
) -> None:
    assert needle_count(events).agrees == agrees_by_hand(events)


@given(streams, st.randoms())
def test_the_order_in_which_events_arrive_does_not_matter(
    events: list[NeedleEvent], random: object
) -> None:
    shuffled = list(events)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # Hypothesis' own Random
    assert needle_count(shuffled) == needle_count(events)


@given(streams, st.data())
def test_repeating_an_event_changes_nothing(events: list[NeedleEvent], data: st.DataObject) -> None:
    if not events:
        return
    repeated = [*events, data.draw(st.sampled_from(events))]
    assert needle_count(repeated) == needle_count(events)


@given(streams)
def test_a_needle_left_in_one_muscle_is_not_made_up_for_by_another(
    events: list[NeedleEvent],
) -> None:
    swapped = [
        NeedleEvent(id="in", kind=NeedleEventKind.INSERTED, at=START, quantity=50, place=PLACES[0]),
        NeedleEvent(id="out", kind=NeedleEventKind.REMOVED, at=START, quantity=50, place=PLACES[1]),
        NeedleEvent(id="new", kind=NeedleEventKind.OPENED, at=START, quantity=50),
    ]
    if needle_count(events).agrees:
        assert not needle_count([*events, *swapped]).agrees


@given(streams)
def test_the_number_unaccounted_is_never_negative(events: list[NeedleEvent]) -> None:
    assert needle_count(events).unaccounted >= 0


@given(streams, st.data())
def test_a_voided_event_counts_as_if_it_had_never_been(
    events: list[NeedleEvent], data: st.DataObject
) -> None:
    if not (real := [event for event in events if event.kind is not NeedleEventKind.VOID]):
        return
    mistake = data.draw(st.sampled_from(real))
    void = NeedleEvent(id="undo", kind=NeedleEventKind.VOID, at=START, voids=mistake.id)
    without = [event for event in events if event is not mistake]
    assert needle_count([void, *events]) == needle_count(without)


@given(streams)
def test_a_void_cannot_be_voided(events: list[NeedleEvent]) -> None:
    voids = [event for event in events if event.kind is NeedleEventKind.VOID]
    again = [
        NeedleEvent(id=f"again {n}", kind=NeedleEventKind.VOID, at=START, voids=void.id)
        for n, void in enumerate(voids)
    ]
    assert needle_count([*events, *again]) == needle_count(events)


def test_a_void_says_what_it_voids_and_nothing_else_does() -> None:
    with pytest.raises(ValueError, match="needs identifier"):
        NeedleEvent(id="a", kind=NeedleEventKind.VOID, at=START)
    with pytest.raises(ValueError, match="has no identifier"):
        NeedleEvent(id="a", kind=NeedleEventKind.OPENED, at=START, voids="b")
