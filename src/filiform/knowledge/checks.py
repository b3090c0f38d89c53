"""What must hold between the files of the library: every identifier named in one stands for something."""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from filiform.kernel.identifier import is_identifier, nearest
from filiform.knowledge.model import KINDS
from filiform.knowledge.model.concept import Concept
from filiform.knowledge.reader import KnowledgeError


def faults_between(concepts: Mapping[str, Concept]) -> list[KnowledgeError]:
    """References in any concept that lead nowhere, each with the nearest identifiers."""
    faults: list[KnowledgeError] = []
    for identifier, concept in concepts.items():
        for name in sorted(set(_references(msgspec.to_builtins(concept)))):
            if name != identifier and name not in concepts:
                faults.append(_dangling(identifier, name, concepts))
    return faults


def _dangling(identifier: str, name: str, concepts: Mapping[str, Concept]) -> KnowledgeError:
    near = nearest(name, concepts)
    hint = f"; did you mean {' or '.join(near)}?" if near else ""
    return KnowledgeError(f"{identifier}.yaml", 1, f"`{name}` is named here but has no file{hint}")


def _references(value: Any) -> Iterator[str]:
    """Texts that have the form of an identifier in one of the library's folders."""
    if isinstance(value, dict):
        for inner in value.values():
            yield from _references(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _references(inner)
    elif isinstance(value, str) and value.rsplit("/", 1)[0] in KINDS and is_identifier(value):
        yield value
