"""The adverse events of an episode, for the pages of the episode, the signed session and the check-in."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import template

from filiform.clinic.knowledge import library
from filiform.clinic.safety.models import AdverseEventReport, EventOutcome
from filiform.clinic.safety.presenters.overview import event_url
from filiform.clinic.safety.presenters.words import (
    TONES,
    day_and_time,
    event_label,
    place_words,
    severity_label,
)
from filiform.clinic.safety.queries import events_of_episode, known_of
from filiform.clinic.supplies.models import LotRecall
from filiform.clinic.supplies.presenters.lots import lot_and_maker
from filiform.clinic.supplies.queries import WrittenLot, listed, recalled_lots, unknown_lots
from filiform.clinical.ledger import NeedleEvent, Opened, standing
from filiform.knowledge.model.events import EventSeverity

register = template.Library()


@dataclass(frozen=True, slots=True)
class EventLine:
    """One adverse event on a timeline."""

    when: str
    datetime: str
    title: str
    kind: str
    details: str
    url: str


@register.simple_tag
def adverse_events_of(episode: Any) -> list[EventLine]:
    """The adverse events of an episode, the latest first."""
    return [_line(one) for one in events_of_episode(episode)]


@register.simple_tag
def adverse_events_in(session: Any) -> list[EventLine]:
    """The adverse events of one session, the latest first."""
    return [_line(one) for one in events_of_episode(session.episode).filter(session=session)]


@dataclass(frozen=True, slots=True)
class LotsOfSession:
    """The lots of a session that somebody must look at: recalled ones, and ones that no list knows."""

    recalled: tuple[LotRecall, ...]
    unknown: tuple[str, ...]


@register.simple_tag
def lots_of(session: Any, events: Iterable[NeedleEvent]) -> LotsOfSession:
    """What must be said about the needles opened in a session. A clinic that keeps no list is not warned."""
    opened = (one for one in standing(events) if isinstance(one, Opened))
    lots = tuple(dict.fromkeys(WrittenLot(one.lot, one.maker) for one in opened if one.lot))
    recalls = dict.fromkeys(recalled_lots(session.clinic, lots).values())
    unknown = unknown_lots(listed(session.clinic), lots) if lots else ()
    return LotsOfSession(tuple(recalls), tuple(lot_and_maker(one) for one in unknown))


def _line(report: AdverseEventReport) -> EventLine:
    known = known_of(report)
    severity = EventSeverity(known.severity)
    withdrawn = hasattr(report, "withdrawal")
    details = (
        "Taken back" if withdrawn else severity_label(severity, library()),
        place_words(known.muscle, known.side, library()),
        EventOutcome(known.outcome).label if known.outcome else "",
    )
    loud = {"red": "emergency", "amber": "caution"}.get(TONES[severity], "visit")
    return EventLine(
        when=day_and_time(report.noticed_at),
        datetime=report.noticed_at.isoformat(),
        title=event_label(report.event, library()),
        kind="visit" if withdrawn else loud,
        details=" · ".join(filter(None, details)),
        url=event_url(report),
    )
