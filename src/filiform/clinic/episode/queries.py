"""Where episodes stand: the one place that reads the status log."""

from dataclasses import dataclass

from django.db.models import OuterRef, QuerySet, Subquery

from filiform.clinic.episode.models import CurrentStatus, Episode, StatusChange
from filiform.clinic.episode.status import Status
from filiform.clinic.people.models import Clinic
from filiform.clinical.stage import Stage


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an episode stands: its status, and the stage of the path that is now."""

    status: Status
    stage: Stage
    reason: str = ""


def current_status(episode: Episode) -> Standing:
    """The latest row of the log. Latest first, then anything else: never filter before taking it."""
    latest = episode.status_changes.order_by("-sequence").first()
    if latest is None:
        return Standing(Status.REFERRED, Stage.SCREENING)
    return Standing(Status(latest.status), Stage(latest.stage), latest.reason)


def with_current_status(episodes: QuerySet[Episode]) -> QuerySet[Episode]:
    """The same episodes with `status`, `stage` and `since` (an instant) of their latest row."""
    latest = StatusChange.objects.filter(episode=OuterRef("pk")).order_by("-sequence")
    return episodes.annotate(
        status=Subquery(latest.values("status")[:1]),
        stage=Subquery(latest.values("stage")[:1]),
        since=Subquery(latest.values("recorded_at")[:1]),
    )


def open_episodes(clinic: Clinic, status: Status | None = None) -> QuerySet[CurrentStatus]:
    """Where each open episode of a clinic stands, the longest waiting first; of one status, or of all."""
    if status is not None:
        return clinic.current_statuses.filter(status=status).order_by("since", "pk")
    return clinic.current_statuses.filter(is_open=True).order_by("since", "pk")
