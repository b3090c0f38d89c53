"""Reads of what was noted at the table: tissue that closes a place, and minutes of timed services."""

from datetime import datetime

from filiform.clinic.needling.models import NeedlingSession
from filiform.clinical.ledger import MuscleSide
from filiform.kernel.side import Side


def found_at_the_table(
    session: NeedlingSession, *, as_of: datetime | None = None
) -> tuple[tuple[MuscleSide, str], ...]:
    """The muscles and sides over which such tissue was found, each with the rule that closes it.

    Args:
        as_of: what was known at that instant instead of now.
    """
    rows = session.found.all() if as_of is None else session.found.filter(recorded_at__lte=as_of)
    last = {(MuscleSide(row.muscle, Side(row.side)), row.rule): row.is_there for row in rows}
    return tuple(place for place, is_there in last.items() if is_there)


def minutes_of(session: NeedlingSession) -> dict[str, int]:
    """Minutes of each service billed by time, by the identifier of its rule; the last ones given count."""
    return {row.service: row.minutes for row in session.minutes.all()}
