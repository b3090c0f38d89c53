"""Clinics, staff, patients and credentials."""

import itertools
from datetime import date
from typing import Any

from filiform.clinic.accounts.models import User
from filiform.clinic.accounts.roles import Role
from filiform.clinic.knowledge import library
from filiform.clinic.people.models import Clinic, Credential, Membership, Patient, Practitioner
from filiform.knowledge.model.needling import Privilege, Technique
from tests.factories.instants import NOW

_number = itertools.count(1)
PASSWORD = "a long enough sentence"


def a_clinic(**fields: Any) -> Clinic:
    """A clinic of its own."""
    number = next(_number)
    given = {"slug": f"clinic-{number}", "name": f"Clinic {number}", "jurisdiction": "us"}
    return Clinic.objects.create(**given | fields)


def staff_of(clinic: Clinic, role: Role, *, password: str | None = None, **fields: Any) -> User:
    """A member of the clinic's staff; with a password only where a test signs in by it, since hashing is slow."""
    number = next(_number)
    given = {"email": f"{role.value}-{number}@example.org", "name": f"{role.label} {number}"}
    user = User.objects.create_user(**given | fields, password=password)
    Membership.objects.create(user=user, clinic=clinic, role=role)
    return user


def a_clinician(clinic: Clinic, **fields: Any) -> User:
    """A clinician."""
    return staff_of(clinic, Role.CLINICIAN, **fields)


def a_lead(clinic: Clinic, **fields: Any) -> User:
    """A clinical lead."""
    return staff_of(clinic, Role.LEAD, **fields)


def an_administrator(clinic: Clinic, **fields: Any) -> User:
    """An administrator."""
    return staff_of(clinic, Role.ADMINISTRATOR, **fields)


def a_practitioner(user: User, clinic: Clinic, **fields: Any) -> Practitioner:
    """The practitioner that this user is in that clinic."""
    given = {"display_name": user.name, "profession": "physical therapist"}
    membership = user.memberships.get(clinic=clinic)
    return Practitioner.objects.create(membership=membership, **given | fields)


def a_credential(practitioner: Practitioner, **fields: Any) -> Credential:
    """A credential that is valid and covers every muscle and technique."""
    clinic = practitioner.membership.clinic
    given: dict[str, Any] = {
        "clinic": clinic,
        "jurisdiction": clinic.jurisdiction,
        "kind": "Dry needling course",
        "hours": 80,
        "in_person_hours": 54,
        "issued_on": date(2025, 1, 1),
        "expires_on": date(2030, 1, 1),
        "privileges": [one.id for one in library().all(Privilege)],
        "techniques": [one.id for one in library().all(Technique)],
        "recorded_at": NOW,
        "recorded_by": practitioner.membership.user,
    }
    return Credential.objects.create(practitioner=practitioner, **given | fields)


def a_patient(clinic: Clinic, *, by: User | None = None, **fields: Any) -> Patient:
    """A patient with a name, a birth date and an identifier of their own."""
    number = next(_number)
    given = {
        "family_name": f"Patient{number}",
        "given_name": "Robin",
        "birth_date": date(1980, 5, 17),
        "sex": "female",
        "identifier": f"MRN-{number}",
        "recorded_at": NOW,
        "recorded_by": by or a_lead(clinic),
    }
    return Patient.objects.create(clinic=clinic, **given | fields)
