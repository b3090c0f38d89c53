"""What the editors of a sound library want to be told: a place that is missing, a review that is due, a hard text."""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

import msgspec

from filiform.kernel.decision import Citation
from filiform.knowledge.library import Library
from filiform.knowledge.model.anatomy import Muscle, Region
from filiform.knowledge.model.concept import Cited, Concept
from filiform.knowledge.reading_grade import reading_grade

HIGHEST_GRADE = 8.0
PATIENT_FIELDS = (
    *("question", "help", "patient_text", "patient_action", "patient_pain_rule"),
    *("instructions", "patient_instructions", "patient_counter_view"),
)
_NO_PLACE = frozenset({"", "-", "–", "?", "n/a", "none", "unknown", "tbd", "todo"})


class Problem(NamedTuple):
    """Something an editor should mend: in which concept, what, and whether only the calendar brought it."""

    concept: str
    problem: str
    is_due: bool = False

    def __str__(self) -> str:
        return f"{self.concept}.yaml: {self.problem}"


def problems(library: Library, on: date) -> list[Problem]:
    """Every problem on that day, concept by concept."""
    return [found for concept in library for found in _of(concept, on)]


def _of(concept: Concept, on: date) -> Iterator[Problem]:
    yield from _missing_locators(concept)
    yield from _hard_texts(concept)
    if isinstance(concept, Cited) and concept.review.due <= on:
        yield Problem(concept.id, f"its review was due on {concept.review.due}", is_due=True)
    if isinstance(concept, Region):
        yield from _unmapped(concept)
    if isinstance(concept, Muscle) and not concept.hazards:
        yield Problem(concept.id, "a muscle without hazards; name what a needle can injure there")


def _missing_locators(concept: Concept) -> Iterator[Problem]:
    for citation in _citations(concept):
        if citation.locator.strip().lower() in _NO_PLACE:
            yield Problem(
                concept.id,
                f"the citation of {citation.source} has no place in it (locator: "
                f"{citation.locator!r}); write a section, page or table",
            )


def _hard_texts(concept: Concept) -> Iterator[Problem]:
    for field, text in patient_texts(concept):
        grade = reading_grade(text)
        if grade > HIGHEST_GRADE:
            yield Problem(
                concept.id,
                f"`{field}` reads at grade {grade:.1f}, above {HIGHEST_GRADE:g}; use shorter "
                "sentences and shorter words",
            )


def patient_texts(concept: Concept) -> Iterator[tuple[str, str]]:
    """The texts of a concept that patients read, each with the name of its field."""
    for field in PATIENT_FIELDS:
        value = getattr(concept, field, "")
        texts = (value,) if isinstance(value, str) else value
        yield from ((field, text) for text in texts if any(map(str.isalpha, text)))


def _unmapped(region: Region) -> Iterator[Problem]:
    for name in ("choir", "michigan"):
        segments = getattr(region, name)
        if not (segments.left or segments.right or segments.midline):
            problem = f"the region lies in no segment of the map `{name}`; data cannot be exchanged"
            yield Problem(region.id, problem)


def _citations(value: Any) -> Iterator[Citation]:
    """Citations of a concept, those inside its parts among them."""
    if isinstance(value, Citation):
        yield value
    elif isinstance(value, msgspec.Struct):
        for field in value.__struct_fields__:
            yield from _citations(getattr(value, field))
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _citations(inner)
