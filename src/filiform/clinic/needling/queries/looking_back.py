"""A session as it stood in the past: what a gate forbade when a needle went in, and what a session is signed on."""

from bisect import bisect_right
from dataclasses import replace
from datetime import date, datetime
from functools import cached_property

import msgspec
from django.utils import timezone

from filiform.clinic.needling.models import NeedlingSession
from filiform.clinic.needling.queries.deviations import (
    AgainstGate,
    inserted_in,
    place_of,
    rows_against,
    to_be_told,
    told_of,
)
from filiform.clinic.needling.queries.events import session_events
from filiform.clinic.needling.queries.standing import Standing, session_standing, technique_of
from filiform.clinical import ledger
from filiform.clinical.gates import STOPS
from filiform.clinical.ledger import Inserted, MuscleSide, NeedleEvent
from filiform.clinical.needling import may_needle
from filiform.knowledge.library import Library


def standing_at_last_needle(session: NeedlingSession, library: Library) -> Standing:
    """The session as it stood when its last needle went in: what it is signed on.

    What came to light afterwards (consent taken back, a screening that now says no) stops the next
    needle; it does not undo the last one, and must not keep its record from being closed. A needle
    that was told of as a deviation is not the one that the others are judged by.
    """
    events = session_events(session)
    against = against_gates(session, library, events)
    waiting = to_be_told(session, against)
    untold = {event for one in waiting for event in one.events}
    told = {one.event for one in against} - untold
    inserted = {
        event.id: event.at for event in ledger.standing(events) if isinstance(event, Inserted)
    }
    counted = [at for name, at in inserted.items() if name not in told] or inserted.values()
    last = max(counted, default=None)
    stands = session_standing(session, session.on, library, as_of=last, events=events)
    facts = msgspec.structs.replace(
        stands.facts,
        against_gates=tuple(one.place for one in waiting if one.place is not None),
        deviations=told_of(session, against),
    )
    return replace(stands, facts=facts)


def against_gates(
    session: NeedlingSession, library: Library, events: tuple[NeedleEvent, ...] | None = None
) -> tuple[AgainstGate, ...]:
    """The events that a gate forbade when they happened, as far as that is not set right.

    Judged by what held when the needle went in, and by what was said and set aside by name since.

    Args:
        events: the events of the session where they are known already, instead of reading them.
    """
    rows = [(row, inserted_in(row)) for row in rows_against(session)]
    if not rows:
        return ()
    then = LookingBack(session, library, session_events(session) if events is None else events)
    found = []
    for row, event in rows:
        now = row.against if event is None else then.refusing(event)
        if still := tuple(name for name in row.against if name in now):
            found.append(AgainstGate(str(row.pk), place_of(row), still))
    return tuple(found)


class LookingBack:
    """A session as it stood at instants of the past, with the events given.

    However many instants are asked for, it is read once between one change and the next.
    """

    def __init__(
        self, session: NeedlingSession, library: Library, events: tuple[NeedleEvent, ...] = ()
    ) -> None:
        self._session, self._library, self._events = session, library, events
        self._read: dict[tuple[int, date], Standing] = {}
        self._refusing: dict[tuple[tuple[int, date], MuscleSide, str], tuple[str, ...]] = {}

    def at(self, moment: datetime) -> Standing:
        """How it stood at an instant."""
        since = self._since(moment)
        if since not in self._read:
            self._read[since] = session_standing(
                self._session, since[1], self._library, as_of=moment, events=self._events
            )
        return self._read[since]

    def refusing(self, event: Inserted) -> tuple[str, ...]:
        """The statements that forbade an insertion; asked once for all that were alike."""
        alike = (self._since(event.at), MuscleSide(event.muscle, event.side), event.technique)
        if alike not in self._refusing:
            self._refusing[alike] = refusing_in(self.at(event.at), event, self._library)
        return self._refusing[alike]

    def _since(self, moment: datetime) -> tuple[int, date]:
        """How many changes there were until then, and the day: all that a standing depends on."""
        return bisect_right(self._changes, moment), timezone.localdate(moment)

    @cached_property
    def _changes(self) -> list[datetime]:
        """When something was decided, agreed to, answered or found that a session is judged by, in order."""
        episode, session = self._session.episode, self._session
        recorded = [
            rows.order_by().values_list("recorded_at")
            for rows in (episode.screening_outcomes, session.answers, session.found)
        ]
        said = episode.consents.order_by().values_list("given_at")
        return sorted(moment for (moment,) in said.union(*recorded))


def refusing_in(stands: Standing, event: Inserted, library: Library) -> tuple[str, ...]:
    """The statements that forbid an insertion as a session stands."""
    place = MuscleSide(event.muscle, event.side)
    technique = event.technique or technique_of(place, stands.places)
    decision = may_needle(place, technique, stands.facts_for(place), library)
    return tuple(dict.fromkeys(one.statement for one in decision.reasons if one.severity in STOPS))
