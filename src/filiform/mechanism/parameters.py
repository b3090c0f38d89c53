"""The numbers a simulation runs with: from the library, changed for one course, or drawn from their ranges."""

from collections.abc import Mapping
from functools import lru_cache
from math import isfinite, log

import numpy as np
from numpy.typing import NDArray

from filiform.kernel.identifier import nearest
from filiform.knowledge.library import Library, load_library
from filiform.knowledge.model.mechanism import Course, Mechanism, Parameter
from filiform.mechanism.failure import UnusableCourse
from filiform.mechanism.krogh import mean_oxygen_drop
from filiform.mechanism.rates import SLOTS

Array = NDArray[np.float64]


@lru_cache(maxsize=4)
def known_parameters(library: Library | None = None) -> Mapping[str, Parameter]:
    """Every parameter by its name in the equations, in the order of the library."""
    return {one.name: one for one in (library or load_library()).all(Parameter)}


SLOT = {name: place for place, name in enumerate(SLOTS)}
"""The row of the table of numbers in which each parameter, and each number derived from them, stands."""


def table(course: Course, members: int = 1, seed: int = 0) -> Array:
    """The numbers of every member of an ensemble: a row a slot, a column a member.

    The first member has the values of the library and of the course. The others draw each parameter
    that the course does not fix from its range: a Latin hypercube, each half of the range around the
    value being as likely as the other.

    Raises:
        UnusableCourse: for an unknown parameter or a value outside its range; it names both.
    """
    known = known_parameters()
    fixed = _checked(course.parameters, known)
    numbers = np.empty((len(SLOTS), members))
    drawn = _hypercube(len(known), members - 1, seed)
    for drawn_for, (name, parameter) in zip(drawn, known.items(), strict=True):
        place = SLOT[name]
        numbers[place] = fixed.get(name, parameter.value)
        if name not in fixed:
            numbers[place, 1:] = _between(parameter, drawn_for)
        if parameter.gain and parameter.mechanism in course.switched_off:
            numbers[place] = 0.0
    numbers[SLOT["severity"]] = course.severity
    _derive(numbers)
    return numbers


def _checked(values: Mapping[str, float], known: Mapping[str, Parameter]) -> dict[str, float]:
    for name, value in values.items():
        if name not in known:
            near = nearest(name, known)
            hint = f"; did you mean {' or '.join(near)}?" if near else ""
            raise UnusableCourse(f"there is no parameter `{name}`{hint}")
        parameter = known[name]
        if not (isfinite(value) and parameter.low <= value <= parameter.high):
            raise UnusableCourse(
                f"parameter `{name}` is {value:g} {parameter.unit.value}; allowed are "
                f"{parameter.low:g} to {parameter.high:g}"
            )
    return dict(values)


def _hypercube(rows: int, columns: int, seed: int) -> Array:
    """Each row a shuffled set of evenly spread places from 0 to 1."""
    random = np.random.default_rng(seed)
    places = (np.arange(columns) + random.random((rows, columns))) / max(columns, 1)
    return np.asarray(random.permuted(places, axis=1))


def _between(parameter: Parameter, share: Array) -> Array:
    """Below the value for the lower half of the shares, above it for the upper."""
    lower = parameter.low + (parameter.value - parameter.low) * 2 * share
    upper = parameter.value + (parameter.high - parameter.value) * (2 * share - 1)
    return np.where(share < 0.5, lower, upper)


def _derive(numbers: Array) -> None:
    """Work out what depends on parameters alone: oxygen in units of healthy tissue."""
    value = {name: numbers[place] for name, place in SLOT.items()}
    healthy = value["tissue_pressure"]
    drops = [
        mean_oxygen_drop(capillary_um=inner, tissue_um=outer, consumption=use, krogh=krogh)
        for inner, outer, use, krogh in zip(
            value["capillary_radius"],
            value["tissue_radius"],
            value["resting_consumption"],
            value["krogh_coefficient"],
            strict=True,
        )
    ]
    numbers[SLOT["arterial_oxygen"]] = value["arterial_pressure"] / healthy
    numbers[SLOT["krogh_drop"]] = np.array(drops) / healthy
    numbers[SLOT["oxygen_turnover"]] = (
        3600 * value["resting_consumption"] / (value["oxygen_solubility"] * healthy)
    )
    numbers[SLOT["log_2"]] = log(2)


def switchable() -> tuple[Mechanism, ...]:
    """The mechanisms that can be switched off."""
    return tuple(one for one in Mechanism if one is not Mechanism.OXYGEN)
