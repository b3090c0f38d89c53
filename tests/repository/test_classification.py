"""Every field of every model is classified: does it identify, is it exported, is it in the registry?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from django.apps import apps

from filiform.clinic.audit.classification import ROW, FieldClass, all_classifications
from tests.repository.tree import expect_none

Classes = Mapping[str, Mapping[str, FieldClass]]


def stored_fields() -> Iterator[tuple[str, str]]:
    """Label and field name of everything the clinic keeps."""
    for configuration in apps.get_app_configs():
        if configuration.name.startswith("filiform."):
            for model in configuration.get_models():
                for field in model._meta.get_fields():
                    if not field.auto_created or field.concrete:
                        yield model._meta.label, field.name


def unclassified(fields: Iterable[tuple[str, str]], known: Classes) -> list[str]:
    """The line to add for each field that has no class."""
    return [
        f'CLASSIFICATION["{model}"] in {model.split(".")[0]}/classification.py: add '
        f'"{field}": FieldClass(identifying=…, exported=…, registry=…),'
        for model, field in fields
        if field not in known.get(model, {})
    ]


def test_every_model_field_is_classified() -> None:
    expect_none(unclassified(stored_fields(), all_classifications()))


def test_every_classified_field_is_stored() -> None:
    stored = {*stored_fields()}
    expect_none(
        f"{model}.{field} is classified and not stored: take the line out"
        for model, fields in all_classifications().items()
        for field in fields
        if (model, field) not in stored and field not in ROW
    )


def test_nothing_that_identifies_a_person_goes_into_the_registry() -> None:
    expect_none(
        f"{model}.{field} identifies a person and is in the registry"
        for model, fields in all_classifications().items()
        for field, kind in fields.items()
        if kind.identifying and kind.registry
    )


def test_a_field_without_a_class_is_noticed() -> None:
    fields = [("people.Patient", "given_name"), ("people.Patient", "id")]
    assert unclassified(fields, {"people.Patient": {"id": FieldClass()}}) == [
        'CLASSIFICATION["people.Patient"] in people/classification.py: add '
        '"given_name": FieldClass(identifying=…, exported=…, registry=…),'
    ]
