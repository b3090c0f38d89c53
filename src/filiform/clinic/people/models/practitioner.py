"""Practitioners and the credentials that let them needle."""

from datetime import date
from uuid import UUID, uuid4

from django.db import models

from filiform.clinic.people.models.clinic import Membership
from filiform.clinic.people.models.row import ClinicRow, belongs_to_clinic


class Practitioner(models.Model):
    """A member of staff who treats patients."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    membership = models.OneToOneField(Membership, models.PROTECT, related_name="practitioner")
    display_name = models.CharField(max_length=150)
    profession = models.CharField(max_length=100)

    def __str__(self) -> str:
        return self.display_name

    @property
    def clinic_id(self) -> UUID:
        """The membership's clinic, for the audit trail."""
        return self.membership.clinic_id


class Credential(ClinicRow):
    """A training or licence: for which jurisdiction and areas, how many hours, and until when."""

    clinic = belongs_to_clinic("credentials")
    practitioner = models.ForeignKey(Practitioner, models.PROTECT, related_name="credentials")
    jurisdiction = models.CharField(max_length=20)
    kind = models.CharField(max_length=100)
    hours = models.PositiveIntegerField()
    in_person_hours = models.PositiveIntegerField()
    issued_on = models.DateField()
    expires_on = models.DateField(null=True, blank=True)
    areas = models.JSONField(default=list)
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )

    def __str__(self) -> str:
        return self.kind

    def is_valid(self, on: date) -> bool:
        """Whether it holds on that day; the day it expires on is the first without it."""
        return self.issued_on <= on and (self.expires_on is None or on < self.expires_on)
