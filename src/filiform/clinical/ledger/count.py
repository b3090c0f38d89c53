"""The needle count: a fold over events that says where every needle is, and whether that may be signed.

Events may come in any order, from any number of devices, and more than once: the count is the same.
What contradicts itself is never an error; it is a finding, and a finding keeps the session open.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

import msgspec

from filiform.clinical.ledger.event import (
    Broken,
    EmergencyStop,
    Inserted,
    MuscleSide,
    NeedleEvent,
    NeedleEventType,
    Opened,
)
from filiform.clinical.ledger.merging import Merged, merged
from filiform.clinical.ledger.needle import MOVES, RECOVERED_TO, Needle, NeedleState
from filiform.clinical.ledger.stay import Stay, ended_stay, stays_minutes
from filiform.knowledge.model.needling import NeedlingRuleKind

RULE_OF_STATE = {
    NeedleState.STERILE: NeedlingRuleKind.NEEDLE_COUNT,
    NeedleState.IN_BODY: NeedlingRuleKind.NEEDLE_COUNT,
    NeedleState.UNKNOWN: NeedlingRuleKind.NEEDLE_COUNT,
    NeedleState.OUT: NeedlingRuleKind.USED_NEEDLE_IN_SHARPS,
    NeedleState.LOST: NeedlingRuleKind.NEEDLE_IS_LOST,
    NeedleState.BROKEN_OFF: NeedlingRuleKind.NEEDLE_IS_BROKEN,
    NeedleState.RETAINED: NeedlingRuleKind.NEEDLE_IS_RETAINED,
}
PERMITTED = frozenset({NeedlingRuleKind.NEEDLE_IS_RETAINED})
"""Findings that are written into the record and do not keep it open."""


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One thing about the count that a rule of the library speaks of: which needles, which events, in short what."""

    kind: NeedlingRuleKind
    detail: str
    needles: tuple[str, ...] = ()
    events: tuple[str, ...] = ()


class NeedleCount(msgspec.Struct, frozen=True, kw_only=True):
    """Where the needles of a session are. `opened` to `twitches` are numbers of events that stand.

    `to_recover` are the needles that an emergency stop still waits for; as long as there is one the
    count is suspended. `stays` are those of the needles that came out, in that order.
    """

    needles: tuple[Needle, ...]
    opened: int
    inserted: int
    removed: int
    discarded: int
    twitches: int
    to_recover: tuple[str, ...]
    findings: tuple[Finding, ...]
    stays: tuple[Stay, ...] = ()

    @property
    def by_state(self) -> dict[NeedleState, int]:
        """How many needles, and parts of needles, are in each state."""
        found = Counter(one.state for one in self.needles)
        return {state: found[state] for state in NeedleState}

    @property
    def in_body(self) -> tuple[tuple[MuscleSide, int], ...]:
        """Where needles are in the body, and how many, by name of the muscle."""
        found = Counter(
            one.place for one in self.needles if one.state is NeedleState.IN_BODY and one.place
        )
        return tuple(
            sorted(found.items(), key=lambda entry: (entry[0].muscle, entry[0].side.value))
        )

    @property
    def unaccounted(self) -> tuple[Needle, ...]:
        """The needles that are neither in the sharps container nor handed on as retained."""
        return tuple(one for one in self.needles if not one.state.is_final)

    @property
    def suspended(self) -> bool:
        """Whether an emergency stop still waits for a needle."""
        return bool(self.to_recover)

    @property
    def may_be_signed(self) -> bool:
        """Whether every needle is accounted for, and nothing in the record contradicts that."""
        return all(one.kind in PERMITTED for one in self.findings)


def needle_count(events: Iterable[NeedleEvent], unread: int = 0) -> NeedleCount:
    """The count over a session's events, in whatever order they come; a repeated id counts once.

    Args:
        unread: how many further events are known of that nobody could read.

    Source: `needling/rules/needle-count` and the rules that its findings name.
    """
    found = merged(events)
    fold = _Fold()
    for event in found.standing:
        fold.take(event)
    kinds = Counter(event.type for event in found.standing)
    return NeedleCount(
        needles=tuple(fold.needles.values()),
        opened=kinds[NeedleEventType.OPENED],
        inserted=kinds[NeedleEventType.INSERTED],
        removed=kinds[NeedleEventType.REMOVED],
        discarded=kinds[NeedleEventType.DISCARDED],
        twitches=kinds[NeedleEventType.TWITCH],
        to_recover=tuple(one for one in fold.needles if one in fold.to_recover),
        findings=(*_findings(fold, found, unread), *_nothing_done(kinds)),
        stays=tuple(fold.stays),
    )


