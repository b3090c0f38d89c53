"""Consent that was taken back during a session: what to do at once, and what the note keeps of it."""

from dataclasses import dataclass

from filiform.clinic.needling.models import NeedlingSession
from filiform.clinic.planning.queries import withdrawal_that_holds
from filiform.clinic.screening.presenters.words import moment_words
from filiform.clinical.ledger import NeedleEventType, needle_count
from filiform.clinical.needling import SessionFacts


@dataclass(frozen=True, slots=True)
class WithdrawalLine:
    """Consent is taken back: since when, and how many needles have to come out now."""

    since: str
    still_in: str


def withdrawal_line(session: NeedlingSession, facts: SessionFacts) -> WithdrawalLine | None:
    """What the page says on top while consent is taken back; nothing otherwise."""
    row = withdrawal_that_holds(session.episode) if facts.consent_is_withdrawn else None
    if row is None:
        return None
    number = sum(count for _, count in needle_count(facts.events).in_body)
    still_in = ""
    if number:
        still_in = "1 needle is" if number == 1 else f"{number} needles are"
        still_in += " still in the body. Take out every one and record it."
    return WithdrawalLine(moment_words(row.given_at), still_in)


def withdrawal_note(session: NeedlingSession) -> str:
    """The line of the note about a withdrawal after the session had begun; none otherwise."""
    row = withdrawal_that_holds(session.episode)
    if row is None or row.given_at < session.started_at:
        return ""
    later = session.events.filter(type=NeedleEventType.INSERTED, at__gt=row.given_at).exists()
    then = "a needle was recorded after that" if later else "no needle went in after that"
    return f"Consent was taken back by the patient on {moment_words(row.given_at)}; {then}."
