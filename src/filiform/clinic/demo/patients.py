"""The patients of the demonstration: three by their records, three by hand, each at another stage."""

from datetime import date, datetime, timedelta
from importlib import resources
from io import BytesIO
from uuid import uuid4

from filiform.clinic.accounts.models import User
from filiform.clinic.episode.actions import open_episode
from filiform.clinic.episode.models import Episode
from filiform.clinic.people.actions.patients import add_patient
from filiform.clinic.people.actions.records import confirm_upload, upload_record
from filiform.clinic.people.models import Clinic, Patient

BY_HAND = (
    ("RV-1001", "Harriet", "Lindqvist", date(1984, 4, 12), "female"),
    ("RV-1002", "Samuel", "Achterberg", date(1961, 9, 30), "male"),
    ("RV-1003", "Noor", "Haddad", date(1972, 1, 8), "female"),
)


def add_patients(clinic: Clinic, now: datetime) -> None:
    """Every patient, and for each what the stages have to show."""
    lead = User.objects.get(memberships__clinic=clinic, memberships__role="lead")
    _import_records(clinic, lead, now - timedelta(days=2))
    for number, given, family, born, sex in BY_HAND:
        add_patient(
            clinic=clinic,
            family_name=family,
            given_name=given,
            birth_date=born,
            sex=sex,
            identifier=number,
            email="",
            phone="+1 555 010 0142",
            row_id=uuid4(),
            by=lead,
            at=now - timedelta(days=50),
        )


def episode_of(patient: Patient, title: str, by: User, at: datetime) -> Episode:
    """An episode that was opened then."""
    return open_episode(
        patient=patient, title=title, opened_on=at.date(), row_id=uuid4(), by=by, at=at
    )


def _import_records(clinic: Clinic, by: User, at: datetime) -> None:
    """Every record that ships with the demonstration, through the same door as an uploaded one."""
    folder = resources.files("filiform.clinic.demo") / "records"
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if not file.name.endswith(".json.gz"):
            continue
        upload = upload_record(
            clinic=clinic,
            content=BytesIO(file.read_bytes()),
            source_name=file.name,
            on=at.date(),
            by=by,
            at=at,
        )
        confirm_upload(clinic=clinic, upload_id=upload.pk, by=by, at=at)
