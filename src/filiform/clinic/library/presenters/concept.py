"""Any concept whole: what it says, every field in words, its sources, who names it, the cases that prove it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

import msgspec
import yaml

from filiform.clinic.library.presenters.pictures import Picture, pictures_of
from filiform.clinic.library.presenters.words import ConceptLink, kind_of, kind_words, link_to
from filiform.clinic.screening.presenters.decisions import source_line, source_lines
from filiform.clinic.screening.presenters.words import day_words
from filiform.clinic.ui.parts import SourceLine
from filiform.kernel.decision import Citation
from filiform.kernel.quantity import Quantity, Range
from filiform.knowledge.cases import ProvingCase, cases_about
from filiform.knowledge.library import Library
from filiform.knowledge.model.anatomy import Muscle
from filiform.knowledge.model.concept import Cited, Concept
from filiform.knowledge.naming import named_by

# These stand in places of their own on the page.
_ELSEWHERE = {"id", "label", "statement", "patient_text", "action", "citations", "review", "order"}


@dataclass(frozen=True, slots=True)
class Detail:
    """A field and what stands in it: texts, links, or details of its own. `source` is one citation."""

    label: str
    texts: tuple[str, ...] = ()
    links: tuple[ConceptLink, ...] = ()
    inner: tuple[tuple["Detail", ...], ...] = ()
    source: SourceLine | None = None


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case that proves a statement: its sentence, where it stands, what is given and what must follow."""

    title: str
    file: str
    given: str
    then: str


@dataclass(frozen=True, slots=True)
class NamedBy:
    """Concepts of one kind that name this one."""

    kind: str
    links: tuple[ConceptLink, ...]


@dataclass(frozen=True, slots=True)
class ConceptPage:
    """A concept as its page shows it."""

    identifier: str
    label: str
    kind: str
    kind_url: str
    statement: str
    patient_text: str
    action: str
    details: tuple[Detail, ...]
    sources: tuple[SourceLine, ...]
    review: str
    reviewed: str
    named_by: tuple[NamedBy, ...]
    cases: tuple[CaseLine, ...]
    pictures: tuple[Picture, ...]


def concept_page(concept: Concept, library: Library) -> ConceptPage:
    """Everything there is to read about a concept."""
    cited = concept if isinstance(concept, Cited) else None
    return ConceptPage(
        identifier=concept.id,
        label=concept.label,
        kind=kind_words(kind_of(concept.id)),
        kind_url=kind_of(concept.id),
        statement=getattr(concept, "statement", ""),
        patient_text=getattr(concept, "patient_text", ""),
        action=getattr(concept, "action", ""),
        details=tuple(_details(concept, library)),
        sources=source_lines(cited.citations, library) if cited else (),
        review=cited.review.status.value if cited else "",
        reviewed=_reviewed(cited) if cited else "",
        named_by=naming(concept.id, library),
        cases=tuple(_case(one) for one in cases_about(concept.id)),
        pictures=() if isinstance(concept, Muscle) else pictures_of(concept, library),
    )


def _reviewed(concept: Cited) -> str:
    review = concept.review
    return f"{day_words(review.on)}; to be looked at again by {day_words(review.due)}"


def naming(identifier: str, library: Library) -> tuple[NamedBy, ...]:
    """Who names this concept, by kind in the order of the library."""
    by_kind: dict[str, list[ConceptLink]] = {}
    for name in named_by(library).get(identifier, ()):
        by_kind.setdefault(kind_of(name), []).append(link_to(name, library))
    return tuple(NamedBy(kind_words(kind), tuple(links)) for kind, links in by_kind.items())


def _case(case: ProvingCase) -> CaseLine:
    return CaseLine(case.title, case.file, _yaml(case.given), _yaml(case.then))


def _yaml(content: dict[str, Any]) -> str:
    if not content:
        return "nothing"
    return yaml.safe_dump(content, sort_keys=False, allow_unicode=True, width=72).rstrip()


def _details(struct: msgspec.Struct, library: Library) -> Iterator[Detail]:
    """Fields that say something: not those left as they are when nobody writes them."""
    for info in msgspec.structs.fields(struct):
        value = getattr(struct, info.name)
        if info.name not in _ELSEWHERE and value != info.default and value not in ("", (), {}):
            yield _detail(_field_words(info.name), value, library)


def _detail(label: str, value: Any, library: Library) -> Detail:
    if isinstance(value, Citation):
        return Detail(label, source=source_line(value, library))
    values = value if isinstance(value, list | tuple) else (value,)
    if all(isinstance(one, str) and one in library for one in values):
        return Detail(label, links=tuple(link_to(one, library) for one in values))
    if all(isinstance(one, msgspec.Struct) and not _is_plain(one) for one in values):
        return Detail(label, inner=tuple(tuple(_details(one, library)) for one in values))
    return Detail(label, texts=tuple(_words(one) for one in values))


def _is_plain(value: Any) -> bool:
    return isinstance(value, Quantity | Range)


def _words(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Range):
        return f"{value.low:g} to {value.high:g} {value.unit.value}"
    if isinstance(value, Enum):
        return str(value.value).replace("_", " ")
    if isinstance(value, date):
        return day_words(value)
    if isinstance(value, float):
        return f"{value:g}"
    return str(value)


def _field_words(name: str) -> str:
    words = name.removeprefix("is_").replace("_", " ")
    return words[:1].upper() + words[1:]
