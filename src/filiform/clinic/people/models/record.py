"""Health records that were imported, and uploads that wait for somebody to confirm them."""

from django.db import models

from filiform.clinic.people.models.patient import Patient
from filiform.clinic.people.models.row import ClinicRow, belongs_to_clinic


class ImportedRecord(ClinicRow):
    """What was read from one file about one patient: facts with their evidence, and what was rejected.

    `facts` are `ScreeningFacts` as builtins; `rejected` is a list of {"where", "problem"}.
    """

    clinic = belongs_to_clinic("imported_records")
    patient = models.ForeignKey(Patient, models.PROTECT, related_name="imported_records")
    source_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    resources_count = models.PositiveIntegerField()
    rejected = models.JSONField(default=list)
    facts = models.JSONField(default=dict)
    on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["patient", "sha256"], name="record_once_a_patient"),
        ]

    def __str__(self) -> str:
        return f"record {self.pk}"


class RecordUpload(ClinicRow):
    """A file that was read and not confirmed yet. Deleted once confirmed, discarded or a day old.

    `patients` is a list of {"identity", "facts", "resources", "rejected"}, one entry a patient.
    """

    append_only = False

    clinic = belongs_to_clinic("record_uploads")
    source_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    on = models.DateField()
    patients = models.JSONField()

    def __str__(self) -> str:
        return f"upload {self.pk}"
