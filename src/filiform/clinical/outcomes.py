"""Outcomes: did it change, is the change beyond measurement error, and does it matter?"""

from collections.abc import Collection, Iterable
from datetime import date
from enum import StrEnum

import msgspec

from filiform.clinical.reasons import reason_from
from filiform.kernel.decision import Basis, Decision, Reason, ReviewStatus, Severity, heaviest_first
from filiform.kernel.quantity import Unit
from filiform.knowledge.library import Library
from filiform.knowledge.model.outcomes import Direction, Instrument, Threshold
from filiform.knowledge.model.planning import PlanRule, PlanRuleKind


class ChangeVerdict(StrEnum):
    """What a change amounts to, by the default threshold for the complaint."""

    IMPROVED = "improved"
    WORSE = "worse"
    NO_IMPORTANT_CHANGE = "no_important_change"
    NOT_ENOUGH_MEASUREMENTS = "not_enough_measurements"
    NO_THRESHOLD = "no_threshold"


class Measurement(msgspec.Struct, frozen=True, kw_only=True):
    """One value of an instrument on a day, in the units of the instrument's range."""

    value: float
    on: date


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """How far the latest value lies from the first, counted so that more is better.

    `reached` are the published thresholds that the change reaches, for the better or for the worse.
    """

    first: Measurement
    latest: Measurement
    towards_better: float
    reached: tuple[Threshold, ...]
    default: Threshold | None


def change_between(
    instrument: Instrument,
    measurements: tuple[Measurement, ...],
    key: str = "",
    areas: Collection[str] = (),
) -> Change | None:
    """The change from the first to the latest measurement by day; none without two days to compare.

    A rating of change already is one: there a single measurement is enough, compared with zero.

    Args:
        key: the item or score that was measured, which says what thresholds are about; the first
            of the instrument when it is not given.
        areas: the areas of the body that the complaint is in; see `default_threshold`.
    """
    ordered = sorted(measurements, key=lambda one: one.on)
    if not ordered or (len(ordered) == 1 and not instrument.is_itself_a_change):
        return None
    first, latest = ordered[0], ordered[-1]
    gain = latest.value if instrument.is_itself_a_change else _gain(instrument, first, latest)
    known = thresholds_of(instrument, key)
    reached = tuple(one for one in known if _reaches(one, abs(gain), first))
    default = default_threshold(instrument, key, areas)
    return Change(first=first, latest=latest, towards_better=gain, reached=reached, default=default)


def thresholds_of(instrument: Instrument, key: str = "") -> tuple[Threshold, ...]:
    """The thresholds of one item or score of an instrument; of its first when no key is given."""
    return tuple(one for one in instrument.thresholds if one.is_about(key or instrument.keys[0]))


def default_threshold(
    instrument: Instrument, key: str = "", areas: Collection[str] = ()
) -> Threshold | None:
    """The threshold by which a score is judged, for a complaint in some areas of the body; none where it has none.

    It is the default of the instrument, unless that was found in people with another complaint and there is
    one of the same kind and unit that was found in people with this one and checked against its source. Of
    several of those it is the largest, so that a change which counts is important by each of them.

    Args:
        areas: such as `anatomy/areas/shoulder`; none while nobody has said where it hurts.
    """
    known = thresholds_of(instrument, key)
    own = next((one for one in known if one.is_default), None)
    if own is None or not set(own.areas).isdisjoint(areas):
        return own
    nearer = [one for one in known if _is_nearer(one, own, instrument, areas)]
    return max(nearer, key=lambda one: one.value.value, default=own)


def _is_nearer(
    one: Threshold, own: Threshold, instrument: Instrument, areas: Collection[str]
) -> bool:
    is_checked = (one.review or instrument.review).status is not ReviewStatus.UNREVIEWED
    is_alike = one.kind is own.kind and one.value.unit is own.value.unit
    return is_alike and is_checked and not set(one.areas).isdisjoint(areas)


def _gain(instrument: Instrument, first: Measurement, latest: Measurement) -> float:
    difference = latest.value - first.value
    return -difference if instrument.direction is Direction.LOWER_IS_BETTER else difference


def _reaches(threshold: Threshold, size: float, first: Measurement) -> bool:
    return size > 0 and size >= change_needed(threshold, first.value)


def change_needed(threshold: Threshold, first_value: float) -> float:
    """How much change a threshold asks for; one in per cent asks for a share of the first value."""
    if threshold.value.unit is Unit.PERCENT:
        return abs(first_value) * threshold.value.value / _WHOLE
    return threshold.value.value


_WHOLE = 100  # per cent


def judge_change(
    instrument: Instrument,
    measurements: tuple[Measurement, ...],
    library: Library,
    key: str = "",
    areas: Collection[str] = (),
) -> Decision[ChangeVerdict]:
    """Whether a patient improved on a score of an instrument, with every published threshold that is reached.

    Source: the thresholds in the instrument's file, each with its population and method.
    """
    change = change_between(instrument, measurements, key, areas)
    reasons = [_reason(instrument, one) for one in change.reached] if change else []
    return Decision(
        verdict=_verdict(change), library_version=library.version, reasons=heaviest_first(reasons)
    )


def _verdict(change: Change | None) -> ChangeVerdict:
    if change is None:
        return ChangeVerdict.NOT_ENOUGH_MEASUREMENTS
    if change.default is None:
        return ChangeVerdict.NO_THRESHOLD
    if change.default not in change.reached:
        return ChangeVerdict.NO_IMPORTANT_CHANGE
    return ChangeVerdict.IMPROVED if change.towards_better > 0 else ChangeVerdict.WORSE


def retest_reason(
    sessions_done: int, decisions: Iterable[Decision[ChangeVerdict]], library: Library
) -> Reason | None:
    """The rule of planning that asks to look again: enough sessions were done, and nothing has improved.

    Args:
        sessions_done: signed sessions of the course so far.
        decisions: the judgement of every measure that is followed; too few measurements count as no change.

    None while it is too early to tell, and when anything has improved.
    """
    if any(one.verdict is ChangeVerdict.IMPROVED for one in decisions):
        return None
    due = (one for one in library.all(PlanRule) if one.rule is PlanRuleKind.RETEST_AFTER_SESSIONS)
    reached = (one for one in due if one.usual is not None and sessions_done >= one.usual.low)
    rule = next(reached, None)
    return None if rule is None else reason_from(rule, Severity.PRECAUTION)


def _reason(instrument: Instrument, threshold: Threshold) -> Reason:
    return Reason(
        statement=instrument.id,
        sentence=threshold_sentence(instrument, threshold),
        severity=Severity.INFORMATION,
        basis=Basis.OBSERVED,
        action="",
        sources=(threshold.citation,),
        review=(threshold.review or instrument.review).status,
    )


def threshold_sentence(instrument: Instrument, threshold: Threshold) -> str:
    """A threshold as a person reads it: "NPRS: minimal detectable change, 2.1 points (people with neck pain)"."""
    kind = threshold.kind.value.replace("_", " ")
    return (
        f"{instrument.abbreviation}: {kind}, {threshold_words(threshold)} ({threshold.population})"
    )


def threshold_words(threshold: Threshold) -> str:
    """How much change a threshold asks for: "1.5 points", or "30 % of the first value"."""
    size, unit = threshold.value.value, threshold.value.unit
    if unit is Unit.POINT:
        return f"{size:g} point" if size == 1 else f"{size:g} points"
    if unit is Unit.PERCENT:
        return f"{size:g} % of the first value"
    return f"{size:g} {unit.value}"
