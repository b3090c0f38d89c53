"""What several results say together: random effects after DerSimonian and Laird.

Only results with a sound interval take part; a misprinted one has no standard error that anybody knows.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from filiform.evidence.effect import Effect, Z
from filiform.evidence.symmetry import is_symmetric
from filiform.knowledge.model.evidence import EvidenceResult


class Pooled(NamedTuple):
    """A pooled effect, how many results it rests on, and how far they differ beyond chance (tau²)."""

    effect: Effect
    results: int
    between: float


def poolable(results: Iterable[EvidenceResult]) -> tuple[EvidenceResult, ...]:
    """The results that have a sound interval on a linear scale, in the order given."""
    return tuple(
        one
        for one in results
        if one.interval and one.measure and not one.measure.is_ratio and is_symmetric(one)
    )


def effect_of(result: EvidenceResult) -> Effect:
    """The estimate with the standard error that its printed interval implies.

    Raises:
        ValueError: for a result that is not poolable.
    """
    if not poolable([result]) or result.interval is None or result.estimate is None:
        raise ValueError(f"{result.id} has no sound interval, so no standard error is known")
    return Effect(result.estimate, (result.interval.high - result.interval.low) / (2 * Z))


def pooled(effects: Sequence[Effect]) -> Pooled:
    """The mean of the effects, each weighted by how sure it is once their differing is allowed for.

    Raises:
        ValueError: without any effect, or with one that has a standard error of zero.
    """
    if not effects:
        raise ValueError("there is nothing to pool")
    if any(one.standard_error <= 0 for one in effects):
        raise ValueError("an effect with a standard error of zero would outweigh everything")
    between = _between(effects)
    weights = [1 / (one.standard_error**2 + between) for one in effects]
    mean = sum(w * one.estimate for w, one in zip(weights, effects, strict=True)) / sum(weights)
    return Pooled(Effect(mean, sum(weights) ** -0.5), len(effects), between)


def _between(effects: Sequence[Effect]) -> float:
    weights = [one.standard_error**-2 for one in effects]
    total = sum(weights)
    mean = sum(w * one.estimate for w, one in zip(weights, effects, strict=True)) / total
    spread = sum(w * (one.estimate - mean) ** 2 for w, one in zip(weights, effects, strict=True))
    scale = total - sum(w**2 for w in weights) / total
    return max(0.0, (spread - (len(effects) - 1)) / scale) if scale > 0 else 0.0
