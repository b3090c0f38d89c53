"""Patient → who the record is about: what identifies them, their date of birth, sex, and whether they died."""

from datetime import date

import msgspec

from filiform.clinical.facts import Sex
from filiform.interop.fhir.dates import When, parsed
from filiform.interop.fhir.elements import Element, Identifier, Resource


class HumanName(Element, frozen=True, gc=False):
    """A name of a person."""

    use: str | None = None
    family: str | None = None
    given: tuple[str, ...] | None = None
    text: str | None = None


class Patient(Resource, frozen=True, kw_only=True, rename="camel", gc=False):
    """The fields of Patient that are read."""

    name: tuple[HumanName, ...] | None = None
    identifier: tuple[Identifier, ...] | None = None
    birth_date: str | None = None
    gender: str | None = None
    deceased_boolean: bool | None = None
    deceased_date_time: str | None = None


class PatientIdentity(msgspec.Struct, frozen=True):
    """Who a record is about. `died_on` is known only where the record dates the death."""

    id: str
    family_name: str = ""
    given_name: str = ""
    birth_date: date | None = None
    sex: Sex = Sex.UNKNOWN
    died_on: date | None = None
    is_deceased: bool = False


def identity(patient: Patient, on: date, notes: list[str]) -> PatientIdentity:
    """The person as known on the day `on`; what cannot be used is noted."""
    name = _chosen_name(patient.name or ())
    died_on, is_deceased = _death(patient, on, notes)
    return PatientIdentity(
        id=patient.id or "",
        family_name=name.family or ("" if name.given else name.text) or "",
        given_name=" ".join(name.given or ()),
        birth_date=_birth_date(patient, on, notes),
        sex=_sex(patient.gender, notes),
        died_on=died_on,
        is_deceased=is_deceased,
    )


_NAME_ORDER = ("official", "usual", None, "nickname", "anonymous", "maiden", "temp", "old")


def _chosen_name(names: tuple[HumanName, ...]) -> HumanName:
    order = {use: place for place, use in enumerate(_NAME_ORDER)}
    return min(names, key=lambda name: order.get(name.use, len(order)), default=HumanName())


def _birth_date(patient: Patient, on: date, notes: list[str]) -> date | None:
    """The date of birth; of a year or a month alone the last day, so that nobody is taken for older."""
    if not patient.birth_date:
        notes.append("birthDate is missing; the age is unknown and becomes a question")
        return None
    born = parsed(patient.birth_date)
    if born is None or born.first > on:
        wrong = "is no FHIR date" if born is None else "lies in the future"
        notes.append(f"birthDate {wrong}; the age is unknown and becomes a question")
        return None
    if born.first != born.last:
        notes.append("birthDate is incomplete; the latest day it can mean is used")
    return min(born.last, on)


def _sex(gender: str | None, notes: list[str]) -> Sex:
    try:
        return Sex(gender or "unknown")
    except ValueError:
        allowed = ", ".join(sex.value for sex in Sex)
        notes.append(f"gender is not one of {allowed}; it is taken as unknown")
        return Sex.UNKNOWN


def _death(patient: Patient, on: date, notes: list[str]) -> tuple[date | None, bool]:
    if patient.deceased_date_time:
        died: When | None = parsed(patient.deceased_date_time)
        if died is None:
            notes.append("deceasedDateTime is no FHIR date; the person is taken as dead")
            return None, True
        if died.first > on:
            return None, False
        return (died.first if died.first == died.last else None), True
    return None, patient.deceased_boolean is True
