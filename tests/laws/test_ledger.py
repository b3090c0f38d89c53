"""Laws of the needle ledger: no sequence of events signs a session while a needle is unaccounted for."""

from datetime import UTC, datetime, timedelta
from random import Random

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from filiform.clinical.ledger import (
    Broken,
    Discarded,
    Dropped,
    EmergencyStop,
    Inserted,
    MuscleSide,
    NeedleEvent,
    NeedleEventType,
    Opened,
    Recovered,
    Removed,
    RetainedEscalated,
    Void,
    needle_count,
    read_event,
)
from filiform.kernel.side import Side
from tests.reference.needles_by_hand import may_sign_by_hand, states_by_hand

START = datetime(2026, 11, 23, 9, tzinfo=UTC)
MUSCLES = ("anatomy/muscles/infraspinatus", "anatomy/muscles/upper-trapezius")
PLACES = [MuscleSide(muscle, side) for muscle in MUSCLES for side in (Side.LEFT, Side.RIGHT)]
NEEDLES = ["n1", "n2", "n3"]
EXTRAS = {
    "discomfort": {"score": 3},
    "pain_recognised": {"recognised": True},
    "recovered": {"by": "Ada", "witnessed_by": "Ben"},
    "retained_escalated": {"to": "The emergency department"},
}
IN_MUSCLE = {"inserted", "twitch", "discomfort", "sharp_pain", "pain_recognised"}
WITHOUT_NEEDLE = {"emergency_stop", "void"}


@st.composite
def any_event(draw: st.DrawFn) -> NeedleEvent:
    """Any event at all about a few needles, some of which nobody opened."""
    kind = draw(st.sampled_from(NeedleEventType)).value
    said = {
        "type": kind,
        "id": f"e{draw(st.integers(0, 40))}",
        "at": (START + timedelta(minutes=draw(st.integers(0, 30)))).isoformat(),
        **EXTRAS.get(kind, {}),
    }
    if kind not in WITHOUT_NEEDLE:
        said["needle"] = draw(st.sampled_from(NEEDLES))
    if kind in IN_MUSCLE or (kind not in WITHOUT_NEEDLE and draw(st.booleans())):
        place = draw(st.sampled_from(PLACES))
        said |= {"muscle": place.muscle, "side": place.side.value}
    if kind == "void":
        said["voids"] = f"e{draw(st.integers(0, 40))}"
    event = read_event(said)
    assert isinstance(event, NeedleEvent), event
    return event


streams = st.lists(any_event(), max_size=25)


@given(streams)
@settings(max_examples=300)
def test_a_session_may_be_signed_exactly_when_the_slow_reference_says_so(
    events: list[NeedleEvent],
) -> None:
    assert needle_count(events).may_be_signed == may_sign_by_hand(events)


@given(streams)
@settings(max_examples=300)
def test_every_needle_is_where_the_slow_reference_finds_it(events: list[NeedleEvent]) -> None:
    # Where two contents share an id, which of them is read first is a matter of its own.
    once = list({event.id: event for event in events}.values())
    found = {one.id: one.state.value for one in needle_count(once).needles}
    assert found == states_by_hand(once)


@given(streams, st.randoms())
def test_neither_order_nor_repetition_nor_the_way_over_two_devices_changes_the_count(
    events: list[NeedleEvent], random: Random
) -> None:
    one, other = [], []
    for event in events:
        random.choice((one, other)).append(event)
        if random.random() < 0.3:  # an answer was lost, and the event sent again, from either
            random.choice((one, other)).append(event)
    random.shuffle(one)
    random.shuffle(other)
    assert needle_count([*other, *one]) == needle_count(events)


@given(streams)
def test_no_session_is_signed_while_a_needle_is_unaccounted_for(events: list[NeedleEvent]) -> None:
    count = needle_count(events)
    if count.may_be_signed:
        assert not count.unaccounted
        assert not count.suspended


@given(streams, st.data())
def test_a_voided_event_counts_as_if_it_had_never_been(
    events: list[NeedleEvent], data: st.DataObject
) -> None:
    events = list({event.id: event for event in events}.values())
    real = [one for one in events if one.type.value not in WITHOUT_NEEDLE]
    if not real:
        return
    mistake = data.draw(st.sampled_from(real))
    void = Void(id="undo", at=START, voids=mistake.id)
    without = [event for event in events if event is not mistake]
    left = needle_count([void, *events])
    assert left.needles == needle_count(without).needles
    assert left.to_recover == needle_count(without).to_recover


