"""Made-up health records of about 33 kB: the same bytes for the same seed, with codes from the library's own lists."""

import random
from datetime import date, timedelta
from typing import Any

import msgspec

from filiform.knowledge.library import Library
from filiform.knowledge.model.terminology import CodeSet, ResourceKind, System

ON = date(2026, 11, 23)
SEED = 20261123
_RESOURCES = {
    "Condition": 14,
    "MedicationRequest": 9,
    "Procedure": 4,
    "AllergyIntolerance": 1,
    "Observation": 22,
}
_KINDS = {
    "Condition": ResourceKind.CONDITION,
    "MedicationRequest": ResourceKind.MEDICATION,
    "Procedure": ResourceKind.PROCEDURE,
    "AllergyIntolerance": ResourceKind.ALLERGY,
}
_SHARE_THAT_MATTERS = 0.06
_BYSTANDERS = 4000


class Population:
    """Patients one after the other; about one entry in sixteen means a finding."""

    def __init__(self, library: Library, seed: int = SEED) -> None:
        self._random = random.Random(seed)
        self._codes = {kind: _codings(kind, library) for kind in set(_KINDS.values())}

    def bundle(self, number: int) -> bytes:
        """The record of one patient as a Bundle on one line."""
        patient = f"patient-{number}"
        person = {
            "resourceType": "Patient",
            "id": patient,
            "name": [{"family": f"Family{number}", "given": ["Given"]}],
            "gender": self._random.choice(["female", "male"]),
            "birthDate": (
                date(1935, 1, 1) + timedelta(days=self._random.randrange(26000))
            ).isoformat(),
        }
        resources = [person]
        for kind, count in _RESOURCES.items():
            resources += [
                self._resource(kind, f"{kind.lower()}-{number}-{i}", patient) for i in range(count)
            ]
        entries = [{"fullUrl": f"urn:uuid:{one['id']}", "resource": one} for one in resources]
        return msgspec.json.encode(
            {"resourceType": "Bundle", "type": "collection", "entry": entries}
        )

    def _resource(self, kind: str, identifier: str, patient: str) -> dict[str, Any]:
        day = (ON - timedelta(days=self._random.randrange(7000))).isoformat()
        whose = "patient" if kind == "AllergyIntolerance" else "subject"
        common = {
            "resourceType": kind,
            "id": identifier,
            "meta": {"versionId": "1", "lastUpdated": f"{day}T08:00:00+00:00"},
            whose: {"reference": f"urn:uuid:{patient}"},
            "encounter": {"reference": f"urn:uuid:encounter-{identifier}"},
        }
        return {**common, **getattr(self, f"_{kind.lower()}")(day)}

    def _condition(self, day: str) -> dict[str, Any]:
        clinical = self._random.choice(["active", "active", "resolved"])
        return {
            "clinicalStatus": _status("condition-clinical", clinical),
            "verificationStatus": _status("condition-ver-status", "confirmed"),
            "code": self._concept("Condition"),
            "onsetDateTime": f"{day}T09:30:00+00:00",
        }

    def _medicationrequest(self, day: str) -> dict[str, Any]:
        return {
            "status": self._random.choice(["active", "stopped", "completed"]),
            "intent": "order",
            "medicationCodeableConcept": self._concept("MedicationRequest"),
            "authoredOn": f"{day}T09:30:00+00:00",
            "dosageInstruction": [{"sequence": 1, "text": "one a day", "asNeededBoolean": False}],
        }

    def _procedure(self, day: str) -> dict[str, Any]:
        return {
            "status": "completed",
            "code": self._concept("Procedure"),
            "performedPeriod": {"start": f"{day}T09:30:00+00:00", "end": f"{day}T10:00:00+00:00"},
        }

    def _allergyintolerance(self, day: str) -> dict[str, Any]:
        return {
            "clinicalStatus": _status("allergyintolerance-clinical", "active"),
            "verificationStatus": _status("allergyintolerance-verification", "confirmed"),
            "code": self._concept("AllergyIntolerance"),
            "recordedDate": day,
        }

    def _observation(self, day: str) -> dict[str, Any]:
        value = round(self._random.uniform(60, 180), 1)
        code = {"system": System.LOINC.uri, "code": "8480-6", "display": "Systolic blood pressure"}
        return {
            "status": "final",
            "code": {"coding": [code], "text": code["display"]},
            "effectiveDateTime": f"{day}T09:30:00+00:00",
            "valueQuantity": {
                "value": value,
                "unit": "mmHg",
                "system": "http://unitsofmeasure.org",
                "code": "mm[Hg]",
            },
        }

    def _concept(self, kind: str) -> dict[str, Any]:
        if self._random.random() < _SHARE_THAT_MATTERS:
            system, code, display = self._random.choice(self._codes[_KINDS[kind]])
        else:
            number = self._random.randrange(_BYSTANDERS)
            system, code = System.SNOMED_CT.uri, f"90000{number}"
            display = f"Something else entirely, number {number} (disorder)"
        return {"coding": [{"system": system, "code": code, "display": display}], "text": display}


def _codings(kind: ResourceKind, library: Library) -> list[tuple[str, str, str]]:
    return [
        (system.uri, entry.code, entry.display)
        for code_set in library.all(CodeSet)
        if kind in code_set.found_in
        for system, entries in code_set.codes.items()
        for entry in entries
    ]


def _status(system: str, code: str) -> dict[str, Any]:
    return {"coding": [{"system": f"http://terminology.hl7.org/CodeSystem/{system}", "code": code}]}
