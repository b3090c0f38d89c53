"""Laws of the simulation: what holds whatever is done to the muscle, and wherever the parameters lie."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from filiform.knowledge.library import load_library
from filiform.knowledge.model.mechanism import Course, Mechanism, Needling, Parameter
from filiform.mechanism.equations import NAMES, STATES
from filiform.mechanism.parameters import SLOT, switchable, table
from filiform.mechanism.rates import rise
from filiform.mechanism.rosenbrock import integrate
from filiform.mechanism.run import Run
from filiform.mechanism.simulation import simulate

PARAMETERS = load_library().all(Parameter)
OFTEN = settings(max_examples=10, deadline=None)

seeds = st.integers(0, 2**32 - 1)
severities = st.floats(0, 1)
needlings = st.builds(
    Needling,
    at_hours=st.floats(0, 40),
    insertions=st.integers(0, 40),
    offset_mm=st.floats(0, 20),
)
courses = st.builds(
    Course,
    severity=severities,
    needlings=st.lists(needlings, max_size=3).map(tuple),
    exercise_at_hours=st.lists(st.floats(0, 40), max_size=2).map(tuple),
    switched_off=st.lists(st.sampled_from(switchable()), max_size=3).map(tuple),
    hours=st.just(48.0),
)


@OFTEN
@given(courses, seeds)
def test_every_state_stays_in_its_range(course: Course, seed: int) -> None:
    run = simulate(course, members=3, seed=seed)
    assert np.isfinite(run.states).all()
    for place, state in enumerate(STATES):
        assert run.states[:, place].min() >= 0
        assert state.most is None or run.states[:, place].max() <= state.most + 1e-3


@OFTEN
@given(severities, seeds)
def test_without_a_needle_nothing_changes(severity: float, seed: int) -> None:
    run = simulate(Course(severity=severity), members=3, seed=seed)
    assert run.states == pytest.approx(
        np.repeat(run.states[:1], len(run.hours), 0), rel=1e-3, abs=1e-3
    )


@OFTEN
@given(seeds)
def test_healthy_muscle_stays_healthy(seed: int) -> None:
    run = simulate(Course(severity=0, hours=200), members=3, seed=seed)
    rest = np.array([state.rest for state in STATES])
    assert np.abs(run.states - rest[None, :, None]).max() < 1e-6


@OFTEN
@given(courses)
def test_how_fine_the_steps_are_does_not_matter(course: Course) -> None:
    coarse, fine = simulate(course, tolerance=1e-4), simulate(course, tolerance=1e-7)
    assert coarse.states == pytest.approx(fine.states, rel=2e-3, abs=2e-3)


@OFTEN
@given(courses, st.sampled_from(switchable()), seeds)
def test_a_mechanism_that_is_switched_off_has_no_effect(
    course: Course, mechanism: Mechanism, seed: int
) -> None:
    """How strong it would have been changes nothing."""
    random = np.random.default_rng(seed)
    gains = {
        one.name: float(random.uniform(one.low, one.high))
        for one in PARAMETERS
        if one.gain and one.mechanism is mechanism
    }
    usual, other = (
        simulate(_with(course, mechanism, parameters)).states for parameters in ({}, gains)
    )
    assert (usual == other).all()


def _with(course: Course, mechanism: Mechanism, parameters: dict[str, float]) -> Course:
    return Course(
        severity=course.severity,
        needlings=course.needlings,
        exercise_at_hours=course.exercise_at_hours,
        switched_off=(*course.switched_off, mechanism),
        parameters=parameters,
        hours=course.hours,
    )


@OFTEN
@given(severities, st.integers(0, 39), seeds)
def test_one_more_insertion_never_means_less_soreness(
    severity: float, insertions: int, seed: int
) -> None:
    fewer, more = (_after(severity, count, seed) for count in (insertions, insertions + 1))
    assert (more.at("soreness", 0) >= fewer.at("soreness", 0)).all()


def _after(severity: float, insertions: int, seed: int) -> Run:
    once = Needling(at_hours=0, insertions=insertions)
    return simulate(Course(severity=severity, needlings=(once,), hours=1), members=3, seed=seed)


@OFTEN
@given(st.floats(0.1, 1), st.integers(1, 30), st.floats(0, 30), st.floats(0.1, 10), seeds)
def test_farther_from_the_trigger_point_never_means_more_twitches(
    severity: float, insertions: int, offset: float, farther: float, seed: int
) -> None:
    near, far = (
        simulate(
            Course(
                severity=severity,
                needlings=(Needling(at_hours=0, insertions=insertions, offset_mm=distance),),
                hours=0.25,
            ),
            members=3,
            seed=seed,
        ).twitches[0]
        for distance in (offset, offset + farther)
    )
    assert (far <= near + 1e-12).all()


@OFTEN
@given(st.floats(0.1, 1), seeds)
def test_oxygen_that_came_in_less_what_was_used_is_what_is_left(severity: float, seed: int) -> None:
    """The balance, added up over many small steps by its two sides, each worked out by itself."""
    course = Course(severity=severity, needlings=(Needling(at_hours=0, insertions=10),))
    p = table(course, 1, seed)
    run = simulate(course, seed=seed)
    hours = np.linspace(0, 1, 4001)
    out, _ = integrate(run.states[1], p, hours, 1e-6)
    now = {
        name: out[:, NAMES.index(name), 0]
        for name in ("flow", "oxygen", "end_plate", "contracture")
    }
    n = {name: p[place, 0] for name, place in SLOT.items()}
    excess = rise(now["end_plate"] - 1)
    demand = 1 + n["end_plate_cost"] * excess + n["contracture_cost"] * now["contracture"]
    half = n["oxygen_half_use"]
    used = demand * now["oxygen"] * (1 + half) / (now["oxygen"] + half)
    room = n["arterial_oxygen"] - now["oxygen"] - n["krogh_drop"] * used
    brought = now["flow"] * room / (n["arterial_oxygen"] - 1 - n["krogh_drop"])
    balance = n["oxygen_turnover"] * np.trapezoid(brought - used, hours)
    assert balance == pytest.approx(now["oxygen"][-1] - now["oxygen"][0], abs=0.02)
