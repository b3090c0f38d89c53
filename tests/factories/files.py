"""Small health records as bytes, for tests of the import."""

import json
from typing import Any


def a_fhir_patient(number: str = "p1", **fields: Any) -> dict[str, Any]:
    """A FHIR R4 Patient."""
    given = {
        "resourceType": "Patient",
        "id": number,
        "name": [{"family": "Silva", "given": ["Ana"]}],
        "gender": "female",
        "birthDate": "1975-03-02",
    }
    return given | fields


def warfarin(patient: str = "p1", number: str = "m1") -> dict[str, Any]:
    """A FHIR R4 MedicationStatement of warfarin that is taken now."""
    return {
        "resourceType": "MedicationStatement",
        "id": number,
        "status": "active",
        "subject": {"reference": f"Patient/{patient}"},
        "medicationCodeableConcept": {
            "coding": [
                {
                    "system": "http://www.nlm.nih.gov/research/umls/rxnorm",
                    "code": "11289",
                    "display": "warfarin",
                }
            ]
        },
    }


def a_bundle(*resources: dict[str, Any]) -> bytes:
    """A FHIR R4 collection Bundle of those resources, as a file holds it."""
    entries = [
        {"fullUrl": f"http://example.org/{one['resourceType']}/{one['id']}", "resource": one}
        for one in resources
    ]
    bundle = {"resourceType": "Bundle", "type": "collection", "entry": entries}
    return json.dumps(bundle).encode()
