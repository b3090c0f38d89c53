"""Symmetry, means, and which results of the nerve screen ask for a doctor."""

import pytest

from filiform.clinical.examination import limb_symmetry_percent, mean_reading, nerve_warnings
from filiform.kernel.side import Side
from filiform.knowledge.library import load_library
from filiform.knowledge.model.examination import NerveResult, NerveTest
from filiform.knowledge.model.ranking import PromptEffect

LIBRARY = load_library()
C6, C7 = "assessment/nerves/sensation-c6", "assessment/nerves/strength-c7"
BABINSKI, SADDLE = "assessment/nerves/babinski", "assessment/nerves/sensation-saddle"


def warned(**results):
    names = {"c6": C6, "c7": C7, "babinski": BABINSKI, "saddle": SADDLE}
    given = {(names[name], Side.LEFT): NerveResult(result) for name, result in results.items()}
    return [(one.statement, one.refer) for one in nerve_warnings(given, LIBRARY)]


def test_a_side_is_compared_with_the_other():
    assert limb_symmetry_percent(80, 100) == pytest.approx(80)
    assert limb_symmetry_percent(100, 80) == pytest.approx(125)


def test_nothing_is_compared_with_a_side_that_has_no_force():
    assert limb_symmetry_percent(80, 0) is None


def test_no_reading_has_no_mean():
    assert mean_reading([]) is None
    assert mean_reading([200, 240]) == pytest.approx(220)


def test_healthy_nerves_warn_of_nothing():
    assert warned(c6="normal", c7="normal", babinski="absent", saddle="normal") == []


def test_one_red_flag_is_told_once_and_what_refers_comes_first():
    assert warned(c6="reduced", c7="reduced", saddle="absent") == [
        ("screening/red_flags/saddle-numbness-or-bladder-change", True),
        ("screening/red_flags/progressive-weakness", False),
    ]


def test_a_sign_of_the_cord_refers():
    assert warned(babinski="present") == [("screening/red_flags/gait-disturbance", True)]


@pytest.mark.parametrize("test", LIBRARY.all(NerveTest), ids=lambda one: one.id)
def test_every_abnormal_result_warns_and_the_healthy_one_does_not(test: NerveTest):
    effects = [test.effect_of(result) for result in test.results]
    assert effects[0] is None
    assert set(effects[1:]) <= {PromptEffect.ASK, PromptEffect.STOP}
