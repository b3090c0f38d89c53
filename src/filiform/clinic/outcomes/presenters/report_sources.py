"""What the report rests on: every source that a reason in it cites, once, and how far statements were reviewed."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from filiform.clinic.screening.presenters import source_line
from filiform.clinic.ui.parts import SourceLine
from filiform.kernel.decision import Reason, ReviewStatus
from filiform.knowledge.library import Library

REVIEWED = {
    ReviewStatus.UNREVIEWED: "not yet reviewed",
    ReviewStatus.CHECKED_AGAINST_SOURCE: "checked against the source",
    ReviewStatus.CLINICIAN_APPROVED: "approved by a clinician",
}


@dataclass(frozen=True, slots=True)
class CitedSource:
    """One source with everything that it is cited for here: the place in it, and what it says there."""

    title: str
    url: str
    retracted: bool
    says: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SourcesPart:
    """Sources in the order in which they are first used, the review of the statements, library versions."""

    sources: tuple[CitedSource, ...]
    review: str
    versions: str


def sources_part(
    reasons: Sequence[Reason], versions: Iterable[str], library: Library
) -> SourcesPart:
    """The sources of these reasons. `versions` are those that stored decisions were taken with."""
    known = sorted({*versions, library.version} - {""})
    return SourcesPart(
        sources=tuple(_cited(reasons, library)),
        review=_review_words(reasons),
        versions=", ".join(known),
    )


def _cited(reasons: Sequence[Reason], library: Library) -> Iterator[CitedSource]:
    by_source: dict[str, dict[str, None]] = {}
    lines: dict[str, SourceLine] = {}
    for citation in (one for reason in reasons for one in reason.sources):
        lines.setdefault(citation.source, source_line(citation, library))
        says = f"{citation.locator}: {citation.supports}"
        by_source.setdefault(citation.source, {}).setdefault(says)
    for source, line in lines.items():
        yield CitedSource(line.title, line.url, line.retracted, tuple(by_source[source]))


def _review_words(reasons: Iterable[Reason]) -> str:
    status = {reason.statement: reason.review for reason in reasons}
    counted = Counter(status.values())
    parts = [f"{counted[one]} {REVIEWED[one]}" for one in ReviewStatus if counted[one]]
    return f"Statements of the knowledge library used here: {', '.join(parts)}." if parts else ""
