"""Series as the science judges them, the judgement that a review kept, and whether it is time to look again."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

import msgspec

from filiform.clinic.outcomes.models import OutcomeReview
from filiform.clinic.outcomes.queries.series import MEAN, PSFS, OutcomeSeries, measurements_of
from filiform.clinical.outcomes import (
    Change,
    ChangeVerdict,
    Measurement,
    change_between,
    default_threshold,
    judge_change,
    retest_reason,
)
from filiform.kernel.decision import Decision, Reason
from filiform.knowledge.library import Library
from filiform.knowledge.model.outcomes import Instrument, Threshold


@dataclass(frozen=True, slots=True)
class Judged:
    """A series with its instrument, how far it changed, and what that change amounts to."""

    series: OutcomeSeries
    instrument: Instrument
    change: Change | None
    default: Threshold | None
    decision: Decision[ChangeVerdict]


def judged_series(
    series: Iterable[OutcomeSeries], library: Library, areas: Collection[str] = ()
) -> tuple[Judged, ...]:
    """Every series that is judged by itself. Activities are judged by their mean, as the instrument is scored.

    Args:
        areas: the areas of the body that the complaint is in, by which thresholds are chosen.
    """
    return tuple(
        _judged(one, library, areas) for one in series if one.instrument != PSFS or one.item == MEAN
    )


def _judged(series: OutcomeSeries, library: Library, areas: Collection[str]) -> Judged:
    instrument = library.get(series.instrument, Instrument)
    measurements = measurements_of(series)
    return Judged(
        series,
        instrument,
        change_between(instrument, measurements, series.item, areas),
        default_threshold(instrument, series.item, areas),
        judge_change(instrument, measurements, library, series.item, areas),
    )


def retest_of(sessions_done: int, judged: Iterable[Judged], library: Library) -> Reason | None:
    """The rule that asks to look again, if enough sessions were done and nothing has improved."""
    return retest_reason(sessions_done, [one.decision for one in judged], library)


def stored_measurements(review: OutcomeReview) -> dict[str, tuple[Measurement, ...]]:
    """The measurements a review saw, by series; judging them again gives the same decisions."""
    return msgspec.convert(review.facts, dict[str, tuple[Measurement, ...]])


def decisions_of(review: OutcomeReview) -> dict[str, Decision[ChangeVerdict]]:
    """The decisions as they were taken, by series."""
    return msgspec.convert(review.decisions, dict[str, Decision[ChangeVerdict]])
