"""How large an effect is: the standardised difference of two groups, corrected for their size.

Hedges 1981, as in the Cochrane Handbook: Cohen's d over the pooled standard deviation, times
1 − 3 / (4 · degrees of freedom − 1), with the variance (n₁+n₂)/(n₁·n₂) + g²/(2·(n₁+n₂)).
"""

import math
from typing import NamedTuple

from filiform.knowledge.model.evidence import Arm

# The 97.5 % point of the normal distribution, of which a 95 % interval has two.
Z = 1.959963984540054


class Effect(NamedTuple):
    """An effect with its standard error."""

    estimate: float
    standard_error: float

    @property
    def low(self) -> float:
        """Where its 95 % interval begins."""
        return self.estimate - Z * self.standard_error

    @property
    def high(self) -> float:
        """Where its 95 % interval ends."""
        return self.estimate + Z * self.standard_error


def hedges_g(needling: Arm, control: Arm) -> Effect:
    """The standardised difference needling − control; below zero, needling has the lower value.

    Raises:
        ValueError: when the number of people in a group was not read, or nobody differs from
            anybody, so that there is nothing to standardise by.
    """
    if needling.people is None or control.people is None:
        raise ValueError("the number of people in each group is needed, and was not read")
    n, m = needling.people, control.people
    freedom = n + m - 2
    variance = ((n - 1) * needling.sd**2 + (m - 1) * control.sd**2) / freedom
    if variance == 0:
        raise ValueError("both groups have a standard deviation of zero")
    small = 1 - 3 / (4 * freedom - 1)
    g = small * (needling.mean - control.mean) / math.sqrt(variance)
    return Effect(g, math.sqrt((n + m) / (n * m) + g**2 / (2 * (n + m))))
