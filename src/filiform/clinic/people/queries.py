"""Patients of a clinic, found by the beginning of a name or number; and which credentials hold."""

from datetime import date

from django.db import connection
from django.db.models import Q, QuerySet

from filiform.clinic.accounts.models import User
from filiform.clinic.people.models import Clinic, Credential, Patient, Practitioner
from filiform.clinic.people.search_keys import search_key


def find_patients(clinic: Clinic, words: str) -> QuerySet[Patient]:
    """The clinic's patients by family name; with words, those whose name (either way round) or number begins so."""
    patients = clinic.patients.order_by("family_first", "pk")
    key = search_key(words)
    if not key:
        return patients
    return patients.filter(
        _begins("family_first", key)
        | _begins("given_first", key)
        | _begins("identifier", words.strip())
    )


def _begins(field: str, beginning: str) -> Q:
    """That a column begins so, in the way in which the database can use an index.

    SQLite compares bytes, and uses no index for LIKE with an escape; PostgreSQL sorts by language,
    so that a range would not be a beginning.
    """
    if connection.vendor == "sqlite":
        return Q((f"{field}__gte", beginning), (f"{field}__lt", beginning + chr(0x10FFFF)))
    return Q((f"{field}__startswith", beginning))


def credentials_of(practitioner: Practitioner) -> QuerySet[Credential]:
    """The entries that no later entry replaces, newest first."""
    return practitioner.credentials.filter(replaced_by=None).order_by("-issued_on", "pk")


def valid_credentials(practitioner: Practitioner, on: date) -> list[Credential]:
    """The credentials of a practitioner that hold on that day."""
    return [credential for credential in credentials_of(practitioner) if credential.is_valid(on)]


def practitioner_of(clinic: Clinic, user: User) -> Practitioner | None:
    """The practitioner that a user is in a clinic, if they treat patients there."""
    return Practitioner.objects.filter(
        membership__clinic=clinic, membership__user=user, membership__active=True
    ).first()
