"""The library as one JSON document, to be read by others, and the JSON Schema that says what is in it."""

from collections.abc import Mapping
from typing import Any

import msgspec

from filiform.knowledge.library import Library
from filiform.knowledge.model import KINDS
from filiform.knowledge.model.concept import Concept

SCHEMA_DIALECT = "https://json-schema.org/draft/2020-12/schema"
SCHEMA_NAME = "filiform-knowledge"
FORMAT = 1


class UnusableExport(ValueError):
    """A document that is no export of a knowledge library; the message says why and where."""


def to_document(library: Library) -> dict[str, Any]:
    """`format`, `version` and `concepts`: each kind by its folder, each concept by its identifier."""
    concepts: dict[str, dict[str, Any]] = {folder: {} for folder in KINDS}
    for concept in library:
        concepts[_folder(concept)][concept.id] = msgspec.to_builtins(concept)
    return {"format": FORMAT, "version": library.version, "concepts": concepts}


def from_document(text: bytes) -> Library:
    """The library in an export, as strictly typed as one read from files.

    Raises:
        UnusableExport: for what is no JSON, has another format, or holds a concept that is none.
    """
    document = _decoded(text, dict[str, Any], "the document")
    if document.get("format") != FORMAT:
        given = document.get("format")
        raise UnusableExport(f"its `format` is {given!r}; this version reads {FORMAT}")
    concepts: dict[str, Concept] = {}
    for folder, members in _mapping(document.get("concepts"), "concepts").items():
        if folder not in KINDS:
            raise UnusableExport(f"`concepts` holds the unknown kind {folder!r}")
        for identifier, content in _mapping(members, folder).items():
            concepts[identifier] = _converted(content, KINDS[folder], identifier)
    return Library(concepts, version=str(document.get("version", "")))


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of the document, with every kind of concept described."""
    references, components = msgspec.json.schema_components(
        list(KINDS.values()), ref_template="#/$defs/{name}"
    )
    kinds = {
        folder: {"type": "object", "additionalProperties": reference}
        for folder, reference in zip(KINDS, references, strict=True)
    }
    described: dict[str, Any] = {
        "$schema": SCHEMA_DIALECT,
        "title": SCHEMA_NAME,
        "description": "Every concept of a Filiform knowledge library, by kind and identifier.",
        "type": "object",
        "required": ["format", "version", "concepts"],
        "properties": {
            "format": {"const": FORMAT},
            "version": {"type": "string"},
            "concepts": {
                "type": "object",
                "properties": kinds,
                "required": list(KINDS),
                "additionalProperties": False,
            },
        },
        "$defs": components,
    }
    return described


def _folder(concept: Concept) -> str:
    return concept.id.rsplit("/", 1)[0]


def _decoded(text: bytes, kind: Any, where: str) -> Any:
    try:
        return msgspec.json.decode(text, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise UnusableExport(f"{where} is no export of a knowledge library: {error}") from None


def _mapping(value: Any, where: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise UnusableExport(f"`{where}` must be an object, and is {type(value).__name__}")
    return value


def _converted(content: Any, kind: type[Concept], identifier: str) -> Concept:
    try:
        return msgspec.convert(content, kind)
    except msgspec.ValidationError as error:
        raise UnusableExport(f"{identifier}: {error}") from None
