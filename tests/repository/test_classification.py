"""Every field of every model is classified: does it identify, is it exported, is it in the registry?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.apps import apps


def stored_fields() -> Iterator[tuple[str, str]]:
    """Label and field name of everything the clinic keeps."""
    for configuration in apps.get_app_configs():
        if configuration.name.startswith("filiform."):
            for model in configuration.get_models():
                for field in model._meta.get_fields():
                    if not field.auto_created or field.concrete:
                        yield model._meta.label, field.name


def unclassified(
    fields: Iterator[tuple[str, str]], known: Mapping[str, Mapping[str, Any]]
) -> list[str]:
    """The line to add for each field that has no class."""
    return [
        f'CLASSIFICATION["{model}"]: add '
        f'"{field}": FieldClass(identifying=…, exported=…, registry=…),'
        for model, field in fields
        if field not in known.get(model, {})
    ]


def test_every_model_field_is_classified() -> None:
    from filiform.clinic.audit.classification import CLASSIFICATION

    found = unclassified(stored_fields(), CLASSIFICATION)
    assert not found, "in src/filiform/clinic/audit/classification.py\n" + "\n".join(found)


def test_every_classified_field_is_stored() -> None:
    from filiform.clinic.audit.classification import CLASSIFICATION

    stored = set(stored_fields())
    listed = {(model, field) for model, fields in CLASSIFICATION.items() for field in fields}
    assert not listed - stored, f"remove from CLASSIFICATION: {sorted(listed - stored)}"


def test_nothing_that_identifies_a_person_goes_into_the_registry() -> None:
    from filiform.clinic.audit.classification import CLASSIFICATION

    leaking = [
        f"{model}.{field}"
        for model, fields in CLASSIFICATION.items()
        for field, kind in fields.items()
        if kind.identifying and kind.registry
    ]
    assert not leaking


def test_a_field_without_a_class_is_noticed() -> None:
    fields = iter([("people.Patient", "given_name"), ("people.Patient", "id")])
    found = unclassified(fields, {"people.Patient": {"id": object()}})
    assert found == [
        'CLASSIFICATION["people.Patient"]: add '
        '"given_name": FieldClass(identifying=…, exported=…, registry=…),'
    ]
