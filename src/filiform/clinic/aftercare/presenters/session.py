"""A session in words: when, where needles went in, by whom; and what to tell an emergency department."""

from dataclasses import dataclass
from typing import Any

from filiform.clinic.needling.presenters.emergencies import known_risks
from filiform.clinic.needling.queries import session_events
from filiform.clinic.screening.presenters import day_words, label_of, moment_words, target_words
from filiform.clinic.ui.parts import SummaryRow
from filiform.clinical.aftercare import TreatedSession
from filiform.clinical.ledger import Inserted, needled, standing
from filiform.kernel.decision import Target
from filiform.knowledge.library import Library


@dataclass(frozen=True, slots=True)
class SessionWords:
    """One signed session as pages name it."""

    id: str
    day: str
    moment: str
    muscles: tuple[str, ...]
    techniques: tuple[str, ...]
    practitioner: str


def session_words(session: Any, library: Library) -> SessionWords:
    """The day, the muscles with their sides, the techniques and the practitioner."""
    events = session_events(session)
    techniques = dict.fromkeys(
        one.technique for one in standing(events) if isinstance(one, Inserted) and one.technique
    )
    return SessionWords(
        id=str(session.pk),
        day=day_words(session.on),
        moment=moment_words(session.started_at),
        muscles=tuple(
            target_words(Target(place.muscle, place.side), library) for place in needled(events)
        ),
        techniques=tuple(label_of(one, library) for one in techniques),
        practitioner=session.practitioner.display_name,
    )


def to_tell(session: Any, treated: TreatedSession, library: Library) -> tuple[SummaryRow, ...]:
    """What an emergency department has to know of the needling, in the order in which it is asked."""
    words = session_words(session, library)
    rows = [
        SummaryRow("Dry needling", words.moment),
        SummaryRow("Muscles", "; ".join(words.muscles)),
        SummaryRow("Technique", "; ".join(words.techniques)),
        SummaryRow("Known risks", "; ".join(known_risks(treated, library))),
        SummaryRow("Needled by", f"{words.practitioner}, {session.clinic.name}"),
        SummaryRow("Clinic’s telephone", session.clinic.phone),
    ]
    return tuple(row for row in rows if row.value)


def telephone(number: str) -> str:
    """A telephone number as an address to call: digits, and a plus where it has one."""
    digits = "".join(one for one in number if one.isdigit() or one == "+")
    return f"tel:{digits}" if digits else ""
