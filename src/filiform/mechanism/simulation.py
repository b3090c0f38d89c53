"""Runs a simulation: from a scenario or a course of one's own to curves with their bands."""

from collections.abc import Callable
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

import msgspec
import numpy as np

from filiform.kernel.identifier import nearest
from filiform.knowledge.library import load_library
from filiform.knowledge.model.mechanism import LONGEST_HOURS, Course, Needling, Scenario
from filiform.mechanism import compiled, reference, rosenbrock
from filiform.mechanism.equations import NAMES, STATES
from filiform.mechanism.failure import (
    SimulationFailed,
    SolverFailed,
    UnknownScenario,
    UnusableCourse,
)
from filiform.mechanism.needling import exercised, needled
from filiform.mechanism.parameters import SLOT, Array, known_parameters, table
from filiform.mechanism.rosenbrock import NONE_FAILED
from filiform.mechanism.run import Run

TOLERANCE = 5e-5
MOST_MEMBERS = 100_000
SHORTEST_HOURS = 0.25
AFTER_EVENT = np.array(
    [0, 1 / 60, 2 / 60, 5 / 60, 0.15, 0.25, 0.5, 0.75, 1, 1.5, 2, 3, 4, 6, 8, 12, 16, 20, 24]
)
"""Moments after each event at which the states are kept, in hours; then every six hours, later every day."""

_CHUNK = 500
_LONG_ENOUGH = 2000.0
_RESTING = 1e-5
_OVERSHOOT = 5
"""By how many tolerances a step may leave a range, before the end of the range is taken."""

_TOPS = np.array([np.inf if state.most is None else state.most for state in STATES])
Progress = Callable[[int], None]


class Solver(StrEnum):
    """What solves the equations: `auto` takes machine code for large ensembles where Numba is installed."""

    AUTO = "auto"
    PLAIN = "plain"
    COMPILED = "compiled"
    REFERENCE = "reference"


def scenario(name: str) -> Scenario:
    """The scenario of that name, or of its whole identifier.

    Raises:
        UnknownScenario: when there is none; the message lists those there are.
    """
    known = {one.id.rsplit("/", 1)[-1]: one for one in load_library().all(Scenario)}
    found = known.get(name.rsplit("/", 1)[-1])
    if found is None or name not in (found.id, found.id.rsplit("/", 1)[-1]):
        near = nearest(name, known)
        hint = f"did you mean {' or '.join(near)}?" if near else f"there are {', '.join(known)}"
        raise UnknownScenario(f"there is no scenario {name!r}; {hint}")
    return found


def simulate(
    what: str | Course,
    *,
    members: int = 1,
    hours: float | None = None,
    seed: int = 0,
    solver: Solver = Solver.AUTO,
    tolerance: float = TOLERANCE,
    progress: Progress = lambda _: None,
) -> Run:
    """Simulate a trigger point from its steady state on.

    Args:
        what: the name of a scenario, or a course.
        members: how many simulations; the first has the usual values, the others are drawn from the
            ranges of the parameters.
        hours: how long, from 0.25 to 2160; the course says it otherwise.
        seed: the same seed draws the same ensemble.
        tolerance: the relative error of a step; with the usual one curves differ from LSODA at 1e-9 by
            less than 1e-4 of a healthy muscle's value.
        progress: is told how many members are done.

    Raises:
        UnknownScenario, UnusableCourse, SolverFailed: all of them are `SimulationFailed`.
    """
    course = scenario(what).course if isinstance(what, str) else what
    if not (isinstance(members, int) and 1 <= members <= MOST_MEMBERS):
        raise UnusableCourse(f"an ensemble has 1 to {MOST_MEMBERS} members, not {members}")
    course = _for_hours(course, hours)
    numbers = table(course, members, seed)
    integrate = _integrator(solver, members)
    runs = []
    for first in range(0, members, _CHUNK):
        chunk = numbers[:, first : first + _CHUNK]
        runs.append(_run(course, chunk, integrate, tolerance, first))
        progress(min(first + _CHUNK, members))
    states = np.concatenate([run.states for run in runs], axis=2)
    twitches = tuple(
        np.concatenate(each) for each in zip(*(run.twitches for run in runs), strict=True)
    )
    return Run(course, runs[0].hours, states, numbers, twitches)


def _for_hours(course: Course, hours: float | None) -> Course:
    """The course, cut or lengthened; what lies after its end does not happen."""
    if hours is None:
        return course
    if not SHORTEST_HOURS <= hours <= LONGEST_HOURS:
        raise UnusableCourse(
            f"a simulation lasts {SHORTEST_HOURS:g} to {LONGEST_HOURS:g} hours, not {hours:g}"
        )
    return msgspec.structs.replace(
        course,
        hours=hours,
        needlings=tuple(one for one in course.needlings if one.at_hours < hours),
        exercise_at_hours=tuple(hour for hour in course.exercise_at_hours if hour < hours),
    )


