"""The library: every concept by its identifier, loaded whole or not at all."""

from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache
from importlib import resources
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from filiform.kernel.identifier import nearest
from filiform.knowledge import compiled
from filiform.knowledge.files import LibraryFiles, library_files, read_all
from filiform.knowledge.model.concept import Concept
from filiform.knowledge.reader import KnowledgeError

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
    """The library in `folder`, or the one that ships with Filiform, which a process reads once.

    Raises:
        BrokenLibrary: when any file has a fault; it lists every fault, and nothing is loaded.
    """
    return _shipped() if folder is None else _from_files(library_files(folder))


@lru_cache(maxsize=1)
def _shipped() -> Library:
    files = library_files(Path(str(resources.files("filiform.knowledge") / "data")))
    kept = compiled.read(files.version)
    if kept is not None:
        return Library(kept, version=files.version)
    library = _from_files(files)
    compiled.write(files.version, library)
    return library


def _from_files(files: LibraryFiles) -> Library:
    from filiform.knowledge.checks.references import faults_between  # it checks what is read here

    concepts, faults = read_all(files)
    faults = faults or faults_between(concepts)
    if faults:
        raise BrokenLibrary(faults)
    return Library(concepts, version=files.version)
