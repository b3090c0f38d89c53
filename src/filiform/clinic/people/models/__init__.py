"""Clinics, memberships, practitioners, patients, their imported records and their links."""

from filiform.clinic.people.models.clinic import Clinic, Membership, SideCounting
from filiform.clinic.people.models.patient import OneTimeLink, Patient
from filiform.clinic.people.models.practitioner import Credential, LicensedAs, Practitioner
from filiform.clinic.people.models.record import ImportedRecord, RecordUpload
from filiform.clinic.people.models.row import ClinicRow, belongs_to_clinic

__all__ = [
    "Clinic",
    "ClinicRow",
    "Credential",
    "ImportedRecord",
    "LicensedAs",
    "Membership",
    "OneTimeLink",
    "Patient",
    "Practitioner",
    "RecordUpload",
    "SideCounting",
    "belongs_to_clinic",
]
