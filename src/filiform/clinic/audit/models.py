"""Audit events in one hash chain a clinic, and the head of each chain."""

from uuid import UUID

from django.db import models

# Events of no clinic, such as a refused sign-in, stand in a chain of their own.
INSTALLATION = UUID(int=0)


class AuditEvent(models.Model):
    """One thing that was done. Plain values only, so that an event outlives what it speaks of.

    `details` holds neither clinical content nor names: identifiers, counts and versions.
    """

    id = models.BigAutoField(primary_key=True)
    clinic_id = models.UUIDField()
    sequence = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    actor_id = models.UUIDField(null=True)
    actor_role = models.CharField(max_length=20)
    action = models.CharField(max_length=100)
    subject_model = models.CharField(max_length=100)
    subject_id = models.CharField(max_length=40)
    details = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["clinic_id", "sequence"]
        constraints = [
            models.UniqueConstraint(fields=["clinic_id", "sequence"], name="audit_event_place"),
        ]
        indexes = [
            models.Index(fields=["subject_model", "subject_id"], name="audit_event_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.action} ({self.sequence})"


class ChainHead(models.Model):
    """Where a clinic's chain ends: the lock that writers queue for, and proof that no end was cut off."""

    clinic_id = models.UUIDField(primary_key=True)
    sequence = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="")

    def __str__(self) -> str:
        return f"{self.clinic_id} ({self.sequence})"
