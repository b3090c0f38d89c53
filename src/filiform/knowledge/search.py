"""Finds concepts by name: a label, a synonym, a Latin or an everyday name, or a misspelling of any."""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.utils import default_process

from filiform.knowledge.library import Library
from filiform.knowledge.model.concept import Concept

# How alike two names must be, of 100, to be taken for the same misspelt; and what a mere mention counts.
_ALIKE = 78.0
_MENTIONED = 60.0
_NAME_FIELDS = ("label", "latin", "patient_label", "part_of", "abbreviation")


class Found(NamedTuple):
    """A concept that was looked for, the name under which it was found, and how alike that is, up to 100."""

    concept: Concept
    name: str
    score: float


def search(query: str, library: Library, limit: int = 40) -> tuple[Found, ...]:
    """Concepts whose name is like the query, the most alike first; then those that speak of it.

    A name that begins with the query comes before one that holds it, and both before one that is
    only like it. An empty query finds nothing.
    """
    wanted = default_process(query)
    if not wanted:
        return ()
    best: dict[str, Found] = {}
    for found in (*_named(wanted, library), *_mentioning(wanted, library)):
        known = best.get(found.concept.id)
        if known is None or found.score > known.score:
            best[found.concept.id] = found
    return tuple(sorted(best.values(), key=_order))[:limit]


def _order(found: Found) -> tuple[float, str]:
    return -found.score, found.concept.id


def _named(wanted: str, library: Library) -> Iterator[Found]:
    for name in _names(library):
        score = _likeness(wanted, name.text)
        if score >= _ALIKE:
            yield Found(library.get(name.concept, Concept), name.shown, score)


def _likeness(wanted: str, name: str) -> float:
    """100 for the name itself, less when there is more around it, and likeness for what is misspelt."""
    if wanted == name:
        return 100.0
    if name.startswith(wanted):
        return 95.0
    if f" {wanted}" in name:
        return 90.0
    word = max((fuzz.ratio(wanted, word) for word in name.split()), default=0.0)
    return max(fuzz.ratio(wanted, name), word - 5.0)


def _mentioning(wanted: str, library: Library) -> Iterator[Found]:
    words = wanted.split()
    for concept in library:
        text = _texts(library)[concept.id]
        if text and all(word in text for word in words):
            yield Found(concept, concept.label, _MENTIONED)


_TEXT_FIELDS = ("statement", "patient_text", "question", "help", "action", "title")


@lru_cache(maxsize=4)
def _texts(library: Library) -> dict[str, str]:
    return {concept.id: default_process(_text(concept)) for concept in library}


def _text(concept: Concept) -> str:
    said = (getattr(concept, field, "") for field in _TEXT_FIELDS)
    return " ".join(text for text in said if isinstance(text, str))


class _Name(NamedTuple):
    concept: str
    shown: str
    text: str


@lru_cache(maxsize=4)
def _names(library: Library) -> tuple[_Name, ...]:
    return tuple(
        _Name(concept.id, shown, default_process(shown))
        for concept in library
        for shown in dict.fromkeys(_names_of(concept))
    )


def _names_of(concept: Concept) -> Iterator[str]:
    for field in _NAME_FIELDS:
        value = getattr(concept, field, "")
        if isinstance(value, str) and value:
            yield value
    yield from getattr(concept, "synonyms", ())
    yield concept.id.rsplit("/", 1)[-1].replace("-", " ")
