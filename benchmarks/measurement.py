"""One measured figure beside its goal, and how often something is timed to get it."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Measurement:
    """A figure, its goal and what it was measured beside. `is_met` is None where there is no goal."""

    what: str
    figure: str
    goal: str = ""
    beside: str = ""
    is_met: bool | None = None


@dataclass(frozen=True)
class Times:
    """Seconds that the same work took, over and over."""

    seconds: tuple[float, ...]

    @property
    def median_ms(self) -> float:
        """The middle one, in milliseconds."""
        return statistics.median(self.seconds) * 1000

    @property
    def p95_ms(self) -> float:
        """What nineteen of twenty stay below, in milliseconds."""
        return sorted(self.seconds)[int(len(self.seconds) * 0.95)] * 1000


def timed(work: Callable[[], object], times: int, warm_up: int = 20) -> Times:
    """Times of `work` after some that do not count."""
    for _ in range(warm_up):
        work()
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return Times(tuple(taken))
