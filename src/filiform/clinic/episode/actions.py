"""Opening an episode and moving it along. Stages call the plain functions within their own actions."""

from datetime import date, datetime
from uuid import UUID

from filiform.clinic.accounts.models import User
from filiform.clinic.audit.action import Refused, audited, repeat_of
from filiform.clinic.episode.models import CurrentStatus, Episode, StatusChange
from filiform.clinic.episode.queries import Standing, current_status
from filiform.clinic.episode.status import STATUS_OF_STAGE, Status, may_follow
from filiform.clinic.people.models import Patient
from filiform.clinical.stage import Stage


@audited("episode.opened")
def open_episode(
    *, patient: Patient, title: str, opened_on: date, row_id: UUID, by: User, at: datetime
) -> Episode:
    """Open an episode of care for a patient; it begins as referred."""
    repeat_of(patient.clinic.episodes, row_id, patient_id=patient.pk, title=title)
    return new_episode(
        patient=patient, title=title, opened_on=opened_on, row_id=row_id, by=by, at=at
    )


def new_episode(
    *, patient: Patient, title: str, opened_on: date, row_id: UUID, by: User, at: datetime
) -> Episode:
    """The same inside another action, which leaves the audit event."""
    if patient.is_deceased:
        raise Refused("This patient is recorded as dead; no episode can be opened.")
    episode = Episode.objects.create(
        id=row_id,
        clinic_id=patient.clinic_id,
        patient=patient,
        title=title,
        opened_on=opened_on,
        recorded_by=by,
        recorded_at=at,
    )
    _append(episode, 1, Standing(Status.REFERRED, Stage.SCREENING), by, at)
    return episode


@audited("episode.status_changed", details=lambda row: {"status": row.status})
def change_status(
    *, episode: Episode, status: Status, reason: str, by: User, at: datetime
) -> StatusChange:
    """Change the status by hand: discharge, decline, refer out, or screen again."""
    standing = current_status(_locked(episode))
    if standing.status == status:
        raise Refused(f"The episode is “{status.label}” already.")
    return set_status(episode=episode, status=status, reason=reason, by=by, at=at)


def set_status(
    *, episode: Episode, status: Status, reason: str, by: User, at: datetime
) -> StatusChange:
    """The same inside another action. Does nothing when the episode has that status already.

    Raises:
        Refused: when that status may not follow the present one.
    """
    standing = current_status(_locked(episode))
    if standing.status == status:
        return _latest(episode)
    if not may_follow(status, standing.status):
        raise Refused(f"“{status.label}” cannot follow “{standing.status.label}”.")
    stage = _stage_of(status, standing.stage)
    return _append(episode, _next(episode), Standing(status, stage, reason), by, at)


def reach_stage(
    *, episode: Episode, stage: Stage, by: User, at: datetime, reason: str = ""
) -> StatusChange:
    """Say, inside another action, that `stage` is now: the stages before it are done.

    A stage never leads back to an earlier one, but for needling, aftercare and outcomes, which
    take turns while the treatment lasts. Going back is `set_status`.
    """
    standing = current_status(_locked(episode))
    status = STATUS_OF_STAGE[stage]
    if standing.status == status:
        if standing.stage == stage:
            return _latest(episode)
    elif stage.position < standing.stage.position and standing.status.is_open:
        return _latest(episode)
    elif not may_follow(status, standing.status):
        raise Refused(f"“{status.label}” cannot follow “{standing.status.label}”.")
    return _append(episode, _next(episode), Standing(status, stage, reason), by, at)


def _stage_of(status: Status, present: Stage) -> Stage:
    """The first stage of a status; a status without a stage of its own keeps the present one."""
    for stage, its_status in STATUS_OF_STAGE.items():
        if its_status == status:
            return stage
    return present


def _locked(episode: Episode) -> Episode:
    """The episode, locked until the transaction ends, so that its log has one writer at a time."""
    return Episode.objects.select_for_update().get(pk=episode.pk)


def _latest(episode: Episode) -> StatusChange:
    return StatusChange.objects.filter(episode=episode).order_by("sequence").reverse()[0]


def _next(episode: Episode) -> int:
    return _latest(episode).sequence + 1


def _append(
    episode: Episode, sequence: int, standing: Standing, by: User, at: datetime
) -> StatusChange:
    CurrentStatus.objects.update_or_create(
        episode=episode,
        defaults={
            "clinic_id": episode.clinic_id,
            "status": standing.status,
            "stage": standing.stage,
            "is_open": standing.status.is_open,
            "since": at,
        },
    )
    return StatusChange.objects.create(
        clinic_id=episode.clinic_id,
        episode=episode,
        sequence=sequence,
        status=standing.status,
        stage=standing.stage,
        reason=standing.reason,
        recorded_by=by,
        recorded_at=at,
    )
