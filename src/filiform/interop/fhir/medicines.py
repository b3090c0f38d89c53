"""The Medication resources of a document, for the prescriptions that point to them."""

from filiform.interop.fhir.elements import Concept, Reference
from filiform.interop.fhir.medication import Medication
from filiform.interop.fhir.references import names, wanted


class Medicines:
    """Medicines by every name that a prescription may call them."""

    def __init__(self) -> None:
        self._codes: dict[str, Concept | None] = {}

    def add(self, medication: Medication, full_url: str | None) -> None:
        """Takes a medicine."""
        known_as = names("Medication", medication.id, full_url)
        self._codes.update(dict.fromkeys(known_as, medication.code))

    def code_of(self, link: Reference) -> Concept | None:
        """What the medicine is that a link leads to; nothing when it leads nowhere or to no code."""
        return self._codes.get(wanted(link, "Medication"))
