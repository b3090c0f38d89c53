"""A simulation says what it was asked, and what is wrong with what it was asked."""

import msgspec
import numpy as np
import pytest

from filiform.knowledge.library import load_library
from filiform.knowledge.model.mechanism import Course, Mechanism, Needling, Parameter, Scenario
from filiform.mechanism import simulation
from filiform.mechanism.failure import SolverFailed, UnknownScenario, UnusableCourse
from filiform.mechanism.parameters import SLOT, table
from filiform.mechanism.run import QUANTITIES
from filiform.mechanism.sensitivity import influences
from filiform.mechanism.simulation import simulate


@pytest.mark.parametrize("name", [one.id for one in load_library().all(Scenario)])
def test_every_scenario_of_the_library_runs_and_every_quantity_has_a_band(name: str) -> None:
    run = simulate(name, members=2)
    for quantity in QUANTITIES:
        band = run.band(quantity)
        assert np.isfinite([band.usual, band.low, band.high]).all()
        assert (band.low <= band.high).all()


def test_a_scenario_that_is_misspelt_is_met_with_the_nearest_name() -> None:
    with pytest.raises(UnknownScenario, match="did you mean five-sessions"):
        simulate("five-session")


@pytest.mark.parametrize("hours", [0, -1, 0.2, 2161, float("nan"), float("inf")])
def test_a_time_that_is_not_allowed_is_refused_with_what_is(hours: float) -> None:
    with pytest.raises(UnusableCourse, match=r"0\.25 to 2160 hours"):
        simulate("needle", hours=hours)


@pytest.mark.parametrize("members", [0, -1, 100_001, 1.5])
def test_an_ensemble_of_a_size_that_is_not_allowed_is_refused(members: int) -> None:
    with pytest.raises(UnusableCourse, match="1 to 100000 members"):
        simulate("needle", members=members)


def test_a_parameter_outside_its_range_is_refused_by_name() -> None:
    course = Course(severity=1, parameters={"compression": 9.0})
    with pytest.raises(UnusableCourse, match=r"`compression` is 9 1; allowed are 0\.25 to 0\.8"):
        simulate(course)


def test_a_parameter_that_is_not_a_number_is_refused_by_name() -> None:
    course = Course(severity=1, parameters={"compression": float("nan")})
    with pytest.raises(UnusableCourse, match="`compression` is nan"):
        simulate(course)


def test_an_unknown_parameter_is_met_with_the_nearest_name() -> None:
    with pytest.raises(UnusableCourse, match="`compresion`; did you mean compression"):
        simulate(Course(severity=1, parameters={"compresion": 0.5}))


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"severity": 1.2}, "severity"),
        ({"severity": float("nan")}, "severity"),
        ({"severity": 1, "hours": 0}, "hours"),
        ({"severity": 1, "exercise_at_hours": (99.0,)}, "hour 99"),
        ({"severity": 1, "switched_off": (Mechanism.OXYGEN,)}, "oxygen"),
    ],
)
def test_a_course_that_cannot_be_is_refused(wrong: dict, named: str) -> None:
    with pytest.raises(ValueError, match=named):
        Course(**wrong)


@pytest.mark.parametrize(
    "wrong", [{"insertions": -1}, {"insertions": 101}, {"twitches": 11}, {"offset_mm": -1.0}]
)
def test_a_needling_that_cannot_be_is_refused(wrong: dict) -> None:
    with pytest.raises(ValueError, match=next(iter(wrong))):
        Needling(**({"at_hours": 0, "insertions": 10} | wrong))


def test_a_range_that_is_crossed_is_refused() -> None:
    parameter = load_library().all(Parameter)[0]
    with pytest.raises(ValueError, match="`low`"):
        msgspec.structs.replace(parameter, low=parameter.high, high=parameter.low)


def test_equations_that_cannot_be_solved_name_the_parameter_that_is_farthest_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def table_with_a_hole(course: Course, members: int, seed: int) -> np.ndarray:
        numbers = table(course, members, seed)
        numbers[SLOT["flow_time"], 0] = -0.01
        return numbers

    monkeypatch.setattr(simulation, "table", table_with_a_hole)
    with pytest.raises(SolverFailed, match="parameter `flow_time`"):
        simulate(Course(severity=0.31, needlings=(Needling(at_hours=0, insertions=10),)))


def test_the_first_member_has_the_usual_values_and_the_same_seed_draws_the_same_others() -> None:
    one, other = simulate("needle", members=3, seed=7), simulate("needle", members=3, seed=7)
    alone = simulate("needle")
    assert (one.states == other.states).all()
    assert one.states[:, :, :1] == pytest.approx(alone.states, rel=1e-9)


def test_what_is_drawn_lies_in_its_range_half_of_it_on_either_side() -> None:
    numbers = table(Course(severity=1), members=401)
    for parameter in load_library().all(Parameter):
        drawn = numbers[SLOT[parameter.name], 1:]
        assert parameter.low <= drawn.min() <= drawn.max() <= parameter.high
        if parameter.low < parameter.value < parameter.high:
            assert (drawn < parameter.value).sum() == 200


def test_an_hour_between_two_moments_is_read_from_the_line_between_them() -> None:
    run = simulate("needle")
    before, after = run.at("soreness", 24), run.at("soreness", 30)
    assert run.at("soreness", 27) == pytest.approx((before + after) / 2)
    assert run.at("soreness", -1) == 0
    assert run.at("soreness", 0) > 30


def test_an_unknown_quantity_is_met_with_the_nearest_name() -> None:
    with pytest.raises(UnusableCourse, match="did you mean soreness"):
        simulate("needle").band("sorenes")


def test_soreness_goes_most_with_its_own_parameters() -> None:
    run = simulate("needle", members=180, tolerance=1e-2)
    strongest = {one.parameter.name for one in influences(run, "soreness", 24)[:3]}
    assert {"soreness_half_life", "soreness_insertion"} <= strongest


def test_an_ensemble_too_small_to_say_what_matters_is_refused() -> None:
    with pytest.raises(UnusableCourse, match="too small"):
        influences(simulate("needle", members=5), "soreness", 24)
