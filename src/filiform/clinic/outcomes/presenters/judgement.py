"""A judgement in words: from what to what, every published threshold with its population, and the verdict."""

from collections.abc import Iterable
from dataclasses import dataclass

from filiform.clinic.outcomes.presenters.words import (
    KINDS,
    PLAIN_VERDICTS,
    TONES,
    VERDICTS,
    number,
    series_label,
    signed,
    with_unit,
)
from filiform.clinic.outcomes.queries import Judged
from filiform.clinic.screening.presenters import day_words, label_of, source_line
from filiform.clinic.ui.parts import Column, SourceLine, Table
from filiform.clinical.outcomes import Change, threshold_words, thresholds_of
from filiform.knowledge.library import Library
from filiform.knowledge.model.outcomes import Instrument, Threshold, ThresholdKind

ORDER = tuple(KINDS)


@dataclass(frozen=True, slots=True)
class ThresholdLine:
    """One published threshold: what it says, in whom, how it was found, and whether it is reached."""

    kind: str
    size: str
    population: str
    method: str
    reached: str
    is_default: bool
    source: SourceLine
    review: str


@dataclass(frozen=True, slots=True)
class KindLine:
    """What all thresholds of one kind come to: "reached", "reached by 2 of 5", "none in the library"."""

    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class JudgementLine:
    """One measure judged: first and latest value, the change in words, the verdict and its thresholds."""

    label: str
    instrument: str
    first: str
    latest: str
    days: str
    change: str
    verdict: str
    plain_verdict: str
    tone: str
    kinds: tuple[KindLine, ...]
    thresholds: tuple[ThresholdLine, ...]
    table: Table
    review: str


def judgement_lines(judged: Iterable[Judged], library: Library) -> tuple[JudgementLine, ...]:
    """Every judged measure, in the order of the page."""
    return tuple(_judgement_line(one, library) for one in judged)


def _judgement_line(judged: Judged, library: Library) -> JudgementLine:
    instrument, change, verdict = judged.instrument, judged.change, judged.decision.verdict
    known = thresholds_of(instrument, judged.series.item)
    thresholds = threshold_lines(instrument, known, change, judged.default, library)
    label, is_change = series_label(judged.series), instrument.is_itself_a_change
    return JudgementLine(
        label=label,
        instrument=instrument.label,
        first=number(change.first.value) if change and not is_change else "",
        latest=_latest(judged),
        days=_days(change, is_change=is_change),
        change=change_words(change, instrument),
        verdict=VERDICTS[verdict],
        plain_verdict=PLAIN_VERDICTS[verdict],
        tone=TONES[verdict],
        kinds=tuple(_kind_line(kind, known, change) for kind in ORDER),
        thresholds=thresholds,
        table=_table(label, thresholds),
        review=instrument.review.status.value,
    )


def change_words(change: Change | None, instrument: Instrument) -> str:
    """The change in a few words: "3 points better", "no change"."""
    if change is None:
        return ""
    size = abs(change.towards_better)
    if size == 0:
        return "no change"
    way = "better" if change.towards_better > 0 else "worse"
    return f"{with_unit(size, instrument.range.unit)} {way}"


def threshold_lines(
    instrument: Instrument,
    known: Iterable[Threshold],
    change: Change | None,
    default: Threshold | None,
    library: Library,
) -> tuple[ThresholdLine, ...]:
    """The thresholds of one score of an instrument, the one it is judged by first."""
    ordered = sorted(known, key=lambda one: (one is not default, ORDER.index(one.kind)))
    return tuple(
        threshold_line(one, instrument, change, library, is_default=one is default)
        for one in ordered
    )


def threshold_line(
    threshold: Threshold,
    instrument: Instrument,
    change: Change | None,
    library: Library,
    *,
    is_default: bool = False,
) -> ThresholdLine:
    """One threshold in words, with its source."""
    areas = ", ".join(label_of(one, library) for one in threshold.areas)
    return ThresholdLine(
        kind=KINDS[threshold.kind],
        size=threshold_words(threshold),
        population=f"{threshold.population} ({areas})" if areas else threshold.population,
        method=threshold.method,
        reached=_reached(threshold, change),
        is_default=is_default,
        source=source_line(threshold.citation, library),
        review=(threshold.review or instrument.review).status.value,
    )


def _reached(threshold: Threshold, change: Change | None) -> str:
    if change is None:
        return "not yet known"
    if threshold not in change.reached:
        return "not reached"
    return "reached" if change.towards_better > 0 else "reached, for the worse"


def _kind_line(
    kind: ThresholdKind, thresholds: Iterable[Threshold], change: Change | None
) -> KindLine:
    known = [one for one in thresholds if one.kind is kind]
    if not known:
        return KindLine(KINDS[kind], "no threshold in the library")
    if change is None:
        return KindLine(KINDS[kind], "not yet known")
    reached = sum(one in change.reached for one in known)
    worse = ", for the worse" if change.towards_better < 0 else ""
    if len(known) == 1:
        words = f"reached{worse}" if reached else "not reached"
    else:
        words = f"{reached} of {len(known)} published thresholds reached{worse if reached else ''}"
    return KindLine(KINDS[kind], words)


def _table(label: str, lines: tuple[ThresholdLine, ...]) -> Table:
    columns = [Column(name) for name in ("Change needed", "What it says", "Measured in", "Here")]
    rows = [
        [
            line.size + (" (used here)" if line.is_default else ""),
            line.kind,
            f"{line.population}; {line.method}",
            line.reached,
        ]
        for line in lines
    ]
    return Table(f"Published thresholds: {label}", columns, rows)


def _latest(judged: Judged) -> str:
    """The latest value; a rating of change says which way it goes."""
    values = [point.value for point in judged.series.points if point.value is not None]
    if not values:
        return ""
    return signed(values[-1]) if judged.instrument.is_itself_a_change else number(values[-1])


def _days(change: Change | None, *, is_change: bool) -> str:
    if change is None:
        return ""
    until = day_words(change.latest.on)
    return until if is_change else f"{day_words(change.first.on)} to {until}"
