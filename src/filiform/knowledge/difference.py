"""What changed between two versions of the library, concept by concept and field by field."""

from collections.abc import Mapping
from typing import Any

import msgspec

from filiform.knowledge.library import Library

Plain = Mapping[str, Any]
ABSENT = None


class FieldChange(msgspec.Struct, frozen=True):
    """One value that differs. `field` is its path in the file; None stands where a version has none."""

    field: str
    before: Any
    after: Any


class ConceptChange(msgspec.Struct, frozen=True):
    """A concept that both versions have, and what differs in it."""

    concept: str
    fields: tuple[FieldChange, ...]


class Difference(msgspec.Struct, frozen=True):
    """From one version to another: identifiers that came, that went, and those whose content changed."""

    before: str
    after: str
    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[ConceptChange, ...]


def difference(before: Library, after: Library) -> Difference:
    """What changed from `before` to `after`; empty in every part when their content is equal."""
    old, new = _plain(before), _plain(after)
    both = sorted(old.keys() & new.keys())
    changes = (ConceptChange(name, _changes(old[name], new[name])) for name in both)
    return Difference(
        before=before.version,
        after=after.version,
        added=tuple(sorted(new.keys() - old.keys())),
        removed=tuple(sorted(old.keys() - new.keys())),
        changed=tuple(change for change in changes if change.fields),
    )


def _plain(library: Library) -> dict[str, Plain]:
    return {concept.id: msgspec.to_builtins(concept) for concept in library}


def _changes(before: Plain, after: Plain) -> tuple[FieldChange, ...]:
    old, new = _leaves(before), _leaves(after)
    paths = [*old, *(path for path in new if path not in old)]
    return tuple(
        FieldChange(path, old.get(path, ABSENT), new.get(path, ABSENT))
        for path in paths
        if old.get(path, ABSENT) != new.get(path, ABSENT)
    )


def _leaves(value: Any, path: str = "") -> dict[str, Any]:
    """Every single value under the path at which it stands: `citations[0].locator`."""
    found: dict[str, Any] = {}
    if isinstance(value, dict):
        for name, inner in value.items():
            found |= _leaves(inner, f"{path}.{name}" if path else name)
    elif isinstance(value, list | tuple):
        for index, inner in enumerate(value):
            found |= _leaves(inner, f"{path}[{index}]")
    else:
        found[path] = value
    return found
