"""The solvers agree with SciPy's LSODA and with each other, and the derivatives they use are right."""

import numpy as np
import pytest

from filiform.knowledge.model.mechanism import Course, Needling
from filiform.mechanism.equations import ABBREVIATIONS, NAMES, STATES
from filiform.mechanism.parameters import SLOT, table
from filiform.mechanism.rates import SLOTS, rates, rise
from filiform.mechanism.run import Run
from filiform.mechanism.simulation import Solver, simulate
from filiform.mechanism.slopes import slopes

COURSE = Course(
    severity=0.9,
    needlings=(Needling(at_hours=0, insertions=8), Needling(at_hours=30, insertions=5, twitches=2)),
    exercise_at_hours=(12,),
)


@pytest.fixture(scope="module")
def reference() -> Run:
    return simulate(COURSE, members=3, seed=5, solver=Solver.REFERENCE, tolerance=1e-9)


@pytest.mark.parametrize("solver", [Solver.PLAIN, Solver.COMPILED])
def test_a_solver_agrees_with_lsoda_to_a_ten_thousandth(solver: Solver, reference: Run) -> None:
    run = simulate(COURSE, members=3, seed=5, solver=solver)
    scale = np.maximum(np.abs(reference.states).max(axis=0, keepdims=True), 1)
    assert run.hours == pytest.approx(reference.hours)
    assert np.max(np.abs(run.states - reference.states) / scale) < 1e-4


def test_every_derivative_is_the_slope_of_its_rate() -> None:
    numbers = table(Course(severity=0.8), members=4, seed=2)
    random = np.random.default_rng(1)
    for member in range(4):
        y, p = random.uniform(0.2, 2.5, len(NAMES)), numbers[:, member].tolist()
        found = np.zeros((len(NAMES), len(NAMES)))
        slopes(y.tolist(), p, found)
        for column in range(len(NAMES)):
            assert found[:, column] == pytest.approx(slope(y, p, column), rel=2e-4, abs=2e-4)


def slope(y: np.ndarray, p: list[float], column: int) -> np.ndarray:
    """By a small step to both sides."""
    step = np.zeros(len(y))
    step[column] = 1e-6
    return (changes(y + step, p) - changes(y - step, p)) / 2e-6


def changes(y: np.ndarray, p: list[float]) -> np.ndarray:
    out = [0.0] * len(y)
    rates(y.tolist(), p, out)
    return np.array(out)


def test_the_rates_are_those_of_the_equations_as_they_are_written() -> None:
    numbers = table(Course(severity=0.7), members=3, seed=4)
    random = np.random.default_rng(3)
    for member in range(3):
        y = random.uniform(0.1, 2.0, len(NAMES))
        words = {**dict(zip(NAMES, y, strict=True)), "rise": rise, "tanh": np.tanh}
        words |= {name: numbers[SLOT[name], member] for name in SLOTS}
        for one in ABBREVIATIONS:
            words[one.name] = eval(one.formula, {}, words)
        written = [eval(state.rate, {}, words) for state in STATES]
        assert changes(y, numbers[:, member].tolist()) == pytest.approx(written, rel=1e-9, abs=1e-9)
