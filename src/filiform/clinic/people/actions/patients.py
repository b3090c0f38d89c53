"""Adding a patient and changing contact details."""

from datetime import date, datetime
from uuid import UUID

from filiform.clinic.accounts.models import User
from filiform.clinic.audit.action import Refused, audited, repeat_of
from filiform.clinic.people.models import Clinic, Patient


@audited("patient.added")
def add_patient(
    *,
    clinic: Clinic,
    family_name: str,
    given_name: str,
    birth_date: date | None,
    sex: str,
    identifier: str,
    email: str,
    phone: str,
    row_id: UUID,
    by: User,
    at: datetime,
) -> Patient:
    """Add a patient by hand.

    Raises:
        Refused: when another patient of the clinic has that number.
    """
    repeat_of(clinic.patients, row_id, family_name=family_name, given_name=given_name)
    _refuse_taken(clinic, identifier)
    return Patient.objects.create(
        id=row_id,
        clinic=clinic,
        family_name=family_name,
        given_name=given_name,
        birth_date=birth_date,
        sex=sex,
        identifier=identifier,
        email=email,
        phone=phone,
        recorded_by=by,
        recorded_at=at,
    )


@audited("patient.contact_changed")
def change_contact(*, patient: Patient, email: str, phone: str, by: User, at: datetime) -> Patient:
    """Change how a patient can be reached."""
    patient.email, patient.phone = email, phone
    patient.save(update_fields=["email", "phone"])
    return patient


def _refuse_taken(clinic: Clinic, identifier: str) -> None:
    if identifier and clinic.patients.filter(identifier=identifier).exists():
        raise Refused("Another patient of this clinic has that number. Search for it first.")
