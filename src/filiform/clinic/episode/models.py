"""Episodes, and the append-only log of their status."""

from django.db import models

from filiform.clinic.episode.status import Status
from filiform.clinic.people.models import ClinicRow, belongs_to_clinic
from filiform.clinical.stage import Stage


class Episode(ClinicRow):
    """One complaint of one patient. It never changes; what changes stands in its status log."""

    clinic = belongs_to_clinic("episodes")
    patient = models.ForeignKey("people.Patient", models.PROTECT, related_name="episodes")
    title = models.CharField(max_length=120)
    opened_on = models.DateField()

    def __str__(self) -> str:
        return f"episode {self.pk}"


class StatusChange(ClinicRow):
    """One step of an episode: the status it came to, and the stage of the path that is now.

    `sequence` counts from 1 within the episode; the row with the highest one is the current status.
    """

    clinic = belongs_to_clinic("status_changes")
    episode = models.ForeignKey(Episode, models.PROTECT, related_name="status_changes")
    sequence = models.PositiveIntegerField()
    status = models.CharField(max_length=20, choices=[(s.value, s.label) for s in Status])
    stage = models.CharField(max_length=20, choices=[(s.value, s.value) for s in Stage])
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["episode", "sequence"], name="status_change_place"),
        ]

    def __str__(self) -> str:
        return f"{self.status} ({self.sequence})"


class CurrentStatus(models.Model):
    """The latest row of each episode's log once more, so that lists of thousands need not search for it.

    Written by the action that appends to the log, in the same transaction; the log is what counts.
    """

    episode = models.OneToOneField(
        Episode, models.PROTECT, primary_key=True, related_name="current"
    )
    clinic = belongs_to_clinic("current_statuses")
    status = models.CharField(max_length=20)
    stage = models.CharField(max_length=20)
    is_open = models.BooleanField()
    since = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(
                fields=["clinic", "is_open", "since", "episode"], name="current_status_open"
            ),
            models.Index(
                fields=["clinic", "status", "since", "episode"], name="current_status_by_status"
            ),
        ]

    def __str__(self) -> str:
        return self.status
