"""Every rule about a place of the body is met at the needle: as a caution, as a closed side, or as what is found there."""

from datetime import UTC, date, datetime

import pytest

from filiform.clinical.facts import Answer, AnswerValue, ScreeningFacts
from filiform.clinical.ledger import Inserted, MuscleSide
from filiform.clinical.needling import SessionFacts, may_needle
from filiform.clinical.region_rules import muscles_under, rules_found_at_the_table
from filiform.clinical.screening import screen
from filiform.kernel.decision import Severity
from filiform.kernel.side import Side
from filiform.knowledge.library import load_library
from filiform.knowledge.model.anatomy import Muscle
from filiform.knowledge.model.screening import RegionRule, RegionRuleKind, ScreeningVerdict

LIBRARY = load_library()
DEEP = "needling/techniques/deep"
ON = date(2026, 11, 23)
RULES = LIBRARY.all(RegionRule)


def in_order(**fields: object) -> SessionFacts:
    """A session in which nothing speaks against any needle."""
    given = {
        "on": ON,
        "screened_on": ON,
        "screening_verdict": ScreeningVerdict.SUITABLE,
        "screening_complete": True,
        "has_consent": True,
        "practitioner_may_needle": True,
        "consented_techniques": (DEEP,),
        "off_plan_reason": "Asked for today",
    }
    return SessionFacts(**given | fields)  # type: ignore[arg-type]  # as a test fills it


def said(muscle: str, side: Side, facts: SessionFacts) -> dict[str, Severity]:
    decision = may_needle(MuscleSide(muscle, side), DEEP, facts, LIBRARY)
    return {one.statement: one.severity for one in reversed(decision.reasons)}  # heaviest first


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id.rsplit("/", 1)[-1])
def test_a_rule_of_a_place_reaches_a_muscle_or_is_found_at_the_table(rule: RegionRule) -> None:
    assert muscles_under(rule, LIBRARY) or rule.found_at_the_table


@pytest.mark.parametrize(
    "rule",
    [one for one in RULES if one.rule is not RegionRuleKind.ONE_SIDE_A_SESSION],
    ids=lambda rule: rule.id.rsplit("/", 1)[-1],
)
def test_a_rule_of_a_place_stands_beside_the_needle_in_each_of_its_muscles(
    rule: RegionRule,
) -> None:
    for muscle in muscles_under(rule, LIBRARY):
        for side in (Side.LEFT, Side.RIGHT):
            assert said(muscle.id, side, in_order())[rule.id] is Severity.PRECAUTION


def test_one_side_of_the_thorax_closes_the_other_in_every_muscle_near_the_lung() -> None:
    (rule,) = [one for one in RULES if one.rule is RegionRuleKind.ONE_SIDE_A_SESSION]
    under = muscles_under(rule, LIBRARY)
    first = MuscleSide(under[0].id, Side.LEFT)
    inserted = Inserted(
        id="a",
        needle="one",
        at=datetime(2026, 11, 23, 9, tzinfo=UTC),
        muscle=first.muscle,
        side=first.side,
        technique=DEEP,
    )
    facts = in_order(events=(inserted,))
    for muscle in under:
        assert said(muscle.id, Side.RIGHT, facts)[rule.id] is Severity.CONTRAINDICATION
        assert rule.id not in said(muscle.id, Side.LEFT, facts)


@pytest.mark.parametrize(
    "rule", rules_found_at_the_table(LIBRARY), ids=lambda rule: rule.id.rsplit("/", 1)[-1]
)
def test_what_is_found_at_the_table_closes_whatever_muscle_it_lies_over(rule: RegionRule) -> None:
    for muscle in LIBRARY.all(Muscle):
        facts = in_order(found=((MuscleSide(muscle.id, Side.LEFT), rule.id),))
        assert said(muscle.id, Side.LEFT, facts)[rule.id] is Severity.CONTRAINDICATION


APIXABAN = ScreeningFacts(
    on=ON, answers={"screening/findings/anticoagulant": Answer(value=AnswerValue.YES)}
)
DEEP_MUSCLE = "Anticoagulant: avoid this deep muscle at first; use ultrasound where useful."
EVERY_MUSCLE = "Anticoagulant: start with low intensity, press on the spot, watch for bleeding."


@pytest.mark.parametrize("muscle", LIBRARY.all(Muscle), ids=lambda one: one.id.rsplit("/", 1)[-1])
def test_on_a_blood_thinner_every_muscle_says_so_and_a_deep_one_says_more(muscle: Muscle) -> None:
    facts = in_order(constraints=screen(APIXABAN, LIBRARY).constraints)
    decision = may_needle(MuscleSide(muscle.id, Side.LEFT), DEEP, facts, LIBRARY)
    sentences = [one.sentence for one in decision.reasons]
    assert EVERY_MUSCLE in sentences
    assert (DEEP_MUSCLE in sentences) is muscle.is_deep
