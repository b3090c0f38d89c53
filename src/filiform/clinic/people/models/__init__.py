"""Clinics, memberships, practitioners, patients, their imported records and their links."""

from filiform.clinic.people.models.clinic import Clinic, Membership
from filiform.clinic.people.models.patient import OneTimeLink, Patient
from filiform.clinic.people.models.practitioner import Credential, Practitioner
from filiform.clinic.people.models.record import ImportedRecord, RecordUpload
from filiform.clinic.people.models.row import ClinicRow, belongs_to_clinic

__all__ = [
    "Clinic",
    "ClinicRow",
    "Credential",
    "ImportedRecord",
    "Membership",
    "OneTimeLink",
    "Patient",
    "Practitioner",
    "RecordUpload",
    "belongs_to_clinic",
]
