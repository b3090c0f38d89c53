"""Published results as a page shows them: what was found, in numbers, how sure, and where it stands."""

from collections.abc import Iterable
from dataclasses import dataclass

from filiform.clinic.screening.presenters.decisions import source_line
from filiform.clinic.ui.parts import ReviewStatus, SourceLine
from filiform.knowledge.library import Library
from filiform.knowledge.model.evidence import Certainty, Comparator, EvidenceResult, Measure

_MEASURES = {
    Measure.STANDARDISED_DIFFERENCE: "standardised difference",
    Measure.MEAN_DIFFERENCE: "difference",
    Measure.GROUP_MEAN: "mean of the group",
    Measure.RISK_RATIO: "risk ratio",
}

GROUPS = ("Needling added nothing", "Needling added something", "One way of needling and another")
IN_SIGHT = 3
_SURENESS = tuple(Certainty)


@dataclass(frozen=True, slots=True)
class StudyLine:
    """One published result; `misprint` says why its interval cannot be right."""

    finding: str
    figures: str
    certainty: str
    adds_nothing: bool
    misprint: str
    source: SourceLine
    review: ReviewStatus


def study_lines(names: Iterable[str], library: Library) -> tuple[StudyLine, ...]:
    """The results of these identifiers, in the order given."""
    return tuple(_line(library.get(name, EvidenceResult), library) for name in names)


@dataclass(frozen=True, slots=True)
class StudyGroup:
    """Results that say the same about needling, those that weigh most first."""

    title: str
    lines: tuple[StudyLine, ...]

    @property
    def heaviest(self) -> tuple[StudyLine, ...]:
        """The few in sight."""
        return self.lines[:IN_SIGHT]

    @property
    def others(self) -> tuple[StudyLine, ...]:
        """Those behind a tap."""
        return self.lines[IN_SIGHT:]


def study_groups(names: Iterable[str], library: Library) -> tuple[StudyGroup, ...]:
    """The results in groups: needling added nothing, it added something, one way of it against another.

    A group without a result is left out. What added nothing stands first, since it is what one
    is inclined to pass over.
    """
    grouped: dict[str, list[str]] = {title: [] for title in GROUPS}
    for result in by_weight(names, library):
        grouped[_group_of(result)].append(result.id)
    return tuple(
        StudyGroup(title, study_lines(ids, library)) for title, ids in grouped.items() if ids
    )


def by_weight(names: Iterable[str], library: Library) -> list[EvidenceResult]:
    """The results of these identifiers: the surer first, among those as sure the one with more people."""
    return sorted((library.get(name, EvidenceResult) for name in names), key=_weight)


def _weight(result: EvidenceResult) -> tuple[int, int, int]:
    return _SURENESS.index(result.certainty), -(result.people or 0), result.order


def _group_of(result: EvidenceResult) -> str:
    nothing, something, between = GROUPS
    if result.comparator is Comparator.WITHIN_NEEDLING:
        return between
    return nothing if result.adds_nothing else something


def _line(result: EvidenceResult, library: Library) -> StudyLine:
    return StudyLine(
        finding=result.finding,
        figures=figures_words(result),
        certainty=result.certainty.words,
        adds_nothing=result.adds_nothing,
        misprint=result.misprint,
        source=source_line(result.citations[0], library),
        review=result.review.status.value,
    )


def figures_words(result: EvidenceResult) -> str:
    """The numbers in one line: "standardised difference −0.70 (−1.06 to −0.34); 13 trials, 723 people"."""
    return "; ".join(part for part in (_effect_words(result), _size_words(result)) if part)


def _effect_words(result: EvidenceResult) -> str:
    if result.estimate is None or result.measure is None:
        return ""
    words = f"{_MEASURES[result.measure]} {_number(result.estimate, result.decimals)}"
    if interval := result.shown_interval:
        low, high = (_number(one, result.decimals) for one in (interval.low, interval.high))
        words += f" ({low} to {high})"
    return f"{words} {result.unit}".rstrip()


def _number(value: float, decimals: int) -> str:
    """A true minus sign, and no fewer decimals than the source prints for the value."""
    fixed = f"{value:.{decimals}f}"
    return (fixed if float(fixed) == value else f"{value:g}").replace("-", "−")


def _size_words(result: EvidenceResult) -> str:
    trials = f"{result.trials} trials" if result.trials and result.trials > 1 else ""
    people = f"{result.people} people" if result.people else ""
    return ", ".join(part for part in (trials, people) if part)
