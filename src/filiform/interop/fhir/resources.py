"""Which resources are read, and by which module: the one list to extend when another is understood."""

import re
from collections.abc import Callable
from typing import Any

import msgspec

from filiform.interop.fhir import (
    allergy,
    condition,
    device,
    encounter,
    medication,
    observation,
    procedure,
)
from filiform.interop.fhir.elements import Resource
from filiform.interop.fhir.entry import RecordEntry
from filiform.interop.fhir.patient import Patient


class ResourceReader:
    """Reads one kind of resource: bytes to a typed resource, and that to an entry of the record."""

    def __init__(
        self, kind: type[Resource], read: Callable[[Any, str, list[str]], RecordEntry | None]
    ) -> None:
        self.decode: Callable[[bytes], Any] = msgspec.json.Decoder(kind).decode
        self.read = read


READERS: dict[str, ResourceReader] = {
    "Condition": ResourceReader(condition.Condition, condition.read),
    "MedicationRequest": ResourceReader(medication.MedicationRequest, medication.read_request),
    "MedicationStatement": ResourceReader(
        medication.MedicationStatement, medication.read_statement
    ),
    "MedicationAdministration": ResourceReader(
        medication.MedicationAdministration, medication.read_administration
    ),
    "AllergyIntolerance": ResourceReader(allergy.AllergyIntolerance, allergy.read),
    "Procedure": ResourceReader(procedure.Procedure, procedure.read),
    "Device": ResourceReader(device.Device, device.read),
    "Encounter": ResourceReader(encounter.Encounter, encounter.read),
    "Observation": ResourceReader(observation.Observation, observation.read),
}

decode_patient = msgspec.json.Decoder(Patient).decode
decode_medication = msgspec.json.Decoder(medication.Medication).decode
_decode_any = msgspec.json.Decoder(Resource).decode
_BEGINNING = re.compile(rb'\s*\{\s*"resourceType"\s*:\s*"([A-Za-z]+)"')


def type_of(content: bytes) -> str:
    """The type of a resource; nothing when it has none. Nearly always it stands at the beginning.

    Raises:
        msgspec.DecodeError: when it does not, and the content is no JSON object either.
    """
    beginning = _BEGINNING.match(content)
    return beginning[1].decode() if beginning else _decode_any(content).resource_type
