"""What the page says beside the curves: claims with their grades, and what the simulation gets wrong."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from filiform.clinic.knowledge import library
from filiform.clinic.ui.parts import ReviewStatus, SourceLine
from filiform.kernel.decision import Citation
from filiform.knowledge.model.concept import Source
from filiform.knowledge.model.mechanism import Claim, Comparison, Grade
from filiform.mechanism.comparison import Row, Standing, compare

GRADES = {
    Grade.SHOWN_IN_PEOPLE: ("Shown in people", "teal"),
    Grade.SHOWN_IN_ANIMALS: ("Shown in animals", ""),
    Grade.PLAUSIBLE: ("Plausible", ""),
    Grade.DISPUTED: ("Disputed", "amber"),
    Grade.UNSUPPORTED: ("Unsupported", "ink"),
}


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A claim ready to be shown, in the words of the reader's depth."""

    label: str
    grade: str
    tone: str
    says: str
    against: str
    review: ReviewStatus
    sources: Sequence[SourceLine]


def claim_lines(is_student: bool) -> list[ClaimLine]:
    """Every claim, best supported first."""
    ordered = sorted(
        library().all(Claim), key=lambda one: (list(Grade).index(one.grade), one.order)
    )
    return [_line(one, is_student) for one in ordered]


def _line(claim: Claim, is_student: bool) -> ClaimLine:
    grade, tone = GRADES[claim.grade]
    return ClaimLine(
        label=claim.label,
        grade=grade,
        tone=tone,
        says=claim.statement if is_student else claim.patient_text,
        against=claim.counter_view if is_student else claim.patient_counter_view,
        review=claim.review.status.value,
        sources=[_source(one) for one in claim.citations],
    )


def _source(citation: Citation) -> SourceLine:
    title = library().get(citation.source, Source).label
    return SourceLine(title, citation.locator, citation.supports)


@lru_cache(maxsize=1)
def wrong() -> tuple[tuple[str, str], ...]:
    """Findings that the simulation contradicts, each with its figure; worked out once."""
    return tuple(
        (row.finding.statement, _figure(row)) for row in compare() if row.standing is Standing.WRONG
    )


def _figure(row: Row) -> str:
    times = " times as much" if row.finding.comparison is Comparison.RATIO else ""
    return f"{row.figure:.1f}{times}"
