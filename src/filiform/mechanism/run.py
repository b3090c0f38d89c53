"""What a simulation gives back: curves of every quantity for every member, and bands over the members."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from filiform.kernel.identifier import nearest
from filiform.knowledge.model.mechanism import Course
from filiform.mechanism.equations import LABELS, NAMES, OBSERVABLES
from filiform.mechanism.failure import UnusableCourse
from filiform.mechanism.parameters import Array
from filiform.mechanism.rates import observables

MEASURED = tuple(one.name for one in OBSERVABLES)
QUANTITIES = (*NAMES, *MEASURED)
LOW, HIGH = 0.05, 0.95


@dataclass(frozen=True, slots=True)
class Band:
    """A curve with what the ranges of the parameters allow: nine of ten members lie from `low` to `high`.

    `usual` is the member with the values of the library. Hours may stand twice: before something was
    done to the muscle, and right after it.
    """

    name: str
    label: str
    hours: Array
    usual: Array
    low: Array
    median: Array
    high: Array


@dataclass(frozen=True, slots=True)
class Run:
    """A finished simulation.

    `states` is by moment, state and member; `hours` says when each moment is. `numbers` are the
    parameters, by slot and member. `twitches` are those of each needling, by member.
    """

    course: Course
    hours: Array
    states: Array
    numbers: Array
    twitches: tuple[Array, ...]

    @property
    def members(self) -> int:
        """How many simulations there are, the one with the usual values among them."""
        return int(self.states.shape[2])

    def curves(self, name: str) -> Array:
        """A quantity by moment and member.

        Raises:
            UnusableCourse: when there is no quantity of that name.
        """
        if name in NAMES:
            return self.states[:, NAMES.index(name)]
        if name not in MEASURED:
            near = " or ".join(nearest(name, QUANTITIES))
            raise UnusableCourse(f"there is no quantity `{name}`; did you mean {near}?")
        out = np.empty((len(MEASURED), len(self.hours), self.members))
        observables(self.states.transpose(1, 0, 2), self.numbers[:, None, :], out)
        return np.asarray(out[MEASURED.index(name)])

    def band(self, name: str) -> Band:
        """A quantity over the members."""
        curves = self.curves(name)
        low, median, high = np.quantile(curves, (LOW, 0.5, HIGH), axis=1)
        return Band(name, LABELS[name], self.hours, curves[:, 0], low, median, high)

    def bands(self) -> Iterator[Band]:
        """Every quantity."""
        yield from map(self.band, QUANTITIES)

    def at(self, name: str, hour: float) -> Array:
        """A quantity of every member at an hour, after what was done then; before anything for an hour below 0.

        Between two moments it lies on the line that joins them.
        """
        curves = self.curves(name)
        if hour < 0:
            return np.asarray(curves[0])
        after = int(np.searchsorted(self.hours, hour, side="right"))
        if after == len(self.hours) or self.hours[after - 1] == hour:
            return np.asarray(curves[after - 1])
        share = (hour - self.hours[after - 1]) / (self.hours[after] - self.hours[after - 1])
        return np.asarray(curves[after - 1] + share * (curves[after] - curves[after - 1]))
