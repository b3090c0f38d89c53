"""What the report rests on: every source that a reason in it cites, once, and how far statements were reviewed."""

from collections import Counter
from collections.abc import Iterable, Sequence
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
class SourcesPart:
    """Sources in the order in which they are first used, the review of the statements, library versions."""

    sources: tuple[SourceLine, ...]
    review: str
    versions: str


def sources_part(
    reasons: Sequence[Reason], versions: Iterable[str], library: Library
) -> SourcesPart:
    """The sources of these reasons. `versions` are those that stored decisions were taken with."""
    citations = {
        (one.source, one.locator, one.supports): one for reason in reasons for one in reason.sources
    }
    known = sorted({*versions, library.version} - {""})
    return SourcesPart(
        sources=tuple(source_line(one, library) for one in citations.values()),
        review=_review_words(reasons),
        versions=", ".join(known),
    )


def _review_words(reasons: Iterable[Reason]) -> str:
    status = {reason.statement: reason.review for reason in reasons}
    counted = Counter(status.values())
    parts = [f"{counted[one]} {REVIEWED[one]}" for one in ReviewStatus if counted[one]]
    return f"Statements of the knowledge library used here: {', '.join(parts)}." if parts else ""
