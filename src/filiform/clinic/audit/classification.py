"""What each field is for: whether it identifies a person, leaves the clinic, or enters the registry.

Every app says so in its own `classification.py`; a test fails when a field is in none of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps


@dataclass(frozen=True, slots=True)
class FieldClass:
    """One field: names a person (or helps to), is part of an export of the record, goes to the registry."""

    identifying: bool = False
    exported: bool = False
    registry: bool = False


# The columns every clinical row has.
ROW = {
    "id": FieldClass(),
    "clinic": FieldClass(),
    "recorded_at": FieldClass(exported=True),
    "recorded_by": FieldClass(identifying=True),
    "replaces": FieldClass(exported=True),
}

CLASSIFICATION = {
    "audit.AuditEvent": {
        "id": FieldClass(),
        "clinic_id": FieldClass(),
        "sequence": FieldClass(),
        "at": FieldClass(),
        "actor_id": FieldClass(identifying=True),
        "actor_role": FieldClass(),
        "action": FieldClass(),
        "subject_model": FieldClass(),
        "subject_id": FieldClass(identifying=True),
        "details": FieldClass(),
        "previous_hash": FieldClass(),
        "hash": FieldClass(),
    },
    "audit.ChainHead": {
        "clinic_id": FieldClass(),
        "sequence": FieldClass(),
        "hash": FieldClass(),
    },
}


def all_classifications() -> Mapping[str, Mapping[str, FieldClass]]:
    """The classification of every app of ours, by model label and field name."""
    merged: dict[str, Mapping[str, FieldClass]] = {}
    for app in apps.get_app_configs():
        name = f"{app.name}.classification"
        if app.name.startswith("filiform.clinic.") and find_spec(name):
            merged.update(getattr(import_module(name), "CLASSIFICATION", {}))
    return merged
