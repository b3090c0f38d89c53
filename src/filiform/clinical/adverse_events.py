"""Adverse events: how often and how bad, what to do while one happens, and who must be told of it by when."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

import msgspec

from filiform.clinical.credentials import law_of
from filiform.kernel.quantity import Quantity, Unit
from filiform.knowledge.library import Library
from filiform.knowledge.model.events import (
    AdverseEvent,
    EventClass,
    EventSeverity,
    Frequency,
    FrequencyWord,
    SeverityDefinition,
    Told,
)
from filiform.knowledge.model.law import Profession, RequirementKind
from filiform.knowledge.model.needling import EmergencyProcedure


class DueTelling(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who must be told, by when at the latest, what, and the statement that says so."""

    whom: Told
    by: datetime
    what: str
    statement: str


def due_tellings(
    event: AdverseEvent,
    severity: EventSeverity,
    place: str,
    profession: Profession,
    noticed_at: datetime,
    library: Library,
) -> tuple[DueTelling, ...]:
    """Everybody who must be told of an event that was noticed then, the most urgent first.

    Args:
        severity: as the clinician judges it; the board of the place is told of more than mild events
            of patients, and of nothing that happened to staff.
    """
    due = [
        *_by_event(event, noticed_at),
        *(
            ()
            if event.event_class is EventClass.STAFF
            else _by_law(severity, place, profession, noticed_at, library)
        ),
    ]
    return tuple(sorted(due, key=lambda one: (one.by, one.whom)))


def _by_event(event: AdverseEvent, noticed_at: datetime) -> Iterator[DueTelling]:
    for one in event.tell:
        yield DueTelling(
            whom=one.whom,
            by=noticed_at + _span(one.within),
            what=one.what,
            statement=event.id,
        )


def _by_law(
    severity: EventSeverity,
    place: str,
    profession: Profession,
    noticed_at: datetime,
    library: Library,
) -> Iterator[DueTelling]:
    law = law_of(place, profession, noticed_at.date(), library)
    asked = law.requirement(RequirementKind.REPORT_ADVERSE_EVENT) if law else None
    if law is None or asked is None or asked.amount is None or severity is EventSeverity.MILD:
        return
    yield DueTelling(
        whom=Told.LICENSING_BOARD,
        by=noticed_at + _span(asked.amount),
        what=asked.action,
        statement=law.id,
    )


def _span(quantity: Quantity) -> timedelta:
    if quantity.unit is Unit.DAY:
        return timedelta(days=quantity.value)
    if quantity.unit is Unit.HOUR:
        return timedelta(hours=quantity.value)
    raise ValueError(f"a time in which somebody is told is given in h or d, not in {quantity.unit}")


def frequency_of(percent: float, library: Library) -> Frequency:
    """The frequency, with its word and what it means, of something that happens in so many of a hundred.

    Raises:
        ValueError: for less than none or more than all.
        LookupError: when the library has no word for so little.
    """
    if not 0 <= percent <= _ALL:
        raise ValueError(f"a share lies between 0 and 100 per cent, and was given as {percent}")
    words = sorted(library.all(Frequency), key=lambda one: one.at_least.value, reverse=True)
    found = next((one for one in words if percent >= one.at_least.value), None)
    if found is None:
        raise LookupError(f"the library has no word for what happens in {percent} %")
    return found


def frequency_word(percent: float, library: Library) -> FrequencyWord:
    """The word for something that happens in so many of a hundred; it raises what `frequency_of` does."""
    return frequency_of(percent, library).word


_ALL = 100


def counted_severity(
    event: AdverseEvent, judged: EventSeverity, library: Library
) -> SeverityDefinition:
    """As what an event counts: a clinician may raise what its kind counts as at least, and never lower it.

    Raises:
        LookupError: when the library does not define that severity.
    """
    counted = max(event.severity, judged, key=lambda one: one.rank)
    for one in library.all(SeverityDefinition):
        if one.severity is counted:
            return one
    raise LookupError(f"the library does not define the severity `{counted}`")


def events_told_to(whom: Told, hours: float, library: Library) -> tuple[AdverseEvent, ...]:
    """The events of which somebody is told within so many hours, whatever the law of the place adds."""
    return tuple(
        event
        for event in library.all(AdverseEvent)
        if any(
            one.whom is whom and _span(one.within) <= timedelta(hours=hours) for one in event.tell
        )
    )


def procedures_for(events: Iterable[str], library: Library) -> tuple[EmergencyProcedure, ...]:
    """What to do while these events happen, in the order of the emergency card."""
    named = {name for event in events for name in library.get(event, AdverseEvent).procedures}
    return tuple(one for one in library.all(EmergencyProcedure) if one.id in named)
