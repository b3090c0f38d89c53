"""Who names whom: for each concept the others that refer to it."""

from collections.abc import Mapping
from functools import lru_cache

from filiform.knowledge.checks.references import references
from filiform.knowledge.library import Library


@lru_cache(maxsize=4)
def named_by(library: Library) -> Mapping[str, tuple[str, ...]]:
    """For every concept that is named anywhere, the identifiers of those that name it, sorted."""
    found: dict[str, list[str]] = {}
    for concept in library:
        for name in references(concept):
            found.setdefault(name, []).append(concept.id)
    return {name: tuple(sorted(by)) for name, by in found.items()}
