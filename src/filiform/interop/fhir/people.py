"""The patients of a document, by every name that its resources may call them."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from filiform.interop.fhir.patient import Patient, PatientIdentity, identity
from filiform.interop.fhir.references import identifier_names, names


class People:
    """Patients in the order in which they came, and whom a reference means."""

    def __init__(self, on: date) -> None:
        self._on = on
        self._known: dict[str, PatientIdentity] = {}
        self._aliases: dict[str, str] = {}

    @property
    def known(self) -> Mapping[str, PatientIdentity]:
        """Everyone, under the key that `owner` answers with."""
        return MappingProxyType(self._known)

    def add(self, patient: Patient, full_url: str | None, notes: list[str]) -> None:
        """Takes a patient; a second one under the same name is noted and left out."""
        key = f"Patient/{patient.id}" if patient.id else full_url or "Patient"
        if key in self._known:
            notes.append("a second, different Patient has the same id; the first is used")
            return
        self._known[key] = identity(patient, self._on, notes)
        known_as = names("Patient", patient.id, full_url)
        known_as += identifier_names("Patient", patient.identifier or ())
        self._aliases.update(dict.fromkeys([key, *known_as], key))

    def forget(self, name: str) -> None:
        """Makes way for a newer version of a patient."""
        self._known.pop(name, None)

    def owner(self, subject: str) -> str | None:
        """Whom a resource belongs to; one that names nobody belongs to the only patient there is."""
        if subject:
            return self._aliases.get(subject)
        return next(iter(self._known)) if len(self._known) == 1 else None
