"""The library: every concept by its identifier, loaded whole or not at all."""

import hashlib
from collections.abc import Iterator, Mapping
from functools import cached_property
from importlib import resources
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from filiform.kernel.identifier import is_identifier, nearest
from filiform.knowledge.model import KINDS
from filiform.knowledge.model.concept import Concept
from filiform.knowledge.reader import KnowledgeError, read_concept

ConceptT = TypeVar("ConceptT", bound=Concept)


class BrokenLibrary(Exception):
    """A library with faults in it. `faults` lists them all; nothing of it was loaded."""

    def __init__(self, faults: list[KnowledgeError]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = faults


class UnknownConcept(KeyError):
    """An identifier that is in no file of the library; the message names the nearest ones."""

    def __init__(self, identifier: str, near: list[str]) -> None:
        hint = f"; did you mean {' or '.join(near)}?" if near else ""
        super().__init__(f"nothing in the library is called {identifier!r}{hint}")

    def __str__(self) -> str:
        return str(self.args[0])


class Library:
    """Concepts by identifier, frozen.

    Args:
        concepts: every concept under its identifier.
        version: what names this content; equal content has an equal version.
    """

    def __init__(self, concepts: Mapping[str, Concept], version: str) -> None:
        self._concepts = MappingProxyType(dict(sorted(concepts.items())))
        self.version = version

    def __contains__(self, identifier: object) -> bool:
        return identifier in self._concepts

    def __iter__(self) -> Iterator[Concept]:
        return iter(self._concepts.values())

    def __len__(self) -> int:
        return len(self._concepts)

    def get(self, identifier: str, kind: type[ConceptT]) -> ConceptT:
        """The concept of that identifier and kind.

        Raises:
            UnknownConcept: when there is none; the message suggests the nearest identifiers.
        """
        concept = self._concepts.get(identifier)
        if not isinstance(concept, kind):
            of_kind = (one.id for one in self if isinstance(one, kind))
            raise UnknownConcept(identifier, nearest(identifier, of_kind))
        return concept

    def all(self, kind: type[ConceptT]) -> tuple[ConceptT, ...]:
        """Every concept of a kind, in the order of `order` where the kind has one, then by identifier."""
        found = self._by_kind.get(kind)
        if found is None:
            members = [concept for concept in self if isinstance(concept, kind)]
            found = tuple(
                sorted(members, key=lambda concept: (getattr(concept, "order", 0), concept.id))
            )
            self._by_kind[kind] = found
        return found  # type: ignore[return-value]  # the mapping is keyed by the kind of its members

    @cached_property
    def _by_kind(self) -> dict[type[Concept], tuple[Concept, ...]]:
        return {}


def load_library(folder: Path | None = None) -> Library:
    """The library in `folder`, or the one that ships with Filiform.

    Raises:
        BrokenLibrary: when any file has a fault; it lists every fault, and nothing is loaded.
    """
    from filiform.knowledge.checks import faults_between  # checks need the library they check

    root = folder or Path(str(resources.files("filiform.knowledge") / "data"))
    concepts, faults, digest = _read_all(root)
    if not faults:
        faults = faults_between(concepts)
    if faults:
        raise BrokenLibrary(faults)
    return Library(concepts, version=digest)


def _read_all(root: Path) -> tuple[dict[str, Concept], list[KnowledgeError], str]:
    concepts: dict[str, Concept] = {}
    faults: list[KnowledgeError] = []
    digest = hashlib.sha256()
    for path in sorted(root.rglob("*.y*ml")):
        shown_as = path.relative_to(root).as_posix()
        identifier = shown_as.rsplit(".", 1)[0]
        digest.update(identifier.encode() + b"\0" + path.read_bytes() + b"\0")
        try:
            if identifier in concepts:
                raise KnowledgeError(
                    shown_as, 1, f"another file has the identifier `{identifier}` already"
                )
            concepts[identifier] = read_concept(
                path, identifier, _kind_of(identifier, shown_as), shown_as
            )
        except KnowledgeError as fault:
            faults.append(fault)
    return concepts, faults, digest.hexdigest()[:12]


def _kind_of(identifier: str, shown_as: str) -> type[Concept]:
    if not is_identifier(identifier):
        raise KnowledgeError(shown_as, 1, "file names are lower-case words joined by hyphens")
    folder = identifier.rsplit("/", 1)[0]
    if folder not in KINDS:
        allowed = ", ".join(sorted(KINDS))
        raise KnowledgeError(
            shown_as, 1, f"no kind of concept lives in `{folder}`; folders: {allowed}"
        )
    return KINDS[folder]
