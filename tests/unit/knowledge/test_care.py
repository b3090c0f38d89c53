"""Care around the needle: muscles have a stretch, doses their results, and starts keep the rules of a plan."""

import pytest

from filiform.clinical.planning import PlanFacts, judge_plan
from filiform.kernel.quantity import Quantity, Unit
from filiform.knowledge.library import load_library
from filiform.knowledge.model.anatomy import Muscle
from filiform.knowledge.model.care import (
    Comparison,
    NeedlingDose,
    ReturnCriterion,
    SameDayStep,
    Stretch,
)
from filiform.knowledge.model.outcomes import Instrument
from filiform.knowledge.model.planning import Indication, LoadingProtocol, PlanRule, PlanRuleKind

LIBRARY = load_library()
# Intrinsic muscles of the hand that a patient cannot stretch by themselves with any precision, and
# small muscles of face and throat.
WITHOUT_A_STRETCH = {
    *("hand-interossei", "abductor-digiti-minimi-hand"),
    *("lateral-pterygoid", "digastric", "occipitofrontalis", "orbicularis-oculi"),
    *("zygomaticus-major", "longus-colli", "subclavius", "rectus-abdominis", "serratus-anterior"),
    *("serratus-posterior-superior", "serratus-posterior-inferior"),
}


def test_every_muscle_that_can_be_stretched_has_a_stretch() -> None:
    stretched = {name for one in LIBRARY.all(Stretch) for name in one.muscles}
    missing = {one.id for one in LIBRARY.all(Muscle)} - stretched
    assert {name.rsplit("/", 1)[-1] for name in missing} <= WITHOUT_A_STRETCH


@pytest.mark.parametrize("dose", LIBRARY.all(NeedlingDose), ids=lambda one: one.id)
def test_a_dose_of_a_trial_has_numbers_and_its_result_where_one_was_read(
    dose: NeedlingDose,
) -> None:
    assert dose.sessions or dose.twitches
    assert dose.results or dose.id.endswith("fernandez-carnero-2017-twitches")


@pytest.mark.parametrize("indication", LIBRARY.all(Indication), ids=lambda one: one.id)
def test_the_start_of_an_indication_keeps_the_rules_of_a_plan(indication: Indication) -> None:
    facts = PlanFacts(
        on=LIBRARY.all(PlanRule)[0].review.on,
        screened_on=None,
        screening_verdict=None,
        screening_complete=False,
        other_care=(indication.start.other_care,),
        goal="climb stairs",
        sessions=indication.start.sessions,
        days_between=indication.start.days_between,
    )
    broken = {reason.statement for reason in judge_plan(facts, LIBRARY).reasons}
    rules = {rule.rule: rule.id for rule in LIBRARY.all(PlanRule)}
    assert not broken & {
        rules[PlanRuleKind.SESSIONS_IN_COURSE],
        rules[PlanRuleKind.DAYS_BETWEEN_SESSIONS],
        rules[PlanRuleKind.NEEDLING_IS_NOT_ALONE],
        rules[PlanRuleKind.GOAL_IS_STATED],
    }


@pytest.mark.parametrize("indication", LIBRARY.all(Indication), ids=lambda one: one.id)
def test_an_indication_starts_with_programmes_and_with_outcomes_that_exist(
    indication: Indication,
) -> None:
    assert all(LIBRARY.get(name, LoadingProtocol) for name in indication.protocols)
    assert all(LIBRARY.get(name, Instrument) for name in indication.instruments)
    assert len(indication.protocols) >= 2


def test_the_steps_of_the_same_day_stand_in_the_order_of_their_numbers() -> None:
    first, *_ = LIBRARY.all(SameDayStep)
    assert first.id == "planning/same_day/press-on-the-spot"
    assert all(one.hours is None or one.hours.unit is Unit.HOUR for one in LIBRARY.all(SameDayStep))


def test_a_threshold_and_its_side_are_given_together() -> None:
    given = LIBRARY.get("planning/return_to_sport/hops", ReturnCriterion)
    assert given.threshold == Quantity(90, Unit.PERCENT)
    assert given.comparison is Comparison.AT_LEAST
    content = {name: getattr(given, name) for name in given.__struct_fields__}
    with pytest.raises(ValueError, match="given together"):
        ReturnCriterion(**{**content, "comparison": None})