@given(streams)
def test_a_void_is_never_taken_back(events: list[NeedleEvent]) -> None:
    kept = list({event.id: event for event in events}.values())
    voids = [one for one in kept if isinstance(one, Void)]
    again = [Void(id=f"again {n}", at=START, voids=one.id) for n, one in enumerate(voids)]
    before, after = needle_count(kept), needle_count([*kept, *again])
    assert after.needles == before.needles
    assert after.to_recover == before.to_recover
    assert not (again and after.may_be_signed)


@given(streams, st.integers(0, 40))
def test_a_stop_that_was_a_slip_leaves_the_count_as_it_stood(
    events: list[NeedleEvent], minute: int
) -> None:
    stop, undo = _slip(minute, minute)
    until = [event for event in events if event.at < stop.at]
    assert needle_count([undo, *until, stop]) == needle_count(until)


@given(streams, any_event(), st.integers(0, 40), st.integers(0, 40))
def test_a_stop_after_which_something_was_recorded_is_not_taken_back(
    events: list[NeedleEvent], between: NeedleEvent, minute: int, later: int
) -> None:
    stop, undo = _slip(minute, minute + later)
    between = msgspec.structs.replace(between, id="between", at=stop.at)
    if between.type.value in WITHOUT_NEEDLE:
        between = Opened(id="between", at=stop.at, needle="another")
    between = msgspec.structs.replace(between, at=stop.at + timedelta(seconds=1))
    told = [*events, between, stop]
    before, after = needle_count(told), needle_count([undo, *told])
    assert after == before


def _slip(minute: int, until: int) -> tuple[EmergencyStop, Void]:
    """An emergency stop half a minute past a minute, and its void two seconds or some minutes later."""
    at = START + timedelta(minutes=minute, seconds=30)
    undone = START + timedelta(minutes=until, seconds=32)
    return EmergencyStop(id="slip", at=at), Void(id="undo slip", at=undone, voids="slip")


@given(streams, st.integers(1, 9))
def test_what_could_not_be_read_keeps_every_session_open(
    events: list[NeedleEvent], unread: int
) -> None:
    assert not needle_count(events, unread).may_be_signed


@given(streams)
def test_an_event_is_read_back_from_what_it_is_written_as(events: list[NeedleEvent]) -> None:
    for event in events:
        assert read_event(msgspec.json.encode(event)) == event


