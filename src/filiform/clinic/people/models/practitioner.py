"""Practitioners and the credentials that let them needle."""

from datetime import date
from typing import ClassVar
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


class LicensedAs(models.TextChoices):
    """The profession whose law a credential counts under."""

    PHYSICAL_THERAPIST = "physical_therapist", "Physical therapist"
    CHIROPRACTOR = "chiropractor", "Chiropractor"


class Credential(ClinicRow):
    """A training or licence: for which jurisdiction, parts of the body and techniques, and until when.

    `privileges` is null in a row that was entered before privileges were asked for: it covers what
    its `areas` covered then, where none means the whole body. Since then every row says its
    privileges, and no privilege means no muscle. `techniques` may be empty: then it covers every
    technique that uses no current.
    """

    clinic = belongs_to_clinic("credentials")
    practitioner = models.ForeignKey(Practitioner, models.PROTECT, related_name="credentials")
    jurisdiction = models.CharField(max_length=20)
    kind = models.CharField(max_length=100)
    licensed_as = models.CharField(
        max_length=30, choices=LicensedAs, default=LicensedAs.PHYSICAL_THERAPIST
    )
    licensed_on = models.DateField(null=True, blank=True)
    training_began_on = models.DateField(null=True, blank=True)
    hours = models.PositiveIntegerField()
    in_person_hours = models.PositiveIntegerField()
    supervised_sessions = models.PositiveIntegerField(default=0)
    supervision_signed_by = models.CharField(max_length=150, blank=True)
    issued_on = models.DateField()
    expires_on = models.DateField(null=True, blank=True)
    areas = models.JSONField(default=list)
    privileges = models.JSONField(null=True)
    techniques = models.JSONField(default=list)
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(supervised_sessions=0) | ~models.Q(supervision_signed_by=""),
                name="credential_supervision_is_signed_off",
            )
        ]

    def __str__(self) -> str:
        return self.kind

    def is_valid(self, on: date) -> bool:
        """Whether it holds on that day; the day it expires on is the first without it."""
        return self.issued_on <= on and (self.expires_on is None or on < self.expires_on)
