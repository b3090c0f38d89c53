"""Other releases of FHIR, told by their shape: they look alike, and reading them as R4 would miss things in silence."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import msgspec

from filiform.interop.fhir.elements import Meta
from filiform.interop.fhir.problems import UnusableRecord

# Resource types that R4 does not have, and the release that does.
_ELSEWHERE = {
    "MedicationOrder": "DSTU2",
    "DiagnosticOrder": "DSTU2",
    "Conformance": "DSTU2",
    "ProcedureRequest": "STU3",
    "ReferralRequest": "STU3",
    "EligibilityRequest": "STU3",
    "DeviceComponent": "STU3",
    "MedicationUsage": "R5",
    "NutritionIntake": "R5",
    "ArtifactAssessment": "R5",
    "Transport": "R5",
}


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_object(value: Any) -> bool:
    return isinstance(value, dict)


def _is_there(value: Any) -> bool:
    return value is not None


# Fields whose form gives a release away: what was a plain code before R4, and what R5 renamed.
_TELL_TALES: dict[str, tuple[tuple[str, Callable[[Any], bool], str], ...]] = {
    "Condition": (
        ("dateRecorded", _is_there, "DSTU2"),
        ("clinicalStatus", _is_text, "STU3"),
        ("verificationStatus", _is_text, "STU3"),
    ),
    "AllergyIntolerance": (
        ("substance", _is_there, "DSTU2"),
        ("clinicalStatus", _is_text, "STU3"),
        ("verificationStatus", _is_text, "STU3"),
        ("type", _is_object, "R5"),
    ),
    "MedicationRequest": (
        ("medication", _is_object, "R5"),
        ("requester", lambda v: _is_object(v) and "agent" in v, "STU3"),
    ),
    "MedicationStatement": (
        ("medication", _is_object, "R5"),
        ("wasNotTaken", _is_there, "DSTU2"),
        ("taken", _is_text, "STU3"),
    ),
    "MedicationAdministration": (("medication", _is_object, "R5"),),
    "Procedure": (("occurrenceDateTime", _is_there, "R5"), ("occurrencePeriod", _is_there, "R5")),
    "Encounter": (("actualPeriod", _is_there, "R5"), ("reason", _is_there, "STU3")),
    "Device": (("name", _is_there, "R5"),),
}
_PROFILES = {
    "/dstu2/": "DSTU2",
    "/fhir/1.0/": "DSTU2",
    "/stu3/": "STU3",
    "/fhir/3.0/": "STU3",
    "/r5/": "R5",
    "/fhir/5.0/": "R5",
}


def refuse_other_type(resource_type: str, where: str) -> None:
    """Raises UnusableRecord for a type that only another release has."""
    if resource_type in _ELSEWHERE:
        _refuse(where, _ELSEWHERE[resource_type])


def refuse_other_profile(meta: Meta | None, where: str) -> None:
    """Raises UnusableRecord when a resource says that it follows a profile of another release."""
    for profile in (meta.profile if meta else None) or ():
        release = _release_of_profile(profile)
        if release:
            _refuse(where, release)


def refuse_other_shape(resource_type: str, content: bytes, where: str) -> None:
    """Raises UnusableRecord when a resource has the shape of another release. Slow: asked only when in doubt."""
    fields = msgspec.json.decode(content)
    for field, is_so, release in _TELL_TALES.get(resource_type, ()):
        if is_so(fields.get(field)):
            _refuse(where, release)


@lru_cache(maxsize=1024)
def _release_of_profile(profile: str) -> str:
    lowered = profile.lower()
    return next((release for part, release in _PROFILES.items() if part in lowered), "")


def _refuse(where: str, release: str) -> None:
    raise UnusableRecord(
        where,
        f"this is FHIR {release}, and Filiform reads R4 (4.0.1); ask for an R4 export, or convert it first",
    )
