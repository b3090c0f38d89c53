"""Code systems as records name them: by their address, by OID, or with a version behind."""

from functools import lru_cache

from filiform.knowledge.model.terminology import System

_OTHER_NAMES = {
    "urn:oid:2.16.840.1.113883.6.88": System.RXNORM,
    "urn:oid:2.16.840.1.113883.6.96": System.SNOMED_CT,
    "urn:oid:2.16.840.1.113883.6.90": System.ICD_10_CM,
    "urn:oid:2.16.840.1.113883.6.1": System.LOINC,
    # The families of the international ICD-10 that are used here mean the same in the American one.
    "http://hl7.org/fhir/sid/icd-10": System.ICD_10_CM,
}


@lru_cache(maxsize=512)
def system_of(address: str) -> System | None:
    """The system an address stands for, or nothing when it is not one of ours."""
    address = address.replace("https://", "http://").split("|", 1)[0].rstrip("/")
    if address.startswith(System.SNOMED_CT.uri):
        return System.SNOMED_CT
    return _OTHER_NAMES.get(address) or next((one for one in System if one.uri == address), None)
