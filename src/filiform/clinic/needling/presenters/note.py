"""The note of a session, written from its events in a clinician's words; kept with the signature."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from filiform.clinic.needling.models import Moment, NeedlingSession
from filiform.clinic.needling.presenters.billing import code_line
from filiform.clinic.needling.presenters.consent import withdrawal_note
from filiform.clinic.needling.presenters.late import late_entry, late_events
from filiform.clinic.needling.presenters.minutes import minutes_note
from filiform.clinic.needling.presenters.note_of_deviations import deviation_lines
from filiform.clinic.needling.presenters.note_of_needles import (
    muscle_lines,
    needle_lines,
    slip_lines,
)
from filiform.clinic.needling.presenters.note_of_response import response_words
from filiform.clinic.needling.presenters.practice import supervision_note
from filiform.clinic.needling.queries import Standing, found_at_the_table, minutes_of, response
from filiform.clinic.screening.presenters.words import day_words, label_of
from filiform.clinical.ledger import standing
from filiform.kernel.decision import Decision, Severity
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
        response_words(session, library),
        *(
            line
            for place in stands.places
            for line in muscle_lines(
                place.place,
                place.technique,
                place.reason,
                events,
                library,
                found=[rule for where, rule in found_at_the_table(session) if where == place.place],
            )
        ),
        *needle_lines(events, library),
        *slip_lines(stands.facts.events),
        late_events(session.events.all()),
        *deviation_lines(session.deviations.all(), library),
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
