"""What the law of a clinic's place asks of those who needle there, beside the form for a credential."""

from dataclasses import dataclass
from datetime import date

from filiform.clinic.knowledge import library
from filiform.clinic.people.models import Clinic
from filiform.clinic.people.presenters import day
from filiform.clinic.ui.parts import ReviewStatus
from filiform.clinical.credentials import law_of, practice_rule
from filiform.knowledge.model.concept import Source
from filiform.knowledge.model.law import PracticeLaw, PracticeRuleKind, PracticeScope, Profession


@dataclass(frozen=True, slots=True)
class LawLines:
    """One law: what it says, what it asks for, what is uncertain in it, and where that was read."""

    label: str
    sentence: str
    is_permitted: bool
    requirements: tuple[str, ...]
    warnings: tuple[str, ...]
    action: str
    seen: str
    sources: tuple[str, ...]
    review: ReviewStatus


def laws_of(clinic: Clinic, on: date) -> tuple[LawLines, ...]:
    """The laws of the place on that day, one for each profession that the library knows there.

    Where it knows none, the rule about that: nobody has read what the place asks for.
    """
    found = (law_of(clinic.jurisdiction, one, on, library()) for one in Profession)
    lines = tuple(_lines(law) for law in found if law is not None)
    return lines or (_unknown(),)


def _lines(law: PracticeLaw) -> LawLines:
    since = f", in force since {day(law.valid_from)}" if law.valid_from else ""
    return LawLines(
        label=law.label,
        sentence=law.statement,
        is_permitted=law.scope is PracticeScope.ALLOWED,
        requirements=tuple(one.sentence for one in law.requirements),
        warnings=law.warnings,
        action=law.action,
        seen=f"Read on {day(law.as_seen_on)}{since}",
        sources=_labels(law),
        review=law.review.status.value,
    )


def _unknown() -> LawLines:
    rule = practice_rule(PracticeRuleKind.LAW_IS_KNOWN, library())
    return LawLines(
        label=rule.label,
        sentence=rule.statement,
        is_permitted=False,
        requirements=(),
        warnings=(),
        action=rule.action,
        seen="",
        sources=(),
        review=rule.review.status.value,
    )


def _labels(law: PracticeLaw) -> tuple[str, ...]:
    named = (library().get(one.source, Source).label for one in law.citations)
    return tuple(dict.fromkeys(named))
