"""Whether a printed confidence interval can belong to its estimate.

An interval of a difference is computed as the estimate plus and minus the same amount, so the
estimate lies in its middle; of a ratio, in the middle of the logarithms. Each printed number may
be off by half of its last decimal, so the middle may be off by half and the estimate by another
half: one unit of the last decimal together. What is further off is a misprint, in the source or
in copying it, or was not computed in that way; in any case it cannot be pooled.
"""

import math
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from filiform.knowledge.model.evidence import EvidenceResult, Interval, Measure

# Numbers such as 22.9 have no exact form in binary; this is far below any printed decimal.
_BINARY = 1e-9


class MisprintFault(NamedTuple):
    """A result whose interval and whose word about it do not fit: which, and what to do."""

    result: str
    problem: str


def asymmetry(estimate: float, interval: Interval, measure: Measure) -> float:
    """How far the middle of the interval lies from the estimate, in the unit of the estimate.

    Raises:
        ValueError: for a ratio that is not above zero.
    """
    if not measure.is_ratio:
        return abs((interval.low + interval.high) / 2 - estimate)
    if min(interval.low, estimate) <= 0:
        raise ValueError(f"a ratio is above zero; given {estimate:g} from {interval.low:g}")
    return abs(math.sqrt(interval.low * interval.high) - estimate)


def is_symmetric(result: EvidenceResult) -> bool:
    """Whether the printed interval fits the estimate, as far as rounding can tell.

    Raises:
        ValueError: for a result without an interval.
    """
    interval = result.shown_interval
    if interval is None or result.estimate is None or result.measure is None:
        raise ValueError(f"{result.id} has no interval to be judged")
    allowed = 10.0**-result.decimals
    return asymmetry(result.estimate, interval, result.measure) <= allowed + _BINARY


def misprint_faults(results: Iterable[EvidenceResult]) -> Iterator[MisprintFault]:
    """Misprints nobody declared, and declared ones that are none."""
    for result in results:
        if result.shown_interval is None:
            continue
        symmetric = is_symmetric(result)
        if result.interval and not symmetric:
            yield MisprintFault(result.id, _undeclared(result, result.interval))
        elif result.interval_as_printed and symmetric:
            yield MisprintFault(
                result.id,
                "`misprint` is declared, and the interval is symmetric about its estimate; "
                "write it as `interval` and take the note out",
            )


def _undeclared(result: EvidenceResult, interval: Interval) -> str:
    return (
        f"the estimate {result.estimate:g} is not in the middle of its interval ({interval.low:g} "
        f"to {interval.high:g}), by more than {result.decimals} decimals can round away; look it up "
        "again, or write it as `interval_as_printed` with a `misprint` note"
    )
