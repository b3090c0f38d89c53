"""Which events a session takes: each is accepted, known already, or refused by itself with the reason.

Whoever asks beforehand is refused what a gate forbids or what cannot be. Whoever reports what has
happened is believed: it is kept, with the statements that forbade it, and the signature waits.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cached_property

import msgspec
from django.utils import timezone

from filiform.clinic.knowledge import library
from filiform.clinic.needling.actions.answers import (
    Answer,
    Judged,
    Verdict,
    by_the_servers_clock,
    unknown_name,
    unlikely,
)
from filiform.clinic.needling.actions.containers import Containers
from filiform.clinic.needling.actions.packets import Packets
from filiform.clinic.needling.models import LateEvent, NeedleEvent, NeedlingSession
from filiform.clinic.needling.queries import (
    Place,
    Standing,
    places_of,
    says_the_same,
    session_events,
    session_standing,
    technique_of,
)
from filiform.clinic.needling.queries.looking_back import LookingBack, refusing_in
from filiform.clinical import ledger
from filiform.clinical.gates import GateVerdict, rule_of
from filiform.clinical.ledger import (
    Discarded,
    Inserted,
    MuscleSide,
    NeedleEventType,
    Opened,
    Void,
    needle_count,
    standing,
)
from filiform.clinical.needling import may_needle
from filiform.knowledge.model.needling import NeedlingRuleKind

NOT_HERE = "This muscle is not part of the session. Add it first, and say why."
MAY_NOT_NEEDLE = "No needle may go in here now. The reasons are listed below."
OTHER_CONTENT = "This was sent before with something else in it. Open the page again."
AGAINST_A_GATE = (
    "Kept, although no needle should have gone in here. The session cannot be signed until the "
    "reasons are set right, or it is told under “Against a gate” what happened."
)
KEPT_LATE = "The session is signed already. This is kept beside it; write an addendum about it."
TOO_LATE_FOR_A_SLIP = (
    "Something was recorded after the emergency stop. It stands: count every needle again."
)
NOTHING_LEFT = "There is nothing left to take back here. The page shows how it stands now."
CANNOT_BE = "This does not fit what is on record: {}. The page shows how it stands now."


def judge(
    session: NeedlingSession,
    events: Sequence[ledger.NeedleEvent],
    *,
    signed_words: str,
    asking: bool,
    offset_seconds: float = 0,
    at: datetime,
) -> list[Judged]:
    """Every event with its answer, in the order in which they came. The session is locked already.

    Args:
        events: as the device sent them, by its own clock.
        signed_words: that somebody has signed; empty as long as nobody has.
        offset_seconds: how far the server's clock was ahead of the device's.
    """
    ids = [event.id for event in events]
    rows = {str(row.pk): row for row in NeedleEvent.objects.filter(pk__in=ids)}
    late = {str(row.pk): row for row in LateEvent.objects.filter(pk__in=ids)}
    desk = _Desk(session, asking=asking, offset_seconds=offset_seconds, at=at)
    judged: list[Judged] = []
    first: dict[str, ledger.NeedleEvent] = {}
    for event in events:
        known = _known(event, session, rows, late, first)
        first.setdefault(event.id, event)
        if known is not None:
            judged.append(Judged(event, known))
        elif signed_words:
            judged.append(desk.after_signature(event, signed_words))
        else:
            judged.append(desk.judge(event))
    return desk.without_impossible(judged) if asking else judged


def _known(
    event: ledger.NeedleEvent,
    session: NeedlingSession,
    rows: dict[str, NeedleEvent],
    late: dict[str, LateEvent],
    first: dict[str, ledger.NeedleEvent],
) -> Answer | None:
    """The answer to an event whose id was seen before; None for a new one."""
    if (row := rows.get(event.id)) is not None:
        is_same = row.session_id == session.pk and says_the_same(event, row)
    elif (kept := late.get(event.id)) is not None:
        is_same = kept.session_id == session.pk and kept.event == msgspec.to_builtins(event)
    elif event.id in first:
        is_same = first[event.id] == event
    else:
        return None
    if is_same:
        return Answer(event.id, Verdict.REPEATED)
    return Answer(event.id, Verdict.REFUSED, OTHER_CONTENT, field="id")


class _Desk:
    """Judges one event after another, each beside those accepted before it."""

    def __init__(
        self, session: NeedlingSession, *, asking: bool, offset_seconds: float, at: datetime
    ) -> None:
        self.session = session
        self.asking = asking
        self.offset_seconds = offset_seconds
        self.at = at
        self.accepted: list[ledger.NeedleEvent] = []
        self._looking_back = LookingBack(session, library())
        self._packets = Packets(session.clinic)
        self._containers = Containers(session.clinic)

    @cached_property
    def _record(self) -> tuple[ledger.NeedleEvent, ...]:
        """Everything on record, what was taken back and the voids among it."""
        return session_events(self.session)

    @cached_property
    def events(self) -> tuple[ledger.NeedleEvent, ...]:
        """What stands on record; read only where something is judged by it."""
        return standing(self._record)

    @cached_property
    def _needled(self) -> dict[MuscleSide | None, Inserted]:
        """One insertion for each place that was needled so far."""
        return {one.place: one for one in self.events if isinstance(one, Inserted)}

    def after_signature(self, event: ledger.NeedleEvent, signed_words: str) -> Judged:
        """What becomes of an event that comes when the session is closed: kept beside it where it has happened."""
        if self.asking:
            return Judged(event, Answer(event.id, Verdict.REFUSED, signed_words))
        if self._happened(event) is None:
            return Judged(event, unlikely(event))
        if (unknown := unknown_name(event)) is not None:
            return Judged(event, unknown)
        return Judged(event, Answer(event.id, Verdict.ACCEPTED, KEPT_LATE), is_late=True)

    def judge(self, event: ledger.NeedleEvent) -> Judged:
        """What becomes of an event that nobody has seen before."""
        if (happened := self._happened(event)) is None:
            return Judged(event, unlikely(event))
        moved, answer = self._answer(happened)
        if answer.verdict is Verdict.ACCEPTED:
            self.accepted.append(moved)
            if isinstance(moved, Inserted):
                self._needled.setdefault(moved.place, moved)
        return Judged(msgspec.structs.replace(moved, at=event.at), answer, at=moved.at)

    def _happened(self, event: ledger.NeedleEvent) -> ledger.NeedleEvent | None:
        return by_the_servers_clock(event, self.offset_seconds, received_at=self.at)

    def _answer(self, event: ledger.NeedleEvent) -> tuple[ledger.NeedleEvent, Answer]:
        if (unknown := unknown_name(event)) is not None:
            return event, unknown
        if isinstance(event, Opened):
            return event, self._opened(event)
        if isinstance(event, Inserted):
            return self._inserted(event)
        if isinstance(event, Discarded):
            said = self._containers.against(event, asking=self.asking, at=self.at)
            if said is not None:
                return event, said
        if isinstance(event, Void) and self.asking:
            return event, self._void(event)
        if self.asking and event.place is not None and not self._technique(event.place):
            return event, Answer(event.id, Verdict.REFUSED, NOT_HERE)
        return event, Answer(event.id, Verdict.ACCEPTED)

    def _void(self, event: Void) -> Answer:
        """Only what is on record and stands is taken back; an emergency stop only if nothing came after it."""
        so_far = (*self._record, *self.accepted)
        if not _stands(event.voids, so_far):
            return Answer(event.id, Verdict.REFUSED, NOTHING_LEFT)
        if _stands(event.voids, (*so_far, event)):
            return Answer(event.id, Verdict.REFUSED, TOO_LATE_FOR_A_SLIP)
        return Answer(event.id, Verdict.ACCEPTED)

    def _opened(self, event: Opened) -> Answer:
        """A needle of a recalled lot, or past its date, is not opened; one that was is kept, and said to be so."""
        verdict = Verdict.REFUSED if self.asking else Verdict.ACCEPTED
        message = self._packets.against(event.lot, event.maker)
        statements: tuple[str, ...] = ()
        if event.expires_on is not None and event.expires_on < timezone.localdate(event.at):
            rule = rule_of(NeedlingRuleKind.NEEDLE_IS_IN_DATE, library())
            message = " ".join(filter(None, (message, rule.statement, rule.action)))
            statements = (rule.id,)
        if not message:
            return Answer(event.id, Verdict.ACCEPTED)
        return Answer(event.id, verdict, message, statements=statements)

    def _inserted(self, event: Inserted) -> tuple[Inserted, Answer]:
        """Whether a needle may go in, asked of `may_needle` within the transaction."""
        place = MuscleSide(event.muscle, event.side)
        technique = event.technique or self._technique(place)
        event = msgspec.structs.replace(event, technique=technique)
        if not self.asking:
            return event, self._reported(event)
        if not self._technique(place):
            return event, Answer(event.id, Verdict.REFUSED, NOT_HERE)
        if needle_count((*self.events, *self.accepted)).suspended:
            rule = rule_of(NeedlingRuleKind.EMERGENCY_STOP, library())
            message = f"{rule.statement} {rule.action}"
            return event, Answer(event.id, Verdict.REFUSED, message, statements=(rule.id,))
        stands = self._standing(None)
        decision = may_needle(place, technique, stands.facts_for(place), library())
        if decision.verdict is GateVerdict.MAY_NOT:
            statements = refusing_in(stands, event, library())
            return event, Answer(
                event.id,
                Verdict.REFUSED,
                MAY_NOT_NEEDLE,
                statements=statements,
                decision=decision,
            )
        return event, Answer(event.id, Verdict.ACCEPTED)

    def _reported(self, event: Inserted) -> Answer:
        """An insertion that has happened: kept, with the statements that forbade it then."""
        against = refusing_in(self._standing(event.at), event, library())
        message = AGAINST_A_GATE if against else ""
        return Answer(event.id, Verdict.ACCEPTED, message, statements=against)

    def _standing(self, as_of: datetime | None) -> Standing:
        """The session as it stands, or stood at an instant, with one insertion for each place needled so far."""
        stands = self._now if as_of is None else self._looking_back.at(as_of)
        return stands.with_events(self._needled.values())

    @cached_property
    def _now(self) -> Standing:
        on = timezone.localdate(self.at)
        return session_standing(self.session, on, library(), places=self._places, events=())

    def _technique(self, place: MuscleSide) -> str:
        """The technique with which a muscle of the session is needled; nothing where it is not one of it."""
        return technique_of(place, self._places)

    @cached_property
    def _places(self) -> tuple[Place, ...]:
        return places_of(self.session)

    def without_impossible(self, judged: list[Judged]) -> list[Judged]:
        """Refuse what cannot be: events that would contradict the record, and voids that would leave it so."""
        after = needle_count((*self.events, *self.accepted)).findings
        odd = [one for one in after if one.kind is NeedlingRuleKind.RECORD_AGREES]
        if not odd:
            return judged
        before = set(needle_count(self.events).findings)
        odd = [one for one in odd if one not in before]
        new = {one.event.id for one in judged if one.is_new}
        named = {event: one.detail for one in odd for event in one.events if event in new}
        if odd and not named:
            named = {
                one.event.id: odd[0].detail
                for one in judged
                if one.is_new and one.event.type is NeedleEventType.VOID
            }
        return [_refused(one, named) for one in judged]


def _stands(identifier: str, events: Iterable[ledger.NeedleEvent]) -> bool:
    """Whether an event is among them and has not been taken back."""
    return any(one.id == identifier for one in standing(events))


def _refused(one: Judged, named: dict[str, str]) -> Judged:
    if not one.is_new or one.event.id not in named:
        return one
    message = CANNOT_BE.format(named[one.event.id])
    return Judged(one.event, Answer(one.event.id, Verdict.REFUSED, message))