class _Fold:
    """The needles so far, while events are taken in order of time."""

    def __init__(self) -> None:
        self.needles: dict[str, Needle] = {}
        self.to_recover: set[str] = set()
        self.contradictions: list[Finding] = []
        self.stays: list[Stay] = []

    def take(self, event: NeedleEvent) -> None:
        if isinstance(event, EmergencyStop):
            self.to_recover |= {one.id for one in self.needles.values() if not one.state.is_final}
        elif event.needle:
            self._move(event)

    def _move(self, event: NeedleEvent) -> None:
        before = self.needles.get(event.needle)
        if before is None:
            before = Needle(id=event.needle, state=NeedleState.UNKNOWN, since=event.at)
            is_possible = isinstance(event, Opened)
        else:
            move = MOVES.get(event.type)
            is_possible = before.state in move.possible if move else before.opened is not None
        self._check(event, before, is_possible=is_possible)
        after = _moved(before, event, is_possible=is_possible)
        self.needles[event.needle] = after
        if (stay := ended_stay(before, after)) is not None:
            self.stays.append(stay)
        if isinstance(event, Broken):
            self._break(event, before)
        self._watch(event, after, is_possible=is_possible)

    def _break(self, event: Broken, whole: Needle) -> None:
        """What did not come out is a thing of its own from now on."""
        if event.left_behind in self.needles:
            self._contradict(event, "the broken part has another's identity")
            return
        self.needles[event.left_behind] = Needle(
            id=event.left_behind,
            state=NeedleState.BROKEN_OFF,
            since=event.at,
            place=event.place or whole.place,
            opened=whole.opened,
            is_fragment=True,
        )
        if self.to_recover:
            self.to_recover.add(event.left_behind)

    def _watch(self, event: NeedleEvent, after: Needle, *, is_possible: bool) -> None:
        """While an emergency stop waits, whatever is opened or inserted is waited for too."""
        if event.type is NeedleEventType.RECOVERED or (
            event.type is NeedleEventType.RETAINED_ESCALATED and is_possible
        ):
            self.to_recover.discard(after.id)
        elif self.to_recover and isinstance(event, Opened | Inserted | Broken):
            self.to_recover.add(after.id)

    def _check(self, event: NeedleEvent, before: Needle, *, is_possible: bool) -> None:
        if not is_possible:
            self._contradict(event, _impossible(event, before))
        elif _is_elsewhere(event, before):
            self._contradict(event, f"`{event.type}` in another muscle than the needle")

    def _contradict(self, event: NeedleEvent, detail: str) -> None:
        self.contradictions.append(
            Finding(
                kind=NeedlingRuleKind.RECORD_AGREES,
                detail=detail,
                needles=(event.needle,),
                events=(event.id,),
            )
        )


def _moved(before: Needle, event: NeedleEvent, *, is_possible: bool) -> Needle:
    """The needle after an event. What is impossible is believed only where it is to be feared."""
    state = _state_after(before.state, event.type, is_possible=is_possible)
    changed: dict[str, object] = {}
    if state is not before.state or isinstance(event, Inserted):
        changed |= {"state": state, "since": event.at}
        goes_in = event if isinstance(event, Inserted) else None
        changed["inserted_at"] = goes_in.at if goes_in else None
        changed["dwell_minutes"] = stays_minutes(goes_in) if goes_in else None
    if isinstance(event, Opened) and before.opened is None:
        changed["opened"] = event
    elif (event.place is not None and isinstance(event, Inserted)) or (
        event.place is not None and before.place is None
    ):
        changed["place"] = event.place
    if event.type is NeedleEventType.BENT:
        changed["is_bent"] = True
    return msgspec.structs.replace(before, **changed) if changed else before


def _state_after(state: NeedleState, event: NeedleEventType, *, is_possible: bool) -> NeedleState:
    move = MOVES.get(event)
    if move is None or not (is_possible or move.is_feared):
        return state
    if event is NeedleEventType.RECOVERED:
        return RECOVERED_TO.get(state, NeedleState.OUT)
    return move.leads_to or state


def _is_elsewhere(event: NeedleEvent, before: Needle) -> bool:
    """Whether an event of a needle in the body names a place that it is not in."""
    if isinstance(event, Inserted) or event.place is None or before.place is None:
        return False
    return event.place != before.place


def _impossible(event: NeedleEvent, before: Needle) -> str:
    if isinstance(event, Opened):
        return "`opened` twice, or after something else"
    if before.opened is None:
        return f"`{event.type}` of a needle that nobody opened"
    return f"`{event.type}` of a needle that was {_WORDS[before.state]} then"


_WORDS = {
    NeedleState.STERILE: "not inserted",
    NeedleState.IN_BODY: "in the body",
    NeedleState.OUT: "out already",
    NeedleState.DISCARDED: "in the sharps container",
    NeedleState.LOST: "lost",
    NeedleState.BROKEN_OFF: "broken off",
    NeedleState.RETAINED: "retained",
    NeedleState.UNKNOWN: "not known",
}


def _findings(fold: _Fold, found: Merged, unread: int) -> Iterator[Finding]:
    yield from _unaccounted(fold)
    if fold.to_recover:
        yield Finding(
            kind=NeedlingRuleKind.EMERGENCY_STOP,
            detail="not recovered since the emergency stop",
            needles=tuple(one for one in fold.needles if one in fold.to_recover),
        )
    yield from fold.contradictions
    for clash in found.clashing:
        detail = "two different events share one id"
        yield Finding(kind=NeedlingRuleKind.RECORD_AGREES, detail=detail, events=(clash,))
    for void in found.astray:
        detail = "takes back what is not here, or final"
        yield Finding(kind=NeedlingRuleKind.RECORD_AGREES, detail=detail, events=(void.id,))
    if unread:
        words = "1 event" if unread == 1 else f"{unread} events"
        yield Finding(kind=NeedlingRuleKind.RECORD_IS_WHOLE, detail=f"{words} could not be read")


def _unaccounted(fold: _Fold) -> Iterator[Finding]:
    """One finding a state, the needles in the order of their opening."""
    for state, kind in RULE_OF_STATE.items():
        here = tuple(one.id for one in fold.needles.values() if one.state is state)
        if here:
            yield Finding(kind=kind, detail=state.value.replace("_", " "), needles=here)


def _nothing_done(kinds: Counter[NeedleEventType]) -> Iterator[Finding]:
    if not kinds[NeedleEventType.INSERTED]:
        yield Finding(kind=NeedlingRuleKind.SOMETHING_WAS_DONE, detail="no needle went in")
