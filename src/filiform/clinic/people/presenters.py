"""How a person appears on a page: name, age, sex, number; always as strings that are ready to be read."""

import re
from collections.abc import Iterable
from datetime import date

from django.urls import reverse

from filiform.clinic.knowledge import library
from filiform.clinic.people.models import ImportedRecord, Patient
from filiform.clinic.ui.parts import Cell, Column, IdentityStrip, Table
from filiform.knowledge.model.screening import Finding

_UUID = re.compile(r"(urn:uuid:)?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


def day(on: date | None) -> str:
    """A day as pages write it: 3 March 2026; nothing when it is not known."""
    return f"{on.day} {on:%B %Y}" if on else ""


def days(text: str | None) -> str:
    """A day of a record, which may be a month, a year or an instant, as pages write it."""
    if not text:
        return ""
    try:
        return day(date.fromisoformat(text[:10]))
    except ValueError:
        return text


def age_on(birth_date: date, on: date) -> int:
    """Completed years on that day."""
    return on.year - birth_date.year - ((on.month, on.day) < (birth_date.month, birth_date.day))


def age_words(patient: Patient, on: date) -> str:
    """Age and birth date, or that the birth date is not known, or that the patient has died."""
    if patient.is_deceased:
        return f"died {day(patient.died_on)}" if patient.died_on else "recorded as dead"
    if patient.birth_date is None:
        return "birth date not known"
    return f"{age_on(patient.birth_date, on)} years, born {day(patient.birth_date)}"


def short_age_words(patient: Patient, on: date) -> str:
    """The same beside the word "Age", short enough for a phone: 42, born 12 Apr 1984."""
    born = patient.birth_date
    if born is None or patient.is_deceased:
        return age_words(patient, on)
    return f"{age_on(born, on)}, born {born.day} {born:%b %Y}"


def number_words(patient: Patient) -> str:
    """The number people call the patient by. An imported record's machine-made id is nothing to read out."""
    return "" if _UUID.fullmatch(patient.identifier) else patient.identifier


def paper_identity(patient: Patient) -> str:
    """Who a sheet of paper is about, for the top of each page: name, birth date, number."""
    born = f"born {day(patient.birth_date)}" if patient.birth_date else "birth date not known"
    return " · ".join(part for part in (patient.name, born, number_words(patient)) if part)


def patient_url(patient: Patient) -> str:
    """The patient's page."""
    where = {"clinic": patient.clinic.slug, "patient": patient.pk}
    return reverse("people:patient", kwargs=where)


def allergies_on_record(patient: Patient) -> str:
    """The allergies that matter before needling, as far as records tell; what was never read is not denied."""
    record = patient.imported_records.order_by("-on", "-recorded_at").first()
    if record is None:
        return "not asked yet"
    found = (library().get(one["finding"], Finding) for one in record.facts.get("record", []))
    named = [finding.label for finding in found if finding.id.endswith("-allergy")]
    return ", ".join(named) or "none in the record"


def identity_strip(
    patient: Patient,
    *,
    on: date,
    forbids: str = "",
    cautions: str = "",
    allergies: str = "",
    limits_url: str = "",
) -> IdentityStrip:
    """The strip on top of each page about this patient; what screening found is handed in as words."""
    return IdentityStrip(
        name=patient.name,
        age=short_age_words(patient, on),
        sex=Patient.Sex(patient.sex).label,
        number=number_words(patient),
        url=patient_url(patient),
        allergies=allergies or allergies_on_record(patient),
        forbids=forbids,
        cautions=cautions,
        limits_url=limits_url,
    )


def patient_rows(patients: Iterable[Patient], on: date) -> Table:
    """The list of patients."""
    columns = [Column("Name"), Column("Born"), Column("Age", number=True), Column("Number")]
    return Table("Patients", columns, [_patient_row(patient, on) for patient in patients])


def _patient_row(patient: Patient, on: date) -> list[Cell | str]:
    born = patient.birth_date
    age = str(age_on(born, on)) if born and not patient.is_deceased else "–"
    return [Cell(patient.name, patient_url(patient)), day(born) or "–", age, patient.identifier]


def record_rows(records: Iterable[ImportedRecord]) -> Table | None:
    """The records that were imported for a patient; None when there are none."""
    columns = [
        Column("File"),
        Column("Imported"),
        Column("Resources", number=True),
        Column("Problems", number=True),
    ]
    rows = [
        [r.source_name, day(r.on), f"{r.resources_count:,}", str(len(r.rejected))] for r in records
    ]
    return Table("Imported records", columns, rows) if rows else None
