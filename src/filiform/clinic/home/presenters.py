"""What the worklist and the audit page show."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from filiform.clinic.accounts.models import User
from filiform.clinic.accounts.roles import Permission
from filiform.clinic.audit.models import AuditEvent
from filiform.clinic.episode.models import CurrentStatus
from filiform.clinic.episode.presenters import stage_url
from filiform.clinic.episode.status import Status
from filiform.clinic.home.queries import OPEN
from filiform.clinic.people.models import Clinic, Membership
from filiform.clinic.people.presenters import day, patient_url
from filiform.clinic.ui.parts import Cell, Column, Table
from filiform.clinical.stage import Stage

NEXT = {
    Stage.SCREENING: "Screen",
    Stage.ASSESSMENT: "Assess",
    Stage.PLANNING: "Plan",
    Stage.NEEDLING: "Record the session",
    Stage.AFTERCARE: "Follow up",
    Stage.OUTCOMES: "See the outcome",
}


def work_rows(
    clinic: Clinic, work: Iterable[CurrentStatus], member: Membership, at: datetime
) -> Table:
    """One row an episode, with the one next thing to do for it."""
    columns = [
        Column("Patient"),
        Column("About"),
        Column("Status"),
        Column("Next"),
        Column("Since"),
    ]
    sees_episodes = member.may(Permission.VIEW_EPISODE)
    return Table("Worklist", columns, [_work_row(clinic, row, sees_episodes, at) for row in work])


def _work_row(
    clinic: Clinic, row: CurrentStatus, sees_episodes: bool, at: datetime
) -> list[Cell | str]:
    episode, stage = row.episode, Stage(row.stage)
    # Both rows were reached through this clinic, so neither has to fetch it again.
    episode.clinic = episode.patient.clinic = clinic
    url = stage_url(episode, stage) if sees_episodes else ""
    return [
        Cell(episode.patient.name, patient_url(episode.patient)),
        episode.title if sees_episodes else "–",
        Status(row.status).label,
        Cell(NEXT[stage], url),
        waiting(row.since, at),
    ]


def waiting(since: datetime, at: datetime) -> str:
    """How long ago something was, in whole days."""
    days = (timezone.localdate(at) - timezone.localdate(since)).days
    return {0: "today", 1: "yesterday"}.get(days, f"{days} days")


def status_links(present: Status | None) -> list[dict[str, Any]]:
    """The filters above the worklist."""
    everything = {"label": "All", "url": "?", "is_present": present is None}
    return [everything] + [
        {"label": s.label, "url": f"?status={s.value}", "is_present": s == present} for s in OPEN
    ]


def event_rows(events: Iterable[AuditEvent]) -> Table:
    """Audit events, the latest first: who did what, in which role, to what."""
    listed = list(events)
    names = User.objects.in_bulk({event.actor_id for event in listed if event.actor_id})
    columns = [
        Column("Number", number=True),
        Column("When"),
        Column("Who"),
        Column("Role"),
        Column("What"),
        Column("On"),
    ]
    return Table("Audit events", columns, [_event_row(event, names) for event in listed])


def _event_row(event: AuditEvent, users: dict[UUID, User]) -> list[Cell | str]:
    when = timezone.localtime(event.at)
    actor = users.get(event.actor_id) if event.actor_id else None
    return [
        str(event.sequence),
        f"{day(when.date())}, {when:%H:%M:%S}",
        actor.name if actor else "–",
        event.actor_role,
        event.action,
        f"{event.subject_model.rpartition('.')[2]} {event.subject_id[:8]}",
    ]


def worklist_url(clinic: Clinic) -> str:
    """The clinic's worklist."""
    return reverse("home:worklist", kwargs={"clinic": clinic.slug})
