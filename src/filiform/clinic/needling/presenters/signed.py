"""A signed session: the note, who signed it, what was added, and what the decision said."""

from dataclasses import dataclass
from typing import Any

import msgspec

from filiform.clinic.needling.models import NeedlingSession
from filiform.clinic.needling.presenters.late import late_entry
from filiform.clinic.needling.queries import decision_of
from filiform.clinic.planning.presenters.muscles import gathered
from filiform.clinic.screening.presenters import decision_card, moment_words, target_words
from filiform.clinic.ui.parts import DecisionCard
from filiform.clinical.ledger import NeedleEvent
from filiform.kernel.decision import Target
from filiform.knowledge.library import Library


@dataclass(frozen=True, slots=True)
class AddendumLine:
    """What was added, by whom and when."""

    when: str
    who: str
    text: str


@dataclass(frozen=True, slots=True)
class SignedPage:
    """The session as it is kept; `late_entry` says so when it was signed on a later day.

    `after_signature` are events that had happened and reached the clinic when it was signed already.
    """

    signed: str
    late_entry: str
    note: tuple[str, ...]
    after_signature: tuple[str, ...]
    addenda: tuple[AddendumLine, ...]
    decision: DecisionCard


def signed_page(session: NeedlingSession, library: Library) -> SignedPage:
    """The page of a session that takes nothing but addenda."""
    signature = session.signature
    moment = moment_words(signature.signed_at)
    decision = gathered(decision_of(signature))
    late = late_entry(session, signature.signed_at)
    return SignedPage(
        signed=f"Signed by {signature.signed_by.display_name} on {moment}",
        late_entry=late,
        note=tuple(line for line in signature.note.splitlines() if line != late),
        after_signature=tuple(_late_line(row, library) for row in session.late_events.all()),
        addenda=tuple(
            AddendumLine(moment_words(row.recorded_at), row.recorded_by.get_full_name(), row.text)
            for row in session.addenda.select_related("recorded_by")
        ),
        decision=decision_card(
            decision,
            library,
            label="Signed, with care" if decision.reasons else "Signed",
            decided=f"Judged at signing with library {signature.library_version}",
        ),
    )


def _late_line(row: Any, library: Library) -> str:
    """One event that came after the signature: what, where and when by the device's clock."""
    event = msgspec.convert(row.event, NeedleEvent)
    what = event.type.value.replace("_", " ").capitalize()
    where = (
        f", {target_words(Target(event.place.muscle, event.place.side), library)}"
        if event.place
        else ""
    )
    return f"{what}{where}, {moment_words(event.at)}; reached the clinic {moment_words(row.recorded_at)}"
