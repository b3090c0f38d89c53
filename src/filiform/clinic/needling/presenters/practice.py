"""Who needles, in the eyes of law and training; who watches; and whose name is still to come."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from filiform.clinic.needling.models import NeedlingSession
from filiform.clinic.needling.queries import (
    Standing,
    co_signature_of,
    supervisor_of,
)
from filiform.clinic.people.models import Practitioner
from filiform.clinic.planning.presenters.muscles import gathered
from filiform.clinic.screening.presenters import moment_words, reason_line
from filiform.clinic.ui.parts import ReasonLine
from filiform.clinical.gates import gate_decision
from filiform.clinical.needling import practice_reasons
from filiform.knowledge.library import Library


@dataclass(frozen=True, slots=True)
class SupervisionLine:
    """The colleague who watches, whether they co-signed, and who could be named."""

    supervisor: str
    supervisor_user: UUID | None
    co_signed: str
    may_name: bool
    is_mine: bool
    colleagues: tuple[Any, ...]


def practice_lines(stands: Standing, library: Library) -> tuple[ReasonLine, ...]:
    """What the law and the credentials say about this session's muscles, heaviest first, each once."""
    reasons = [
        reason
        for one in stands.places
        for reason in practice_reasons(one.place.muscle, one.technique, stands.facts, library)
    ]
    decision = gathered(gate_decision(reasons, library))
    return tuple(reason_line(reason, library) for reason in decision.reasons)


def supervision_line(
    session: NeedlingSession, user: Any, colleagues: Iterable[Practitioner]
) -> SupervisionLine:
    """What the page says about supervision to the one who reads it."""
    supervisor = supervisor_of(session)
    signed = co_signature_of(session)
    is_mine = session.practitioner.membership.user_id == user.pk
    others = [one for one in colleagues if one != session.practitioner]
    return SupervisionLine(
        supervisor=supervisor.display_name if supervisor else "",
        supervisor_user=supervisor.membership.user_id if supervisor else None,
        co_signed=moment_words(signed.signed_at) if signed else "",
        is_mine=is_mine,
        may_name=is_mine and bool(others),
        colleagues=tuple(others) if is_mine else (),
    )


def supervision_note(session: NeedlingSession) -> str:
    """The line of the note about who watched; none where nobody did."""
    signed = co_signature_of(session)
    if signed is None:
        return ""
    when = moment_words(signed.signed_at)
    return f"Supervised by {signed.signed_by.display_name}, who co-signed on {when}."