class Table(RuleBasedStateMachine):
    """Two clinicians at one table, each with a device that is sometimes offline; the truth is known here.

    Whatever is done to a needle is recorded on one of the two devices. What a device holds reaches
    the server late, in any order and perhaps twice.
    """

    @initialize()
    def begin(self) -> None:
        self.where: dict[str, str] = {}
        self.held: list[list[NeedleEvent]] = [[], []]
        self.arrived: list[NeedleEvent] = []
        self.stopped: set[str] = set()
        self.slips: list[str] = []
        self.before_the_stop: set[str] = set()
        self.clock = self.made = 0

    def record(self, kind: type, device: int, **said: object) -> None:
        self.clock += 1
        self.made += 1
        event = kind(id=f"e{self.made}", at=START + timedelta(seconds=self.clock), **said)
        self.held[device].append(event)
        if kind not in (EmergencyStop, Void):
            self.slips = []

    def some(self, data: st.DataObject, *wheres: str) -> str | None:
        found = [name for name, where in self.where.items() if where in wheres]
        return data.draw(st.sampled_from(found)) if found else None

    @rule(device=st.integers(0, 1))
    def open(self, device: int) -> None:
        name = f"n{len(self.where)}"
        self.where[name] = "tray"
        if self.stopped:
            self.stopped.add(name)
        self.record(Opened, device, needle=name)

    @rule(device=st.integers(0, 1), data=st.data(), place=st.sampled_from(PLACES))
    def insert(self, device: int, data: st.DataObject, place: MuscleSide) -> None:
        if name := self.some(data, "tray"):
            self.where[name] = "body"
            if self.stopped:
                self.stopped.add(name)
            self.record(Inserted, device, needle=name, muscle=place.muscle, side=place.side)

    @rule(device=st.integers(0, 1), data=st.data())
    def remove(self, device: int, data: st.DataObject) -> None:
        if name := self.some(data, "body"):
            self.where[name] = "hand"
            self.record(Removed, device, needle=name)

    @rule(device=st.integers(0, 1), data=st.data())
    def throw_away(self, device: int, data: st.DataObject) -> None:
        if name := self.some(data, "tray", "hand", "floor"):
            self.where[name] = "sharps"
            self.record(Discarded, device, needle=name)

    @rule(device=st.integers(0, 1), data=st.data())
    def drop(self, device: int, data: st.DataObject) -> None:
        if name := self.some(data, "tray", "hand", "body"):
            self.where[name] = "floor"
            self.record(Dropped, device, needle=name)

    @rule(device=st.integers(0, 1), data=st.data())
    def snap(self, device: int, data: st.DataObject) -> None:
        if name := self.some(data, "body"):
            part = f"{name} part"
            if part in self.where:
                return
            self.where |= {name: "hand", part: "left behind"}
            if self.stopped:
                self.stopped |= {name, part}
            self.record(Broken, device, needle=name, fragment=part)

    @rule(device=st.integers(0, 1))
    def stop(self, device: int) -> None:
        done = ("sharps", "handed on")
        if not self.slips:
            self.before_the_stop = set(self.stopped)
        self.stopped |= {name for name, where in self.where.items() if where not in done}
        self.record(EmergencyStop, device)
        self.slips.append(f"e{self.made}")

    @precondition(lambda self: self.slips)
    @rule(device=st.integers(0, 1), data=st.data())
    def it_was_a_slip(self, device: int, data: st.DataObject) -> None:
        taken = data.draw(st.sampled_from(self.slips))
        self.slips.remove(taken)
        if not self.slips:
            self.stopped = set(self.before_the_stop)
        self.record(Void, device, voids=taken)

    @rule(device=st.integers(0, 1), data=st.data())
    def recover(self, device: int, data: st.DataObject) -> None:
        wheres = ("tray", "body", "hand", "floor", "left behind", "sharps")
        if name := self.some(data, *wheres):
            if self.where[name] not in ("tray", "sharps"):
                self.where[name] = "hand"
            self.stopped.discard(name)
            self.record(Recovered, device, needle=name, by="Ada", witnessed_by="Ben")

    @rule(device=st.integers(0, 1), data=st.data())
    def hand_on(self, device: int, data: st.DataObject) -> None:
        if name := self.some(data, "left behind", "body", "floor"):
            self.where[name] = "handed on"
            self.stopped.discard(name)
            self.record(RetainedEscalated, device, needle=name, to="A surgeon")

    @precondition(lambda self: any(self.held))
    @rule(data=st.data(), keeps=st.booleans())
    def send(self, data: st.DataObject, keeps: bool) -> None:
        device = data.draw(st.sampled_from([n for n in (0, 1) if self.held[n]]))
        batch = data.draw(st.lists(st.sampled_from(self.held[device]), min_size=1))
        self.arrived += batch
        if not keeps:  # the answer came: what was sent is forgotten
            self.held[device] = [one for one in self.held[device] if one not in batch]

    @invariant()
    def nothing_is_signed_that_the_record_does_not_account_for(self) -> None:
        count = needle_count(self.arrived)
        assert count.may_be_signed == may_sign_by_hand(self.arrived)
        if count.may_be_signed:
            assert not count.unaccounted

    @invariant()
    def once_everything_has_arrived_the_count_is_the_truth(self) -> None:
        everything = [*self.arrived, *self.held[0], *self.held[1]]
        count = needle_count(everything)
        done = ("sharps", "handed on")
        lying_about = {name for name, where in self.where.items() if where not in done}
        assert {one.id for one in count.unaccounted} == lying_about
        assert set(count.to_recover) == self.stopped
        if count.may_be_signed:
            assert not lying_about
            assert not self.stopped


TestTable = Table.TestCase
TestTable.settings = settings(max_examples=60, stateful_step_count=30)
