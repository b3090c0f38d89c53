"""Examination: what single results amount to. Symmetry of two sides, a nerve that asks for a doctor."""

from collections.abc import Mapping, Sequence
from statistics import fmean

from filiform.clinical.ranking.red_flags import Warning, warning
from filiform.kernel.side import Side
from filiform.knowledge.library import Library
from filiform.knowledge.model.examination import NerveResult, NerveTest
from filiform.knowledge.model.ranking import PromptEffect
from filiform.knowledge.model.screening import ScreeningStatement

NerveResults = Mapping[tuple[str, Side], NerveResult]


def limb_symmetry_percent(side: float, other: float) -> float | None:
    """One side as per cent of the other; None when the other side has nothing to compare with.

    Both in one unit, measured in the same way. Above 100 the side named first is the stronger one.
    """
    return 100 * side / other if other > 0 else None


def mean_reading(readings: Sequence[float]) -> float | None:
    """The mean of repeated readings at one place; None when there is none."""
    return fmean(readings) if readings else None


def nerve_warnings(results: NerveResults, library: Library) -> tuple[Warning, ...]:
    """What abnormal results of the neurological screen warn of, each red flag once, referring ones first.

    Source: `assessment/nerves/*` and the red flag that each names.
    """
    by_flag: dict[str, Warning] = {}
    for (name, _), result in results.items():
        test = library.get(name, NerveTest)
        effect = test.effect_of(result)
        if effect is not None:
            told = _warning(test, effect is PromptEffect.STOP, library)
            held = by_flag.get(told.statement)
            by_flag[told.statement] = told if held is None or told.refer else held
    return tuple(sorted(by_flag.values(), key=lambda one: (not one.refer, one.statement)))


def _warning(test: NerveTest, refer: bool, library: Library) -> Warning:
    flag = library.get(test.red_flag, ScreeningStatement)
    return warning(flag, action=flag.action, question=test.question, refer=refer)
