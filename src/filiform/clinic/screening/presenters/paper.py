"""Reasons of a decision on paper: each with what to do and numbers of its sources, which stand in full below."""

from collections.abc import Iterable, Iterator
from typing import Any

from filiform.clinic.screening.presenters.decisions import source_line
from filiform.clinic.screening.presenters.words import target_words
from filiform.clinic.ui.paper import Heading, Items
from filiform.clinic.ui.paper.shapes import Block
from filiform.kernel.decision import Citation, Decision, Reason, Severity
from filiform.knowledge.library import Library

HEADINGS = {
    Severity.RED_FLAG: "Red flags",
    Severity.CONTRAINDICATION: "Contraindications",
    Severity.PRECAUTION: "Precautions",
    Severity.INFORMATION: "To know",
}
REVIEWS = {
    "unreviewed": "not yet reviewed",
    "checked_against_source": "checked against its source",
    "clinician_approved": "approved by a clinician",
}


class Sources:
    """The sources of a document, each once, numbered in the order in which they are first cited."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._numbers: dict[str, int] = {}

    def numbers(self, citations: Iterable[Citation]) -> tuple[int, ...]:
        """The numbers under which these stand, lowest first."""
        return tuple(sorted({self._number(one) for one in citations}))

    @property
    def lines(self) -> tuple[str, ...]:
        """Every source in full, in the order of its number."""
        return tuple(self._numbers)

    def _number(self, citation: Citation) -> int:
        line = source_line(citation, self._library)
        title = f"{line.title}. Retracted" if line.retracted else line.title
        said = ". ".join(one.rstrip(".") for one in (title, line.locator, line.url) if one)
        return self._numbers.setdefault(f"{said}.", len(self._numbers) + 1)


def reason_blocks(decision: Decision[Any], library: Library) -> Iterator[Block]:
    """The reasons by severity, then the sources, each once and numbered; nothing without a reason."""
    sources = Sources(library)
    for severity, heading in HEADINGS.items():
        reasons = [one for one in decision.reasons if one.severity is severity]
        if reasons:
            yield Heading(heading, level=2)
            yield Items(tuple(_reason(one, sources, library) for one in reasons))
    yield from source_blocks(sources)


def source_blocks(sources: Sources) -> Iterator[Block]:
    """The numbered list; nothing where nothing was cited."""
    if sources.lines:
        yield Heading("Sources")
        yield Items(sources.lines, is_numbered=True)


def _reason(reason: Reason, sources: Sources, library: Library) -> str:
    numbers = sources.numbers(reason.sources)
    cited = f" [{', '.join(map(str, numbers))}]" if numbers else ""
    about = "; ".join(target_words(one, library) for one in reason.about)
    said = [reason.sentence + cited, reason.action, about]
    said.append(f"Statement {reason.statement}, {REVIEWS[reason.review.value]}.")
    return "\n".join(line for line in said if line)
