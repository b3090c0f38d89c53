"""Privileges divide the whole body between them, so that no muscle is without one."""

from collections import Counter

import pytest

from filiform.knowledge.library import load_library
from filiform.knowledge.model.anatomy import Area, Muscle
from filiform.knowledge.model.needling import Privilege

LIBRARY = load_library()


def test_every_area_of_the_body_is_covered_by_exactly_one_privilege() -> None:
    covered = Counter(area for one in LIBRARY.all(Privilege) for area in one.areas)
    assert covered == Counter(area.id for area in LIBRARY.all(Area))


def test_the_privileges_go_down_the_body_from_head_to_foot() -> None:
    assert [one.id.rsplit("/", 1)[-1] for one in LIBRARY.all(Privilege)] == [
        *("head-and-neck", "thorax", "shoulder-girdle", "arm-and-hand"),
        *("abdomen-and-lower-back", "pelvis-and-hip", "thigh", "leg-and-foot"),
    ]


@pytest.mark.parametrize("muscle", LIBRARY.all(Muscle), ids=lambda one: one.id)
def test_a_muscle_needs_at_least_the_privileges_of_the_areas_where_it_is_entered(
    muscle: Muscle,
) -> None:
    covering = {one.id for one in LIBRARY.all(Privilege) if set(one.areas) & set(muscle.areas)}
    assert covering <= set(muscle.privileges)
