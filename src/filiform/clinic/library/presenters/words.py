"""Words of the library's pages: what kinds are called, links to concepts, how far a thing was reviewed."""

from dataclasses import dataclass

from django.urls import reverse

from filiform.clinic.screening.presenters.words import label_of
from filiform.knowledge.library import Library
from filiform.knowledge.model.concept import Cited, Concept, Source


@dataclass(frozen=True, slots=True)
class ConceptLink:
    """A concept as a line that leads to its page: what it is called, its kind, a note, its review."""

    label: str
    url: str
    kind: str = ""
    note: str = ""
    review: str = ""


def link_to(identifier: str, library: Library, note: str = "") -> ConceptLink:
    """The link to a concept, with how far it was reviewed where it says something about the world."""
    concept = library.get(identifier, Concept)
    review = concept.review.status.value if isinstance(concept, Cited) else ""
    return ConceptLink(
        label=label_of(identifier, library),
        url=reverse("library:concept", args=[identifier]),
        kind=kind_words(kind_of(identifier), plural=False),
        note=note or _note(concept),
        review=review,
    )


def kind_of(identifier: str) -> str:
    """The folder of a concept."""
    return identifier.rsplit("/", 1)[0]


def kind_words(kind: str, *, plural: bool = True) -> str:
    """The name of a kind from its folder: `screening/red_flags` is "Red flags", one of them "Red flag"."""
    words = kind.rsplit("/", 1)[-1].replace("_", " ")
    if not plural:
        words = _singular(words)
    return words[:1].upper() + words[1:]


def _singular(words: str) -> str:
    if words.endswith("ies"):
        return words[:-3] + "y"
    return words[:-1] if words.endswith("s") and not words.endswith("ss") else words


def _note(concept: Concept) -> str:
    if isinstance(concept, Source):
        return concept.title
    return getattr(concept, "statement", "") or getattr(concept, "latin", "")
