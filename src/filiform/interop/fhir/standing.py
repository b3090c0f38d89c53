"""How an entry stands on a day: whether it speaks for the present, or for a past that must be asked about."""

from datetime import date

from filiform.clinical.facts import Standing
from filiform.interop.fhir.dates import days_between
from filiform.interop.fhir.entry import EntryState, RecordEntry
from filiform.knowledge.model.screening import Persistence, RecordPolicy


def is_yet_to_come(entry: RecordEntry, on: date) -> bool:
    """Whether an entry lies wholly after that day: nothing of the future counts."""
    return entry.started is not None and entry.started.first > on


def standing(entry: RecordEntry, policy: RecordPolicy | None, on: date) -> Standing:
    """The standing of an entry on the day `on`, by the policy of the finding that it means.

    Without a policy, and wherever the record itself is in doubt, an entry is only asked about.
    """
    if policy is None or entry.state is EntryState.UNCERTAIN:
        return Standing.PAST
    match policy.persistence:
        case Persistence.LIFELONG:
            counts = True
        case Persistence.WHILE_ACTIVE:
            counts = _is_active(entry, on) and _is_young(entry, policy.recent_days, on)
        case Persistence.RECENT:
            counts = _is_recent(entry, policy.recent_days or 0, on)
    return Standing.CURRENT if counts else Standing.PAST


def _is_active(entry: RecordEntry, on: date) -> bool:
    """A dated end decides, also over a status that was set later; without one the status does."""
    if entry.ended is not None:
        return entry.ended.last >= on and (
            entry.ended != entry.started or entry.state is EntryState.ACTIVE
        )
    return entry.state is EntryState.ACTIVE


def _is_young(entry: RecordEntry, days: int | None, on: date) -> bool:
    """Whether an active entry is still believed; one that nobody dated is."""
    if days is None or entry.started is None:
        return True
    return days_between(min(entry.started.last, on), on) <= days


def _is_recent(entry: RecordEntry, days: int, on: date) -> bool:
    """Whether the last day of an entry lies within so many days; one that nobody dated does not."""
    last = entry.ended or entry.started
    return last is not None and days_between(min(last.last, on), on) <= days
