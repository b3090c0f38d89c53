"""Which unknowns matter most: how a quantity goes with each parameter over an ensemble.

Partial rank correlation (PRCC), the usual companion of a Latin hypercube: the correlation of ranks between a
parameter and the quantity once the other parameters are taken out. It needs a quantity that only
rises or only falls with each parameter, which holds here nearly everywhere. What matters most and is
known least is where research would help.
"""

from dataclasses import dataclass

import numpy as np

from filiform.knowledge.model.mechanism import Parameter
from filiform.mechanism.failure import UnusableCourse
from filiform.mechanism.parameters import SLOT, Array, known_parameters
from filiform.mechanism.run import Run


@dataclass(frozen=True, slots=True)
class Influence:
    """How strongly a parameter goes with a quantity: from −1 (falls with it) over 0 to 1 (rises with it)."""

    parameter: Parameter
    correlation: float


def influences(run: Run, quantity: str, hour: float) -> list[Influence]:
    """Every parameter that varied, the strongest first.

    Raises:
        UnusableCourse: when the ensemble has fewer than twice as many members as parameters.
    """
    known = known_parameters()
    varied = [name for name in known if np.ptp(run.numbers[SLOT[name]]) > 0]
    if run.members < 2 * len(varied):
        raise UnusableCourse(
            f"an ensemble of {run.members} is too small for {len(varied)} parameters; "
            f"at least {2 * len(varied)} are needed"
        )
    ranks = np.array([_ranks(run.numbers[SLOT[name]]) for name in varied])
    outcome = _ranks(run.at(quantity, hour))
    found = [
        Influence(known[name], _partial(ranks, outcome, row)) for row, name in enumerate(varied)
    ]
    return sorted(found, key=lambda one: -abs(one.correlation))


def _ranks(values: Array) -> Array:
    """Places in ascending order, centred on 0."""
    places = np.argsort(np.argsort(values, kind="stable"), kind="stable").astype(float)
    return np.asarray(places - places.mean())


def _partial(ranks: Array, outcome: Array, row: int) -> float:
    """The correlation of what is left of both when the other rows are taken out of them."""
    others = np.delete(ranks, row, axis=0).T
    both = np.array([ranks[row], outcome]).T
    left = both - others @ np.linalg.lstsq(others, both, rcond=None)[0]
    lengths = np.sqrt((left**2).sum(axis=0))
    return float(left[:, 0] @ left[:, 1] / lengths.prod()) if lengths.all() else 0.0
