"""Needle-sticks of staff: reporting one, adding what happened next, and leaving a trace of who read it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from filiform.clinic.audit.action import Refused, audited, repeat_of
from filiform.clinic.people.models import Clinic
from filiform.clinic.safety.models import NeedleStick, NeedleStickEntry, Used
from filiform.knowledge.model.events import Told


@audited("safety.needle_stick_reported")
def report_needle_stick(
    *,
    clinic: Clinic,
    row_id: UUID,
    injured: Any,
    injured_name: str,
    happened_at: datetime,
    device: str,
    used: Used,
    session: Any,
    place: str,
    how: str,
    first_aid: Sequence[str],
    by: Any,
    at: datetime,
) -> NeedleStick:
    """Report that somebody who works here was pricked.

    Args:
        injured: their membership, or None for somebody without an account, who is then named.
        session: the session whose patient the needle had been in, if it is known.
        first_aid: what was done at once, in the words of the pathway.

    Raises:
        Refused: when nobody or two people are named, the moment lies in the future, or the session or
            the colleague is not this clinic's.
    """
    name = injured_name.strip()
    content = {"injured": injured, "injured_name": name, "happened_at": happened_at}
    repeat_of(clinic.needle_sticks, row_id, **content)
    if (injured is None) == (not name):
        raise Refused("Say who was pricked: a colleague from the list, or a name.")
    if injured is not None and injured.clinic_id != clinic.pk:
        raise Refused("Choose a colleague of this clinic.")
    if session is not None and session.clinic_id != clinic.pk:
        raise Refused("Choose a session of this clinic.")
    if happened_at > at:
        raise Refused("This moment lies in the future. Say when it happened.")
    return NeedleStick.objects.create(
        id=row_id,
        clinic=clinic,
        **content,
        device=device.strip(),
        used=used.value,
        session=session,
        place=place.strip(),
        how=how.strip(),
        first_aid=list(first_aid),
        recorded_by=by,
        recorded_at=at,
    )


@audited("safety.needle_stick_entry_added")
def add_entry(
    *,
    stick: NeedleStick,
    row_id: UUID,
    whom: Told | None,
    text: str,
    by: Any,
    at: datetime,
) -> NeedleStickEntry:
    """Say who was told, or what was done next.

    Raises:
        Refused: when it says nothing, or they were told already.
    """
    content = {"whom": whom.value if whom else "", "text": text.strip()}
    repeat_of(stick.clinic.needle_stick_entries, row_id, stick_id=stick.pk, **content)
    if not any(content.values()):
        raise Refused("Write what was done, in a few words.")
    if whom and stick.entries.filter(whom=whom.value).exists():
        raise Refused("They were told already.")
    return NeedleStickEntry.objects.create(
        id=row_id, clinic=stick.clinic, stick=stick, **content, recorded_by=by, recorded_at=at
    )


@audited("safety.needle_stick_read")
def note_stick_reading(*, stick: NeedleStick, by: Any, at: datetime) -> NeedleStick:
    """Leave a trace that somebody read a report about the health of a colleague."""
    return stick
