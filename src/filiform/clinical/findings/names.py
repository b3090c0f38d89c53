"""What regions, movements and muscles are called: read by any of their names, and suggested by a part of one."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TypeVar

from filiform.kernel.identifier import nearest
from filiform.knowledge.library import Library
from filiform.knowledge.model.anatomy import Muscle, Region
from filiform.knowledge.model.assessment import Movement

ConceptT = TypeVar("ConceptT", Region, Movement, Muscle)
Index = Mapping[str, tuple[str, ...]]

_MANY = 9  # names that are suggested at most: a list to choose from, not to search in


def called(name: str, kind: type[ConceptT], library: Library) -> str | None:
    """The identifier of the one concept that has this name, in any case and spelling of its hyphens.

    None when nothing is called so, or several things are: then it has to be said which.
    """
    found = _index(library, kind).get(_plain(name), ())
    return found[0] if len(found) == 1 else None


def suggested(name: str, kind: type[ConceptT], library: Library) -> list[str]:
    """Identifiers that the name may have meant: those with all its words (in the identifier first),
    or else those that look like it."""
    words = _plain(name.rsplit("/", 1)[-1]).split()
    having = {
        one: None for text, ids in _index(library, kind).items() if _has(text, words) for one in ids
    }
    by_id = sorted(having, key=lambda one: not _has(_plain(one.rsplit("/", 1)[-1]), words))
    return by_id[:_MANY] or nearest(name, (one.id for one in library.all(kind)))


def _has(text: str, words: list[str]) -> bool:
    """Whether each word begins one of the text."""
    return all(any(there.startswith(word) for there in text.split()) for word in words)


@lru_cache(maxsize=16)
def _index(library: Library, kind: type[ConceptT]) -> Index:
    """The concepts by each of their names."""
    found: dict[str, dict[str, None]] = {}
    for one in library.all(kind):
        for name in _names(one):
            found.setdefault(_plain(name), {})[one.id] = None
    return {name: tuple(ids) for name, ids in found.items()}


def _names(one: Region | Movement | Muscle) -> Iterator[str]:
    yield one.id.rsplit("/", 1)[-1]
    yield one.label
    if isinstance(one, Region):
        yield one.patient_label
    if isinstance(one, Muscle):
        yield one.latin
        yield from one.synonyms


def _plain(name: str) -> str:
    return " ".join(name.casefold().replace("-", " ").replace("_", " ").replace(",", " ").split())
