"""What is usual for a movement: measured before customary, one's own sex and age before everybody's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filiform.clinical.norms import norms_for
from filiform.kernel.decision import ReviewStatus
from filiform.kernel.quantity import Unit
from filiform.knowledge.library import load_library
from filiform.knowledge.model.assessment import Movement
from filiform.knowledge.model.norms import Norm, NormKind, NormSex

LIBRARY = load_library()
NORMS = LIBRARY.all(Norm)
MOVEMENTS = "assessment/movements/"
JUDGEMENT = "sources/filiform-clinical-judgement"


def usual(movement: str, sex: NormSex, age: float | None) -> list[float]:
    return [one.value.value for one in norms_for(MOVEMENTS + movement, LIBRARY, sex=sex, age=age)]


def test_a_woman_of_forty_is_compared_with_women_of_her_age_first() -> None:
    assert usual("elbow-flexion", NormSex.FEMALE, 40) == [149, 146]


def test_a_man_of_seventy_is_not_compared_with_the_young() -> None:
    assert usual("shoulder-flexion", NormSex.MALE, 70) == [165]


def test_somebody_of_unknown_age_is_compared_only_with_values_that_state_none() -> None:
    assert usual("elbow-flexion", NormSex.FEMALE, None) == [146]


def test_where_nobody_of_that_age_was_measured_the_nearest_ages_are_shown() -> None:
    """The shoulders of men were measured up to 54 and from 65 on."""
    young, old, unknown = (usual("shoulder-flexion", NormSex.MALE, age) for age in (54, 65, None))
    assert usual("shoulder-flexion", NormSex.MALE, 58) == young
    assert usual("shoulder-flexion", NormSex.MALE, 62) == old
    assert sorted(unknown) == sorted(young + old)


@pytest.mark.parametrize("norm", NORMS, ids=lambda norm: norm.movement.rsplit("/", 1)[-1])
@given(sex=st.sampled_from(NormSex), age=st.none() | st.floats(18, 110))
def test_everything_that_is_published_is_shown_to_everybody(
    norm: Norm, sex: NormSex, age: float | None
) -> None:
    assert norms_for(norm.movement, LIBRARY, sex=sex, age=age)


def test_somebody_of_unknown_sex_is_compared_with_both() -> None:
    assert sorted(usual("jaw-opening", NormSex.ANY, 30)) == [41, 43, 44.3, 51.3]


def test_grip_follows_the_decade_of_age() -> None:
    assert usual("grip", NormSex.MALE, 65) == [40]
    assert usual("grip", NormSex.FEMALE, 65) == [24]


def test_a_movement_without_norms_has_none() -> None:
    assert usual("deep-breath", NormSex.FEMALE, 40) == []


@given(
    norm=st.sampled_from(NORMS),
    sex=st.sampled_from(NormSex),
    age=st.none() | st.floats(0, 110),
)
def test_what_is_offered_is_what_fits_and_nothing_measured_stands_behind_custom(
    norm: Norm, sex: NormSex, age: float | None
) -> None:
    offered = norms_for(norm.movement, LIBRARY, sex=sex, age=age)
    fitting = [one for one in norm.values if one.is_about(sex, age)]
    if fitting:
        assert sorted(offered, key=repr) == sorted(fitting, key=repr)
    kinds = [one.kind for one in offered]
    assert kinds == sorted(kinds, key=[NormKind.MEAN, NormKind.CUSTOMARY].index)
    assert set(offered) <= {one for one in norm.values if one.is_about_sex(sex)}


@pytest.mark.parametrize("norm", NORMS, ids=lambda one: one.id.rsplit("/", 1)[-1])
def test_a_norm_is_of_its_movement_and_lies_where_the_movement_can_be_measured(norm: Norm) -> None:
    movement = LIBRARY.get(norm.movement, Movement)
    assert norm.id.rsplit("/", 1)[-1] == movement.id.rsplit("/", 1)[-1]
    for one in norm.values:
        if movement.plausible is not None:
            assert one.value.unit is movement.plausible.unit
            assert movement.plausible.holds(one.value.value)
        else:
            assert one.value.unit in (Unit.MILLIMETRE, Unit.KILOGRAM)


@pytest.mark.parametrize("norm", NORMS, ids=lambda one: one.id.rsplit("/", 1)[-1])
def test_only_what_was_measured_is_called_checked(norm: Norm) -> None:
    for one in norm.values:
        remembered = one.citation.source == JUDGEMENT
        assert remembered == (one.kind is NormKind.CUSTOMARY)
        assert not (remembered and one.review)
        if one.review:
            assert one.review.status is ReviewStatus.CHECKED_AGAINST_SOURCE


def test_every_joint_that_is_measured_in_degrees_has_norms() -> None:
    known = {one.movement for one in NORMS}
    joints = {one.joint: set() for one in LIBRARY.all(Movement) if one.plausible}
    for one in LIBRARY.all(Movement):
        if one.id in known and one.plausible:
            joints[one.joint].add(one.id)
    assert not [joint for joint, normed in joints.items() if not normed and joint not in NO_VALUE]


# No value was found in a source that could be opened.
NO_VALUE = {"foot"}
