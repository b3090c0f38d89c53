"""Imported records, without a file."""

from typing import Any

from filiform.clinic.people.models import ImportedRecord, Patient
from tests.factories.instants import NOW, TODAY


def an_imported_record(patient: Patient, facts: dict[str, Any], **fields: Any) -> ImportedRecord:
    """A record whose facts (`ScreeningFacts` as builtins) are given."""
    given = {
        "source_name": "record.json",
        "sha256": "0" * 64,
        "resources_count": 10,
        "on": TODAY,
        "recorded_at": NOW,
        "recorded_by": patient.recorded_by,
    }
    return ImportedRecord.objects.create(
        clinic=patient.clinic, patient=patient, facts=facts, **given | fields
    )
