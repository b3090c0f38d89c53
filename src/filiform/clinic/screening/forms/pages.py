"""The pages of the public questionnaire, in order, and which one comes next for what has been said."""

from collections.abc import Iterable
from datetime import date
from typing import Literal

import msgspec

from filiform.clinic.screening.forms.visitor import Visitor
from filiform.clinic.screening.queries.questionnaire import asked_findings, by_section, slug_of
from filiform.clinical.facts import AnswerValue
from filiform.knowledge.library import Library
from filiform.knowledge.model.planning import Indication
from filiform.knowledge.model.screening import Finding, FindingSection

Kind = Literal["reasons", "questions", "where"]
QUESTIONS_A_PAGE = 6
REASONS = "reasons"
SECTIONS = {
    FindingSection.URGENT: "Signs that need a doctor first",
    FindingSection.WILLINGNESS: "You and needles",
    FindingSection.TODAY: "Today",
    FindingSection.MEDICINES: "Your medicines",
    FindingSection.PREGNANCY: "Pregnancy",
    FindingSection.HEALTH: "Your health",
    FindingSection.SURGERY: "Operations and implants",
    FindingSection.SKIN: "Your skin",
    FindingSection.HISTORY: "What happened before",
}


class Page(msgspec.Struct, frozen=True):
    """One page of questions: why needling is considered, a few screening questions, or where one thing is."""

    key: str
    kind: Kind
    title: str
    findings: tuple[Finding, ...] = ()
    indications: tuple[Indication, ...] = ()


def pages_for(visitor: Visitor, on: date, library: Library) -> tuple[Page, ...]:
    """Every page this visitor is shown, given what has been said so far."""
    asked = by_section(asked_findings(visitor.facts(on), library))
    indications = library.all(Indication)
    first = (Page(REASONS, "reasons", "Why you are here", indications=indications),)
    rest = (
        page
        for section, findings in asked.items()
        for part in parts_of(findings, QUESTIONS_A_PAGE)
        for page in _with_places(SECTIONS[section], part, visitor)
    )
    return (first if indications else ()) + tuple(rest)


def next_page(pages: Iterable[Page], visitor: Visitor) -> Page | None:
    """The first page that still has something to ask; None when everything has been said."""
    return next((page for page in pages if not _is_done(page, visitor)), None)


def page_before(pages: tuple[Page, ...], page: Page) -> Page | None:
    """The page that came before this one."""
    place = number_of(pages, page) - 2
    return pages[place] if place >= 0 else None


def number_of(pages: tuple[Page, ...], page: Page) -> int:
    """The place of a page among all, from 1."""
    return 1 + next(place for place, one in enumerate(pages) if one.key == page.key)


def page_named(pages: Iterable[Page], key: str) -> Page | None:
    """The page with that key, or the one on which the question of that name stands now."""
    pages = tuple(pages)
    exact = next((page for page in pages if page.key == key), None)
    return exact or next((page for page in pages if key in map(_slug, page.findings)), None)


def parts_of(findings: tuple[Finding, ...], size: int) -> list[tuple[Finding, ...]]:
    """Parts of nearly equal length, so that no page ends up with one question alone."""
    if not findings:
        return []
    count = -(-len(findings) // size)
    length = -(-len(findings) // count)
    return [findings[start : start + length] for start in range(0, len(findings), length)]


def _with_places(title: str, findings: tuple[Finding, ...], visitor: Visitor) -> tuple[Page, ...]:
    said_yes = (
        one
        for one in findings
        if one.asks_where
        and one.id in visitor.answers
        and visitor.answers[one.id].value is AnswerValue.YES
    )
    places = (Page(f"where-{_slug(one)}", "where", title, (one,)) for one in said_yes)
    return (Page(_slug(findings[0]), "questions", title, findings), *places)


def _is_done(page: Page, visitor: Visitor) -> bool:
    if page.kind == "reasons":
        return all(one.id in visitor.reasons for one in page.indications)
    if page.kind == "where":
        return page.findings[0].id in visitor.asked_where
    return all(one.id in visitor.answers for one in page.findings)


def _slug(finding: Finding) -> str:
    return slug_of(finding.id)