Integrate = Callable[[Array, Array, Array, float], tuple[Array, int]]


def _integrator(solver: Solver, members: int) -> Integrate:
    if solver is Solver.REFERENCE:
        return reference.integrate
    if solver is Solver.COMPILED and not compiled.is_available():
        raise SimulationFailed(
            "the compiled solver needs Numba; install filiform[simulation], or use another solver"
        )
    is_worth_it = members >= _CHUNK and compiled.is_available()
    if solver is Solver.COMPILED or (solver is Solver.AUTO and is_worth_it):
        return compiled.integrate
    return rosenbrock.integrate


def _run(course: Course, p: Array, integrate: Integrate, tolerance: float, first: int) -> Run:
    y = _settled(course, p, integrate, first)
    events = _events(course)
    hours, states, twitches = [0.0], [y], []
    for (hour, happening), (until, _) in pairwise([*events, (course.hours, None)]):
        if isinstance(happening, Needling):
            y, found = needled(y, p, happening)
            twitches.append(found)
        elif happening is not None:
            y = exercised(y, p)
        if happening is not None:
            hours.append(hour)
            states.append(y)
        if until > hour:
            moments = _moments(until - hour)
            out, failed = integrate(y, p, moments, tolerance)
            _check(out, failed, p, first, tolerance)
            y = out[-1]
            hours += (hour + moments[1:]).tolist()
            states += list(out[1:])
    kept = np.clip(np.array(states), 0.0, _TOPS[None, :, None]) + 0.0
    return Run(course, np.array(hours), kept, p, tuple(twitches))


def _events(course: Course) -> list[tuple[float, Needling | str | None]]:
    """What happens when, in order, beginning with nothing at 0; a needling comes before exercise at its hour."""
    happenings: list[tuple[float, Needling | str]] = [
        *((one.at_hours, one) for one in course.needlings),
        *((hour, "exercise") for hour in course.exercise_at_hours),
    ]
    ordered = sorted(happenings, key=lambda each: (each[0], isinstance(each[1], str)))
    return [(0.0, None), *ordered]


def _moments(span: float) -> Array:
    later = np.concatenate([AFTER_EVENT, np.arange(30, 169, 6), np.arange(192, LONGEST_HOURS, 24)])
    return np.append(later[later < span - 1e-6], span)


def _settled(course: Course, p: Array, integrate: Integrate, first: int) -> Array:
    """The steady state of each member before anything is done to it."""
    if p.shape[1] * p.shape[0] < 10_000:  # a page asks for the same few again and again
        return _settle_once(p.tobytes(), p.shape, integrate, first).copy()
    return _settle(p, integrate, first)


@lru_cache(maxsize=128)
def _settle_once(numbers: bytes, shape: tuple[int, int], integrate: Integrate, first: int) -> Array:
    return _settle(np.frombuffer(numbers).reshape(shape), integrate, first)


def _settle(p: Array, integrate: Integrate, first: int) -> Array:
    y = np.repeat([[state.rest] for state in STATES], p.shape[1], axis=1)
    y[NAMES.index("dysfunction")] = p[SLOT["severity"]]
    if p.shape[1] < _CHUNK:
        resting, failed = rosenbrock.steady(y, p)
        if failed == NONE_FAILED:
            return np.maximum(resting, 0.0)
    out, failed = integrate(y, p, np.array([0.0, _LONG_ENOUGH]), _RESTING)
    _check(out, failed, p, first, _RESTING)
    return np.asarray(np.maximum(out[-1], 0.0))


def _check(out: Array, failed: int, p: Array, first: int, tolerance: float) -> None:
    """Nothing that is not a number, below zero or above its highest leaves this room."""
    if failed != NONE_FAILED:
        raise SolverFailed(_blame(p, failed, first, "no step was small enough"))
    spare = _OVERSHOOT * max(tolerance, rosenbrock.ABSOLUTE)
    tops = _TOPS[None, :, None]
    wrong = ~((out >= -spare) & (out <= tops + spare * tops))
    if wrong.any():
        _, state, member = np.argwhere(wrong)[0]
        what = f"`{NAMES[state]}` left its range"
        raise SolverFailed(_blame(p, int(member), first, what))


def _blame(p: Array, member: int, first: int, what: str) -> str:
    """Name the parameter that lies farthest out in its range."""

    def far_out(name: str) -> float:
        one, value = known_parameters()[name], p[SLOT[name], member]
        room = one.high - one.value if value > one.value else one.value - one.low
        return float(abs(value - one.value) / room) if room else 0.0

    name = max(known_parameters(), key=far_out)
    one = known_parameters()[name]
    return (
        f"the equations could not be solved for member {first + member}: {what}; farthest from its usual "
        f"value is parameter `{name}`, {p[SLOT[name], member]:g} instead of {one.value:g} {one.unit.value}"
    )
