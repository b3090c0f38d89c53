"""Who is next: the open episodes of a clinic, those first whose patient waits for an answer."""

from django.db.models import Q, QuerySet

from filiform.clinic.episode.models import StatusChange
from filiform.clinic.episode.queries import current_changes
from filiform.clinic.episode.status import Status
from filiform.clinic.people.models import Clinic
from filiform.clinic.people.search_keys import search_key

OPEN = [status for status in Status if status.is_open]


def open_work(clinic: Clinic, *, status: Status | None, words: str) -> QuerySet[StatusChange]:
    """The current row of each open episode, the longest waiting first.

    Args:
        status: only episodes of this status; None for every open one.
        words: only patients whose name (either way round) or number begins so.
    """
    work = current_changes(clinic).select_related("episode__patient")
    work = work.filter(status=status) if status else work.filter(status__in=OPEN)
    key = search_key(words)
    if key:
        work = work.filter(
            Q(episode__patient__family_first__startswith=key)
            | Q(episode__patient__given_first__startswith=key)
            | Q(episode__patient__identifier__startswith=words.strip())
        )
    return work.order_by("recorded_at", "pk")
