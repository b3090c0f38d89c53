"""Small health records to test with: resources as plain dictionaries, and Bundles and NDJSON made of them."""

import gzip
import json
from datetime import date
from functools import cache
from typing import Any

from filiform.clinical.facts import RecordFinding, Standing
from filiform.interop.fhir.reading import PatientRecord, read_records
from filiform.knowledge.library import Library, load_library

ON = date(2026, 11, 23)
RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm"
SNOMED = "http://snomed.info/sct"
ICD = "http://hl7.org/fhir/sid/icd-10-cm"
Resource = dict[str, Any]


@cache
def library() -> Library:
    """The library that ships, read once."""
    return load_library()


def concept(system: str = "", code: str = "", display: str = "", text: str = "") -> Resource:
    """A CodeableConcept with one code, or only with text."""
    coding = [{"system": system, "code": code, "display": display}] if code else []
    return ({"coding": coding} if coding else {}) | ({"text": text} if text else {})


def status(code: str) -> Resource:
    """A status as R4 writes it, as a concept."""
    return {"coding": [{"code": code}]}


def a_patient(identifier: str = "p1", /, **fields: Any) -> Resource:
    """A woman of 46, unless told otherwise."""
    known = {
        "resourceType": "Patient",
        "id": identifier,
        "birthDate": "1980-02-01",
        "gender": "female",
    }
    return known | fields


def a_condition(
    code: Resource, *, of: str = "p1", clinical: str = "active", **fields: Any
) -> Resource:
    """A confirmed condition."""
    known = {
        "resourceType": "Condition",
        "id": "c1",
        "subject": {"reference": f"Patient/{of}"},
        "clinicalStatus": status(clinical),
        "verificationStatus": status("confirmed"),
        "code": code,
        "onsetDateTime": "2026-11-01",
    }
    return known | fields


def a_prescription(code: Resource, *, of: str = "p1", **fields: Any) -> Resource:
    """An active order for a medicine."""
    known = {
        "resourceType": "MedicationRequest",
        "id": "m1",
        "status": "active",
        "intent": "order",
        "subject": {"reference": f"Patient/{of}"},
        "medicationCodeableConcept": code,
        "authoredOn": "2026-10-01",
    }
    return {name: value for name, value in (known | fields).items() if value is not None}


def a_bundle(*resources: Resource, kind: str = "collection") -> bytes:
    """A Bundle of these resources."""
    entries = [{"resource": one} for one in resources]
    return json.dumps({"resourceType": "Bundle", "type": kind, "entry": entries}).encode()


def ndjson(*resources: Resource | bytes) -> bytes:
    """One resource or Bundle a line."""
    return b"\n".join(
        one if isinstance(one, bytes) else json.dumps(one).encode() for one in resources
    )


def zipped(content: bytes) -> bytes:
    """The same, gzipped."""
    return gzip.compress(content, mtime=0)


def read(content: bytes, on: date = ON, *, validate: bool = False) -> list[PatientRecord]:
    """Every patient of a record."""
    return list(read_records(content, on=on, library=library(), validate=validate))


def only(content: bytes, on: date = ON, *, validate: bool = False) -> PatientRecord:
    """The one patient of a record."""
    (record,) = read(content, on, validate=validate)
    return record


def findings(record: PatientRecord) -> dict[str, RecordFinding]:
    """The findings of a record by the last part of their name."""
    return {one.finding.rsplit("/", 1)[-1]: one for one in record.facts.record}


def standings(*resources: Resource, on: date = ON) -> dict[str, Standing]:
    """How the findings of a patient with these entries stand."""
    return {
        name: one.standing
        for name, one in findings(only(a_bundle(a_patient(), *resources), on)).items()
    }


WARFARIN = concept(RXNORM, "855332", "Warfarin Sodium 5 MG Oral Tablet")
HAEMOPHILIA = concept(ICD, "D66", "Hereditary factor VIII deficiency")
PREGNANCY = concept(SNOMED, "72892002", "Normal pregnancy (finding)")
