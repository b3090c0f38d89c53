"""The library's index, one kind of concept, and what a search found."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse

from filiform.clinic.library.presenters.words import ConceptLink, kind_of, kind_words, link_to
from filiform.knowledge.library import Library
from filiform.knowledge.model import KINDS
from filiform.knowledge.model.anatomy import Area, Muscle
from filiform.knowledge.model.concept import Concept
from filiform.knowledge.search import search


@dataclass(frozen=True, slots=True)
class KindLine:
    """A kind of concept with how many there are."""

    label: str
    url: str
    count: int


@dataclass(frozen=True, slots=True)
class Group:
    """Lines under a heading."""

    heading: str
    lines: tuple[ConceptLink, ...] | tuple[KindLine, ...]


@dataclass(frozen=True, slots=True)
class IndexPage:
    """The index: how much there is, the muscles by where they are, the other kinds by stage."""

    concepts: int
    muscles: tuple[Group, ...]
    kinds: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class KindPage:
    """All concepts of one kind."""

    heading: str
    lines: tuple[ConceptLink, ...]


@dataclass(frozen=True, slots=True)
class SearchPage:
    """What was looked for and what was found."""

    query: str
    lines: tuple[ConceptLink, ...]


def index_page(library: Library) -> IndexPage:
    """The whole library at a glance."""
    return IndexPage(
        concepts=len(library), muscles=_muscles_by_area(library), kinds=tuple(_kinds(library))
    )


def kind_page(kind: str, library: Library) -> KindPage:
    """The concepts of one kind in the order of the library."""
    concepts = [one for one in library.all(KINDS[kind]) if kind_of(one.id) == kind]
    return KindPage(kind_words(kind), tuple(link_to(one.id, library) for one in concepts))


def search_page(query: str, library: Library) -> SearchPage:
    """The concepts that a search finds, with the name under which each was found."""
    found = search(query, library)
    lines = (link_to(one.concept.id, library, _found_as(one.name, one.concept)) for one in found)
    return SearchPage(query, tuple(lines))


def _found_as(name: str, concept: Concept) -> str:
    return "" if name == concept.label else name


def _muscles_by_area(library: Library) -> tuple[Group, ...]:
    """Each muscle once, under the first area in which a needle enters it."""
    order = {area.id: area for area in library.all(Area)}
    muscles = sorted(library.all(Muscle), key=lambda one: (order[one.areas[0]].order, one.order))
    return tuple(
        Group(order[area].label, tuple(link_to(one.id, library) for one in members))
        for area, members in groupby(muscles, key=lambda one: one.areas[0])
    )


def _kinds(library: Library) -> Iterable[Group]:
    for stage, kinds in groupby(KINDS, key=lambda kind: kind.split("/")[0]):
        lines = tuple(line for kind in kinds if (line := _kind_line(kind, library)).count)
        if lines:
            yield Group(stage.capitalize(), lines)


def _kind_line(kind: str, library: Library) -> KindLine:
    count = sum(kind_of(one.id) == kind for one in library)
    return KindLine(kind_words(kind), reverse("library:concept", args=[kind]), count)
