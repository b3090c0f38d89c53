"""Writes beside the table besides needles: tissue that closes a place, and minutes of timed services."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from filiform.clinic.audit.action import Refused, audited, repeat_of
from filiform.clinic.knowledge import library
from filiform.clinic.needling.actions.writing import open_for_writing, row_of
from filiform.clinic.needling.models import (
    MOST_MINUTES,
    FoundTissue,
    NeedlingSession,
    TimedMinutes,
)
from filiform.clinic.needling.queries import places_of, technique_of
from filiform.clinical.billing import codes_for_time
from filiform.clinical.ledger import MuscleSide
from filiform.clinical.region_rules import rules_found_at_the_table


@audited("needling.tissue_found")
def record_found(
    *,
    session: NeedlingSession,
    row_id: UUID,
    place: MuscleSide,
    rule: str,
    is_there: bool,
    by: Any,
    at: datetime,
) -> FoundTissue:
    """Note tissue that no needle goes over, or take such a note back; it closes that muscle and side.

    Raises:
        Refused: for a muscle that is not part of the session, or for what is not found by looking.
    """
    columns = {"muscle": place.muscle, "side": place.side.value, "rule": rule}
    repeat_of(session.found, row_id, **columns, is_there=is_there)
    open_for_writing(session)
    if not technique_of(place, places_of(session)):
        raise Refused("This muscle is not part of the session. Add it first, and say why.")
    if rule not in {one.id for one in rules_found_at_the_table(library())}:
        raise Refused(
            "This is nothing that is found at the table. Reload the page and choose again."
        )
    return FoundTissue.objects.create(
        id=row_id, **row_of(session, by, at), **columns, is_there=is_there
    )


@audited("needling.minutes_recorded")
def record_minutes(
    *, session: NeedlingSession, row_id: UUID, service: str, minutes: int, by: Any, at: datetime
) -> TimedMinutes:
    """Minutes face to face of a service billed by time; new ones stand beside the old, and count.

    Raises:
        Refused: for a service that is not billed by time here, or for more minutes than a day has.
    """
    repeat_of(session.minutes, row_id, service=service, minutes=minutes)
    open_for_writing(session)
    on = timezone.localdate(session.started_at)
    if service not in {one.id for one in codes_for_time(on, library())}:
        raise Refused("This service is not billed by time. Reload the page and choose again.")
    if not 0 <= minutes <= MOST_MINUTES:
        raise Refused(f"{minutes} minutes were given; 0 to {MOST_MINUTES} can be.")
    return TimedMinutes.objects.create(
        id=row_id, **row_of(session, by, at), service=service, minutes=minutes
    )
