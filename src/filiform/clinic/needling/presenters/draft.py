"""The draft of a session that nobody has signed yet, for paper: what is unaccounted for first, then the note so far."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from filiform.clinic.needling.models import NeedlingSession
from filiform.clinic.needling.presenters.count import CountLine, count_line
from filiform.clinic.needling.presenters.note import session_note
from filiform.clinic.needling.queries import standing_at_last_needle
from filiform.clinic.planning.presenters.muscles import gathered
from filiform.clinic.screening.presenters import moment_words, reason_line, target_words
from filiform.clinic.ui.parts import Column, ReasonLine, Table
from filiform.clinical.gates import STOPS
from filiform.clinical.ledger import Needle, needle_count
from filiform.clinical.needling import may_sign
from filiform.kernel.decision import Target
from filiform.knowledge.library import Library


@dataclass(frozen=True, slots=True)
class Draft:
    """A session as it stands on paper. `missing` are needles still to be accounted for; `stops` keep it from being signed."""

    printed: str
    count: CountLine
    missing: Table | None
    note: tuple[str, ...]
    stops: tuple[ReasonLine, ...]


def draft_of(session: NeedlingSession, library: Library, *, at: datetime) -> Draft:
    """The draft as the clinic has it now; what waits on a device is not in it."""
    stands = standing_at_last_needle(session, library)
    facts = stands.facts_for_signing()
    decision = may_sign(facts, library)
    count = needle_count(facts.events)
    note = session_note(session, stands, decision, library, written_at=at)
    reasons = gathered(decision).reasons
    return Draft(
        printed=moment_words(at),
        count=count_line(count),
        missing=_missing(count.unaccounted, library),
        note=tuple(note.splitlines()),
        stops=tuple(reason_line(one, library) for one in reasons if one.severity in STOPS),
    )


def _missing(needles: Iterable[Needle], library: Library) -> Table | None:
    rows = [
        [
            str(number),
            one.state.value.replace("_", " ").capitalize(),
            target_words(Target(one.place.muscle, one.place.side), library) if one.place else "–",
            moment_words(one.since) if one.since else "–",
        ]
        for number, one in enumerate(needles, start=1)
    ]
    columns = [
        Column("Needle", number=True),
        Column("Where it is"),
        Column("Muscle"),
        Column("Since"),
    ]
    return Table("Needles still to be accounted for", columns, rows) if rows else None
