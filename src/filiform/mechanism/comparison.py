"""The simulation held against what was published: every finding, whether it agrees, and what was fitted to it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from filiform.knowledge.library import load_library
from filiform.knowledge.model.mechanism import Comparison, Expected, PublishedFinding, Reading
from filiform.mechanism.krogh import oxygen_drop
from filiform.mechanism.parameters import Array, known_parameters
from filiform.mechanism.run import Run
from filiform.mechanism.simulation import scenario, simulate


class Standing(StrEnum):
    """What a row of the comparison may be called."""

    PREDICTED = "predicted"
    FITTED = "fitted or built in"
    ARITHMETIC = "arithmetic"
    WRONG = "wrong"
    NOT_MODELLED = "not modelled"


@dataclass(frozen=True, slots=True)
class Row:
    """A finding beside the simulation: the figure with the usual values, and the share of members that agree."""

    finding: PublishedFinding
    standing: Standing
    figure: float | None = None
    agreeing: float | None = None


def compare(members: int = 1, findings: Iterable[PublishedFinding] | None = None) -> list[Row]:
    """Every finding of the library, or those given, in its order.

    Args:
        members: the size of each ensemble; a row agrees when the usual member does.
    """
    runs = _Runs(members)
    chosen = load_library().all(PublishedFinding) if findings is None else findings
    return [_row(one, runs) for one in chosen]


class _Runs:
    """Each scenario simulated once, for as long as the latest reading asks."""

    def __init__(self, members: int) -> None:
        self._members = members
        self._done: dict[str, Run] = {}

    def read(self, reading: Reading) -> Array:
        run = self._done.get(reading.scenario)
        if run is None or run.hours[-1] < reading.at_hours:
            hours = max(scenario(reading.scenario).course.hours, reading.at_hours)
            run = simulate(reading.scenario, members=self._members, hours=hours)
            self._done[reading.scenario] = run
        return run.at(reading.quantity, reading.at_hours)


def _row(finding: PublishedFinding, runs: _Runs) -> Row:
    if finding.expected is None:
        return Row(finding, Standing.NOT_MODELLED)
    figures = _figures(finding, runs)
    agrees = np.array([finding.expected.holds(float(one)) for one in figures])
    standing = _standing(finding) if agrees[0] else Standing.WRONG
    return Row(finding, standing, float(figures[0]), float(agrees.mean()))


def _standing(finding: PublishedFinding) -> Standing:
    """What agreement is worth: nothing that was put in comes out as a prediction."""
    if finding.krogh is not None:
        return Standing.ARITHMETIC
    return Standing.FITTED if finding.fitted else Standing.PREDICTED


def _figures(finding: PublishedFinding, runs: _Runs) -> Array:
    """The figure of every member."""
    if finding.krogh is not None:
        known = known_parameters()
        drop = oxygen_drop(
            finding.krogh.tissue_radius_um,
            capillary_um=known["capillary_radius"].value,
            tissue_um=finding.krogh.tissue_radius_um,
            consumption=finding.krogh.consumption_per_second,
            krogh=known["krogh_coefficient"].value,
        )
        return np.array([drop])
    assert finding.reading is not None  # noqa: S101  # the model of a finding sees to it
    figures = runs.read(finding.reading)
    if finding.against is None:
        return figures
    beside = runs.read(finding.against)
    if finding.comparison is Comparison.DIFFERENCE:
        return np.asarray(figures - beside)
    with np.errstate(divide="ignore", invalid="ignore"):  # a ratio to nothing agrees with nothing
        return np.asarray(figures / beside)


def expected_words(expected: Expected) -> str:
    """Where the figure must lie, in words."""
    if expected.low is None:
        return f"at most {expected.high:g}"
    if expected.high is None:
        return f"at least {expected.low:g}"
    return f"{expected.low:g} to {expected.high:g}"
