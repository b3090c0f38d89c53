"""What must hold between the files of the library: every name stands for something, and none in a circle."""

from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from typing import Any

import msgspec

from filiform.kernel.identifier import is_identifier, nearest
from filiform.knowledge.model import KINDS
from filiform.knowledge.model.concept import Concept
from filiform.knowledge.reader import KnowledgeError


def faults_between(concepts: Mapping[str, Concept]) -> list[KnowledgeError]:
    """References that lead nowhere, each with the nearest identifiers; and one circle, if there is any."""
    named = {identifier: references(concept) for identifier, concept in concepts.items()}
    dangling = [
        _dangling(identifier, name, concepts)
        for identifier, names in named.items()
        for name in names
        if name not in concepts
    ]
    return dangling or _circle(named)


def references(concept: Concept) -> tuple[str, ...]:
    """The identifiers that a concept names, other than its own, each once, sorted."""
    found = set(_identifiers(msgspec.to_builtins(concept))) - {concept.id}
    return tuple(sorted(found))


def _dangling(identifier: str, name: str, concepts: Mapping[str, Concept]) -> KnowledgeError:
    near = nearest(name, concepts)
    hint = f"; did you mean {' or '.join(near)}?" if near else ""
    return KnowledgeError(f"{identifier}.yaml", 1, f"`{name}` is named here but has no file{hint}")


def _circle(named: Mapping[str, tuple[str, ...]]) -> list[KnowledgeError]:
    """A circle of references has no beginning from which it could be read or decided."""
    try:
        TopologicalSorter(named).prepare()
    except CycleError as error:
        around = list(reversed(error.args[1]))
        path = " → ".join(f"`{name}`" for name in around)
        problem = f"these files name each other in a circle: {path}; take one reference out"
        return [KnowledgeError(f"{around[0]}.yaml", 1, problem)]
    return []


def _identifiers(value: Any) -> Iterator[str]:
    """Texts that have the form of an identifier in one of the library's folders."""
    if isinstance(value, dict):
        for inner in value.values():
            yield from _identifiers(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _identifiers(inner)
    elif isinstance(value, str) and value.rsplit("/", 1)[0] in KINDS and is_identifier(value):
        yield value
