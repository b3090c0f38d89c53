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
        indexes = [
            models.Index(
                fields=["clinic", "status", "recorded_at"], name="status_change_by_status"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.status} ({self.sequence})"
