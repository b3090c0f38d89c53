"""Who is next: the open episodes of a clinic, the longest waiting first."""

from collections.abc import Iterable

from django.db.models import QuerySet

from filiform.clinic.episode.models import CurrentStatus
from filiform.clinic.episode.queries import open_episodes
from filiform.clinic.episode.status import Status
from filiform.clinic.people.models import Clinic
from filiform.clinic.people.queries import find_patients

OPEN = [status for status in Status if status.is_open]


def open_work(clinic: Clinic, *, status: Status | None, words: str) -> QuerySet[CurrentStatus]:
    """Where each open episode stands.

    Args:
        status: only episodes of this status; None for every open one.
        words: only patients whose name (either way round) or number begins so.
    """
    work = open_episodes(clinic, status)
    if not words.strip():
        return work
    # From the few patients to their episodes, not from every open episode to its patient.
    found = find_patients(clinic, words).order_by().values("episodes__pk")
    return work.filter(episode__in=found)


def with_patients(work: Iterable[CurrentStatus]) -> list[CurrentStatus]:
    """The same rows, in their order, with episode and patient: fetched for one page and not for all before it."""
    listed = [row.pk for row in work]
    rows = CurrentStatus.objects.select_related("episode__patient").in_bulk(listed)
    return [rows[pk] for pk in listed]
