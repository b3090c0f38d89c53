"""Special and function tests on the page: what they load, what positive means, how often they are right."""

from dataclasses import dataclass

from filiform.clinic.assessment.presenters.rows import ExaminedRow
from filiform.clinic.screening.presenters import source_line
from filiform.clinic.ui.parts import SourceLine
from filiform.kernel.quantity import Range
from filiform.knowledge.library import Library
from filiform.knowledge.model.examination import Accuracy, ExaminationTest


@dataclass(frozen=True, slots=True)
class PhysicalTestLine:
    """One test with a row for each side, and what is known of it."""

    id: str
    label: str
    how: str
    loads: str
    positive_means: str
    accuracy: tuple[str, ...]
    sources: tuple[SourceLine, ...]
    review: str
    rows: tuple[ExaminedRow, ...]


def physical_test_line(
    one: ExaminationTest, rows: tuple[ExaminedRow, ...], library: Library
) -> PhysicalTestLine:
    """A test with what the library says of it."""
    return PhysicalTestLine(
        id=one.id.rsplit("/", 1)[-1],
        label=one.label,
        how=one.how,
        loads=one.loads,
        positive_means=one.positive_means,
        accuracy=tuple(_accuracy(each) for each in one.accuracy),
        sources=tuple(source_line(each, library) for each in one.citations),
        review=one.review.status.value,
        rows=rows,
    )


def _accuracy(one: Accuracy) -> str:
    return (
        f"{one.condition.capitalize()}: sensitivity {_percent(one.sensitivity)}, "
        f"specificity {_percent(one.specificity)} ({one.population})"
    )


def _percent(share: Range) -> str:
    return f"{share.low:g} %" if share.low == share.high else f"{share.low:g} to {share.high:g} %"
