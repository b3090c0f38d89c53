"""What was written later than it happened: a note signed on a later day, an event entered long afterwards."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.utils import timezone

from filiform.clinic.needling.models import NeedleEvent, NeedlingSession
from filiform.clinic.screening.presenters.words import day_words, moment_words

# A tablet without a connection sends what it kept when it is back; only longer than this is late.
SOON_ENOUGH = timedelta(minutes=30)


def late_entry(session: NeedlingSession, written_at: datetime) -> str:
    """That a note was written on a later day than its session, by the clinic's calendar; else nothing."""
    if timezone.localdate(written_at) <= session.on:
        return ""
    return f"Late entry, written on {moment_words(written_at)} about {day_words(session.on)}."


def late_events(rows: Iterable[NeedleEvent]) -> str:
    """How many events were entered long after they happened, with the first of them; else nothing."""
    late = [row for row in rows if row.recorded_at - row.at > SOON_ENOUGH]
    if not late:
        return ""
    first = min(late, key=lambda row: row.at)
    number = "1 event was" if len(late) == 1 else f"{len(late)} events were"
    return (
        f"{number} entered more than {SOON_ENOUGH.seconds // 60} minutes after happening: the first "
        f"happened on {moment_words(first.at)} and was entered on {moment_words(first.recorded_at)}."
    )
