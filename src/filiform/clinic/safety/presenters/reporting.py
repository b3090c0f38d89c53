"""The list of what can have happened, with the muscle and the needle of the session filled in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.urls import reverse

from filiform.clinic.needling.queries import session_events
from filiform.clinic.safety.presenters.words import needle_words, severity_label
from filiform.clinic.safety.queries import reportable_events
from filiform.clinic.screening.presenters import day_words, target_words
from filiform.clinical.ledger import Inserted, Opened, standing
from filiform.kernel.decision import Target
from filiform.knowledge.library import Library
from filiform.knowledge.model.events import AdverseEvent, EventClass, EventSeverity

# Between the parts of one value that a form carries; no lot, gauge or identifier holds it.
SEPARATOR = "|"
GROUPS: tuple[tuple[str, tuple[EventClass, ...]], ...] = (
    ("Bleeding", (EventClass.BLEEDING,)),
    ("Pain", (EventClass.PAIN,)),
    ("How the patient feels", (EventClass.GENERAL,)),
    ("The needle", (EventClass.NEEDLE,)),
    (
        "Lung, nerves, organs, infection",
        (EventClass.LUNG, EventClass.NERVE_OR_CORD, EventClass.ORGAN, EventClass.INFECTION),
    ),
)


@dataclass(frozen=True, slots=True)
class EventChoice:
    """One thing that can have happened, and as what it counts at least."""

    id: str
    label: str
    statement: str
    severity: str
    is_serious: bool


@dataclass(frozen=True, slots=True)
class EventGroup:
    """What belongs together in the list."""

    label: str
    events: tuple[EventChoice, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """A muscle or a needle of the session; the one that was used last is chosen."""

    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class ReportPage:
    """The page from which one tap makes a report."""

    day: str
    row: str
    check_in: str
    groups: tuple[EventGroup, ...]
    places: tuple[Choice, ...]
    needles: tuple[Choice, ...]


def report_page(session: Any, asked: Mapping[str, str], library: Library) -> ReportPage:
    """The list for a session. `asked` may name the muscle (`place`) and the check-in it is about."""
    events = standing(session_events(session))
    return ReportPage(
        day=day_words(session.on),
        row=str(uuid4()),
        check_in=asked.get("check_in", "")[:40],
        groups=tuple(_groups(library)),
        places=_places(events, asked.get("place", ""), library),
        needles=_needles(events),
    )


def _groups(library: Library) -> Iterable[EventGroup]:
    events = reportable_events(library)
    for label, kinds in GROUPS:
        chosen = tuple(_choice(one, library) for one in events if one.event_class in kinds)
        if chosen:
            yield EventGroup(label, chosen)


def _choice(event: AdverseEvent, library: Library) -> EventChoice:
    return EventChoice(
        id=event.id,
        label=event.label,
        statement=event.statement,
        severity=severity_label(event.severity, library),
        is_serious=event.severity is EventSeverity.SERIOUS,
    )


def _places(events: Iterable[Any], asked: str, library: Library) -> tuple[Choice, ...]:
    """The muscles that were needled, the last one first."""
    found = [one.place for one in events if isinstance(one, Inserted)]
    values = dict.fromkeys(
        f"{one.muscle}{SEPARATOR}{one.side.value}" for one in reversed(found) if one is not None
    )
    chosen = asked if asked in values else next(iter(values), "")
    labels = {
        f"{one.muscle}{SEPARATOR}{one.side.value}": target_words(
            Target(one.muscle, one.side), library
        )
        for one in found
        if one is not None
    }
    return tuple(Choice(value, labels[value], value == chosen) for value in values)


def _needles(events: Iterable[Any]) -> tuple[Choice, ...]:
    """The kinds of needle that were opened, the last one first."""
    opened = [one for one in events if isinstance(one, Opened)]
    said = dict.fromkeys((one.lot, one.gauge, one.length_mm) for one in reversed(opened))
    return tuple(
        Choice(
            value=SEPARATOR.join((lot, gauge, "" if length is None else f"{length:g}")),
            label=needle_words(lot, gauge, length) or "Not written down",
            is_chosen=number == 0,
        )
        for number, (lot, gauge, length) in enumerate(said)
    )


def session_links(sessions: Iterable[Any]) -> list[dict[str, str]]:
    """The sessions of an episode as places to report from, the latest first."""
    return [
        {
            "label": f"Session of {day_words(one.on)}, {one.practitioner.display_name}",
            "url": reverse(
                "safety:add_event",
                kwargs={
                    "clinic": one.clinic.slug,
                    "episode": one.episode_id,
                    "session": one.pk,
                },
            )
            + "?from=episode",
        }
        for one in sessions
    ]
