"""Terminology: which codes and names in a health record mean which finding."""

from enum import StrEnum

import msgspec

from filiform.knowledge.model.concept import Concept


class System(StrEnum):
    """Code systems that records come in, by the short name used in the library."""

    RXNORM = "rxnorm"
    SNOMED_CT = "snomed_ct"
    ICD_10_CM = "icd_10_cm"
    LOINC = "loinc"
    ATC = "atc"

    @property
    def uri(self) -> str:
        """The address that FHIR uses for the system."""
        return _URIS[self]


_URIS = {
    System.RXNORM: "http://www.nlm.nih.gov/research/umls/rxnorm",
    System.SNOMED_CT: "http://snomed.info/sct",
    System.ICD_10_CM: "http://hl7.org/fhir/sid/icd-10-cm",
    System.LOINC: "http://loinc.org",
    System.ATC: "http://www.whocc.no/atc",
}


class ResourceKind(StrEnum):
    """What sort of entry in a record a code set is looked for in."""

    CONDITION = "condition"
    MEDICATION = "medication"
    ALLERGY = "allergy"
    PROCEDURE = "procedure"
    DEVICE = "device"
    OBSERVATION = "observation"
    ENCOUNTER = "encounter"


class CodeEntry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One code, what it is called there, and where it was seen. A code nobody saw does not ship.

    With `and_below`, an ICD-10-CM code also stands for the codes that begin with it.
    """

    code: str
    display: str
    seen_in: str
    and_below: bool = False


class CodeSet(Concept, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The codes, and for unknown codes the whole words, by which entries of a record mean a finding.

    `words` are matched as whole words or phrases in the display of a code that is in no set,
    without regard to case; `unless_words` in the same display rule the match out.
    """

    finding: str
    found_in: tuple[ResourceKind, ...]
    codes: dict[System, tuple[CodeEntry, ...]] = {}
    words: tuple[str, ...] = ()
    unless_words: tuple[str, ...] = ()
