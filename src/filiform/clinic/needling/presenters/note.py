"""The note of a session, written from its events in a clinician's words; kept with the signature."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from filiform.clinic.needling.models import Moment, NeedlingSession
from filiform.clinic.needling.presenters.billing import code_line
from filiform.clinic.needling.presenters.consent import withdrawal_note
from filiform.clinic.needling.presenters.late import late_entry, late_events
from filiform.clinic.needling.presenters.minutes import minutes_note
from filiform.clinic.needling.presenters.practice import supervision_note
from filiform.clinic.needling.queries import Standing, found_at_the_table, minutes_of, response
from filiform.clinic.screening.presenters.words import day_words, label_of, target_words
from filiform.clinical.ledger import (
    MuscleSide,
    NeedleEvent,
    NeedleEventKind,
    needle_count,
    standing,
)
from filiform.kernel.decision import Decision, Severity, Target
from filiform.knowledge.library import Library


def session_note(
    session: NeedlingSession,
    stands: Standing,
    decision: Decision[Any],
    library: Library,
    *,
    written_at: datetime,
) -> str:
    """The whole note as plain text, one statement a line; `written_at` is when it is signed."""
    events = standing(stands.facts.events)
    lines = [
        late_entry(session, written_at),
        f"Dry needling on {day_words(session.on)} by {session.practitioner.display_name}.",
        _asked_line(session, library),
        _response_line(session),
        *(
            line
            for place in stands.places
            for line in _muscle_lines(
                place.place,
                place.technique,
                place.reason,
                events,
                library,
                found=[rule for where, rule in found_at_the_table(session) if where == place.place],
            )
        ),
        *_needle_lines(events),
        late_events(session.events.all()),
        *_limit_lines(decision, stands, library),
        withdrawal_note(session),
        supervision_note(session),
        *minutes_note(session.clinic.jurisdiction, session.on, minutes_of(session), library),
        _code_line(session, stands, library),
    ]
    return "\n".join(line for line in lines if line)


def _code_line(session: NeedlingSession, stands: Standing, library: Library) -> str:
    line = code_line(session.clinic, session.on, stands.facts.events, library)
    return "" if line is None else line.words


def _asked_line(session: NeedlingSession, library: Library) -> str:
    answers = session.answers.last()
    if answers is None:
        return "Asked on the day, within screening, what can change from day to day."
    if not answers.new:
        return "Asked on the day: nothing new or different since screening."
    named = ", ".join(label_of(finding, library).lower() for finding in answers.new)
    return (
        f"Asked on the day; new or different: {named}. Screening was decided again before needling."
    )


def _response_line(session: NeedlingSession) -> str:
    said = [
        f"{moment.label} {pain} of 10"
        for moment in Moment
        if (pain := response(session, moment)) is not None
    ]
    return f"Pain: {', '.join(said)}." if said else ""


def _muscle_lines(
    place: MuscleSide,
    technique: str,
    reason: str,
    events: Iterable[NeedleEvent],
    library: Library,
    *,
    found: Iterable[str],
) -> Iterator[str]:
    here = [event for event in events if event.place == place]
    name = target_words(Target(place.muscle, place.side), library)
    counts = counts_of(here)
    if found:
        named = ", ".join(label_of(rule, library).lower() for rule in found)
        yield f"{name}: found on the day, {named}; no needle goes over it."
    if not counts[NeedleEventKind.INSERTED]:
        yield f"{name}: not needled."
        return
    said = [
        f"{_needles(counts[NeedleEventKind.INSERTED])} in and {counts[NeedleEventKind.REMOVED]} out",
        twitch_words(counts[NeedleEventKind.TWITCH]),
    ]
    if (discomfort := last_discomfort(here)) is not None:
        said.append(f"discomfort {discomfort} of 10")
    yield f"{name}, {label_of(technique, library).lower()}: {', '.join(said)}."
    if counts[NeedleEventKind.SHARP_PAIN]:
        yield f"{name}: unusually sharp pain at insertion; watched for in aftercare."
    if reason:
        yield f"{name} is not in the plan: {reason.rstrip('.')}."


def counts_of(events: Iterable[NeedleEvent]) -> Counter[NeedleEventKind]:
    """How many of each kind."""
    counts: Counter[NeedleEventKind] = Counter()
    for event in events:
        counts[event.kind] += event.quantity
    return counts


def last_discomfort(events: Iterable[NeedleEvent]) -> int | None:
    """The discomfort given last, 0 to 10; events come in order of time."""
    given = [event.discomfort for event in events if event.kind is NeedleEventKind.DISCOMFORT]
    return given[-1] if given else None


def twitch_words(count: int) -> str:
    """A number of local twitch responses."""
    if not count:
        return "no local twitch"
    return "1 local twitch" if count == 1 else f"{count} local twitches"


def _needles(count: int) -> str:
    return "1 needle" if count == 1 else f"{count} needles"


def packet_words(event: Any) -> str:
    """What is printed on a packet of needles, from an event or anything with the same attributes."""
    size = " × ".join(
        part for part in (event.gauge, f"{event.length_mm:g} mm" if event.length_mm else "") if part
    )
    until = f"until {day_words(event.expires_on)}" if event.expires_on else ""
    lot = f"lot {event.lot}" if event.lot else ""
    return ", ".join(part for part in (size, lot, until) if part)


def _needle_lines(events: Iterable[NeedleEvent]) -> Iterator[str]:
    events = tuple(events)
    opened: Counter[str] = Counter()
    for event in events:
        if event.kind is NeedleEventKind.OPENED:
            opened[packet_words(event)] += event.quantity
    for packet, number in opened.items():
        yield f"{_needles(number)} opened: {packet}."
    count = needle_count(events)
    agrees = "the count agrees" if count.agrees else f"{count.unaccounted} not accounted for"
    yield f"{count.inserted} in, {count.removed} out, {count.discarded_unused} unused: {agrees}."


def _limit_lines(decision: Decision[Any], stands: Standing, library: Library) -> Iterator[str]:
    """What was set aside by name for a muscle that was needled; cautions stay on the page, not in the note."""
    needled = {target.id for reason in decision.reasons for target in reason.about}
    kept = {
        reason.statement for reason in decision.reasons if reason.severity is Severity.PRECAUTION
    }
    for override in stands.facts.overrides:
        if override.statement in kept and override.muscle in {None, *needled}:
            yield (
                f"Set aside by {override.by_name} until {day_words(override.expires_on)}: "
                f"{label_of(override.statement, library).lower()}. {override.reason.rstrip('.')}."
            )
