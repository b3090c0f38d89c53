"""Importing records: a file is read and shown first, and becomes patients only once somebody confirms."""

import hashlib
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any, BinaryIO
from uuid import UUID

import msgspec

from filiform.clinic.accounts.models import User
from filiform.clinic.audit.action import Refused, audited
from filiform.clinic.knowledge import library
from filiform.clinic.people.models import Clinic, ImportedRecord, Patient, RecordUpload
from filiform.interop.fhir.reading import (
    PatientIdentity,
    PatientRecord,
    UnusableRecord,
    read_records,
)

UPLOAD_LASTS = timedelta(days=1)


@audited("record.uploaded", details=lambda row: {"patients": len(row.patients)})
def upload_record(
    *, clinic: Clinic, content: BinaryIO, source_name: str, on: date, by: User, at: datetime
) -> RecordUpload:
    """Read a file and keep what was read until somebody confirms or discards it.

    Raises:
        Refused: when nothing of the file can be used; the message says where, why and what to do.
    """
    RecordUpload.objects.filter(recorded_at__lt=at - UPLOAD_LASTS).delete()
    return RecordUpload.objects.create(
        clinic=clinic,
        source_name=source_name[:200],
        sha256=_digest(content),
        on=on,
        patients=_read(content, on),
        recorded_by=by,
        recorded_at=at,
    )


@audited("record.imported", details=lambda row: {"patients": len(row.patients)})
def confirm_upload(*, clinic: Clinic, upload_id: UUID, by: User, at: datetime) -> RecordUpload:
    """Make each patient of an upload a patient of the clinic, with the record; all of them or none.

    A patient whose identifier is known keeps their details and gets the record. The same file a
    second time adds nothing.

    Raises:
        Refused: when the upload was confirmed or discarded before.
    """
    upload = clinic.record_uploads.select_for_update().filter(pk=upload_id).first()
    if upload is None:
        raise Refused("This file was imported or discarded before.")
    for entry in upload.patients:
        _import(upload, entry, by, at)
    RecordUpload.objects.filter(pk=upload.pk).delete()
    return upload


@audited("record.discarded")
def discard_upload(*, clinic: Clinic, upload_id: UUID, by: User, at: datetime) -> RecordUpload:
    """Forget an upload that nobody confirmed."""
    upload = clinic.record_uploads.filter(pk=upload_id).first()
    if upload is None:
        raise Refused("This file was imported or discarded before.")
    RecordUpload.objects.filter(pk=upload.pk).delete()
    return upload


def _digest(content: BinaryIO) -> str:
    digest = hashlib.sha256()
    while block := content.read(1 << 20):
        digest.update(block)
    return digest.hexdigest()


def _read(content: BinaryIO, on: date) -> list[dict[str, Any]]:
    content.seek(0)
    try:
        found: Iterable[PatientRecord] = read_records(
            content, on=on, library=library(), validate=True
        )
        patients = [_entry(record) for record in found]
    except UnusableRecord as fault:
        raise Refused(str(fault)) from fault
    if not patients:
        raise Refused("There is no patient in this file. It needs a FHIR R4 Patient resource.")
    return patients


def _entry(record: PatientRecord) -> dict[str, Any]:
    return {
        "identity": msgspec.to_builtins(record.patient) | {"id": _number(record.patient)},
        "facts": msgspec.to_builtins(record.facts),
        "resources": record.resources,
        "rejected": [{"where": p.where, "problem": p.problem} for p in record.problems],
    }


def _number(patient: PatientIdentity) -> str:
    """The patient's identifier in the record; a patient without one is told by name and birth date."""
    if patient.id:
        return patient.id[:100]
    said = f"{patient.family_name}|{patient.given_name}|{patient.birth_date}"
    return f"record-{hashlib.sha256(said.encode()).hexdigest()[:12]}"


def _import(upload: RecordUpload, entry: dict[str, Any], by: User, at: datetime) -> None:
    patient = _patient_of(upload, entry["identity"], by, at)
    ImportedRecord.objects.get_or_create(
        patient=patient,
        sha256=upload.sha256,
        defaults={
            "clinic": upload.clinic,
            "source_name": upload.source_name,
            "resources_count": entry["resources"],
            "rejected": entry["rejected"],
            "facts": entry["facts"],
            "on": upload.on,
            "recorded_by": by,
            "recorded_at": at,
        },
    )


def is_someone_else(patient: Patient, identity: dict[str, Any]) -> bool:
    """Whether a record cannot be this patient's: the number is the same, the birth date is not."""
    born = _date(identity.get("birth_date"))
    return None not in (patient.birth_date, born) and patient.birth_date != born


def _patient_of(upload: RecordUpload, identity: dict[str, Any], by: User, at: datetime) -> Patient:
    """The clinic's patient of that identifier; a record of someone who has died says so of the patient too."""
    patient, is_new = Patient.objects.get_or_create(
        clinic=upload.clinic,
        identifier=identity["id"],
        defaults={
            "family_name": (identity.get("family_name") or "(no name)")[:100],
            "given_name": (identity.get("given_name") or "")[:100],
            "birth_date": _date(identity.get("birth_date")),
            "sex": identity.get("sex") or Patient.Sex.UNKNOWN,
            "died_on": _date(identity.get("died_on")),
            "is_deceased": bool(identity.get("is_deceased")),
            "recorded_by": by,
            "recorded_at": at,
        },
    )
    if is_someone_else(patient, identity):
        raise Refused(
            "A patient of this clinic has the same number and another birth date. Nothing was "
            "imported: correct the number in the record, or take that patient out of the file."
        )
    if not is_new and identity.get("is_deceased") and not patient.is_deceased:
        patient.is_deceased, patient.died_on = True, _date(identity.get("died_on"))
        patient.save(update_fields=["is_deceased", "died_on"])
    return patient


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
