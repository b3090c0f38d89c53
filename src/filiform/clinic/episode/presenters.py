"""What every page about an episode shows: who it is, and where on the path they are."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone

from filiform.clinic.episode.models import Episode, StatusChange
from filiform.clinic.episode.queries import Standing, current_status, with_current_status
from filiform.clinic.episode.status import Status
from filiform.clinic.people.models import Patient
from filiform.clinic.people.presenters import day, identity_strip
from filiform.clinic.ui.parts import Cell, Column, PathwayStage, Table, TaskRow, pathway
from filiform.clinical.stage import Stage

LABELS = {stage.value: stage.value.capitalize() for stage in Stage}


def episode_page(episode: Episode, *, on: date, **limits: str) -> dict[str, Any]:
    """The context of a workspace page: `episode`, `patient`, `standing`, `identity` and `stages`.

    `limits` are the words of the identity strip that screening knows: `forbids`, `cautions`,
    `allergies`, `limits_url`.
    """
    standing = current_status(episode)
    return {
        "episode": episode,
        "patient": episode.patient,
        "standing": standing,
        "identity": identity_strip(episode.patient, on=on, **limits),
        "stages": pathway_of(episode, standing),
    }


def pathway_of(episode: Episode, standing: Standing) -> tuple[PathwayStage, ...]:
    """The six stages: done, now and next; those that may be opened carry their address."""
    open_to = len(Stage) if standing.status in _ALL_OPEN else standing.stage.position + 1
    urls = {stage.value: stage_url(episode, stage) for stage in list(Stage)[:open_to]}
    return pathway(LABELS, now=standing.stage.value, urls=urls)


_ALL_OPEN = (Status.TREATMENT, Status.DISCHARGED)


def stage_url(episode: Episode, stage: Stage) -> str:
    """The main page of a stage for this episode."""
    where = {"clinic": episode.clinic.slug, "episode": episode.pk}
    return reverse(f"{stage.value}:stage", kwargs=where)


def episode_url(episode: Episode) -> str:
    """The episode's own page."""
    where = {"clinic": episode.clinic.slug, "episode": episode.pk}
    return reverse("episode:episode", kwargs=where)


def log_rows(episode: Episode) -> Table:
    """How the episode came to where it stands, latest first."""
    columns = [Column("When"), Column("Status"), Column("Stage"), Column("By"), Column("Reason")]
    changes = episode.status_changes.select_related("recorded_by").order_by("-sequence")
    return Table("Status log", columns, [_log_row(change) for change in changes])


def _log_row(change: StatusChange) -> list[Cell | str]:
    when = timezone.localtime(change.recorded_at)
    return [
        f"{day(when.date())}, {when:%H:%M}",
        Status(change.status).label,
        LABELS[change.stage],
        change.recorded_by.name,
        change.reason or "–",
    ]


def episode_tasks(patient: Patient) -> list[TaskRow]:
    """The episodes of a patient as a task list, newest first."""
    episodes = with_current_status(patient.episodes.select_related("clinic"))
    return [_task(episode) for episode in episodes.order_by("-opened_on", "pk")]


def _task(episode: Any) -> TaskRow:
    status = Status(episode.status)
    return TaskRow(
        label=episode.title,
        status=status.label,
        state="doing" if status.is_open else "done",
        url=episode_url(episode),
        hint=f"opened {day(episode.opened_on)}",
    )
