"""Laws of constraints: what screening forbids stays forbidden downstream."""

from datetime import date, timedelta

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from filiform.clinical.constraints import Override, bindings_on, forbidden_muscles
from filiform.clinical.planning import PlanFacts, PlannedMuscle, PlanVerdict, judge_plan
from filiform.kernel.decision import Constraint, Effect, ReviewStatus, Scope, Target
from filiform.kernel.side import Side
from filiform.knowledge.library import load_library
from filiform.knowledge.model.anatomy import Area, Muscle
from filiform.knowledge.model.screening import ScreeningVerdict

LIBRARY = load_library()
ON = date(2026, 11, 23)
MUSCLES = LIBRARY.all(Muscle)
AREAS = [area.id for area in LIBRARY.all(Area)]
sides = st.sampled_from([Side.LEFT, Side.RIGHT])
targets = st.builds(
    Target,
    id=st.sampled_from(AREAS) | st.sampled_from([muscle.id for muscle in MUSCLES]),
    side=st.none() | st.sampled_from(Side),
)
constraints = st.builds(
    Constraint,
    scope=st.sampled_from([Scope.EVERYTHING, Scope.REGION, Scope.MUSCLE]),
    effect=st.sampled_from(Effect),
    statement=st.sampled_from(["screening/precautions/one", "screening/precautions/two"]),
    sentence=st.just("A sentence."),
    sources=st.just(()),
    review=st.just(ReviewStatus.UNREVIEWED),
    targets=st.lists(targets, max_size=4).map(tuple),
    expires_on=st.none() | st.dates(ON - timedelta(days=9), ON + timedelta(days=9)),
)
planned = st.builds(
    PlannedMuscle,
    muscle=st.sampled_from([muscle.id for muscle in MUSCLES]),
    side=sides,
    technique=st.just("needling/techniques/deep"),
)


def plan(muscles: list[PlannedMuscle], known: list[Constraint]) -> PlanFacts:
    return PlanFacts(
        on=ON,
        screened_on=ON,
        screening_verdict=ScreeningVerdict.SUITABLE,
        screening_complete=True,
        constraints=tuple(known),
        muscles=tuple(muscles),
        protocol="planning/protocols/rotator-cuff",
        goal="Lift my child again",
    )


@given(st.lists(planned, min_size=1, max_size=4), st.lists(constraints, max_size=5))
def test_a_plan_with_a_forbidden_muscle_is_always_refused(
    muscles: list[PlannedMuscle], known: list[Constraint]
) -> None:
    forbidden = forbidden_muscles(known, ON, LIBRARY)
    if any((one.muscle, one.side) in forbidden for one in muscles):
        assert judge_plan(plan(muscles, known), LIBRARY).verdict is PlanVerdict.REFUSED


@given(st.lists(planned, max_size=4), st.lists(constraints, max_size=5), constraints)
def test_one_more_constraint_never_makes_a_refused_plan_acceptable(
    muscles: list[PlannedMuscle], known: list[Constraint], more: Constraint
) -> None:
    before = judge_plan(plan(muscles, known), LIBRARY).verdict
    if before is PlanVerdict.REFUSED:
        assert judge_plan(plan(muscles, [*known, more]), LIBRARY).verdict is PlanVerdict.REFUSED


@given(st.sampled_from(MUSCLES), sides, st.lists(constraints, max_size=5))
def test_mirrored_constraints_bind_the_mirrored_side(
    muscle: Muscle, side: Side, known: list[Constraint]
) -> None:
    def mirror(one: Constraint) -> Constraint:
        mirrored = tuple(Target(t.id, t.side.mirrored if t.side else None) for t in one.targets)
        return msgspec.structs.replace(one, targets=mirrored)

    here = bindings_on(muscle, side, "", known, (), ON)
    there = bindings_on(muscle, side.mirrored, "", [mirror(one) for one in known], (), ON)
    assert [binding.forbids for binding in here] == [binding.forbids for binding in there]


@given(st.sampled_from(MUSCLES), sides, st.lists(constraints, min_size=1, max_size=5))
def test_an_override_that_has_ended_lifts_nothing(
    muscle: Muscle, side: Side, known: list[Constraint]
) -> None:
    ended = Override(known[0].statement, "A. Clinician", "agreed with the surgeon", ON)
    with_it = bindings_on(muscle, side, "", known, [ended], ON)
    assert [binding.forbids for binding in with_it] == [
        binding.forbids for binding in bindings_on(muscle, side, "", known, (), ON)
    ]
