"""Every statement that decides something has a case in which it does, and one in which it does not."""

from collections.abc import Iterable

import pytest

from filiform.clinical.region_rules import muscles_under
from filiform.clinical.stage import Stage
from filiform.knowledge.library import Library, load_library
from filiform.knowledge.model.aftercare import AftercareRedFlag
from filiform.knowledge.model.assessment import TriggerPointCriterion
from filiform.knowledge.model.billing import BillingRule, BillingRuleKind
from filiform.knowledge.model.concept import Concept
from filiform.knowledge.model.law import PracticeLaw, PracticeRule
from filiform.knowledge.model.needling import NeedlingRule, NeedlingRuleKind
from filiform.knowledge.model.planning import PlanRule
from filiform.knowledge.model.screening import RegionRule, ScreeningStatement
from tests.cases.case import Case, read_cases
from tests.cases.stages import run

LIBRARY = load_library()
CASES = read_cases()
OUTCOMES = {
    (case.file, case.title): {one.statement for one in run(case, LIBRARY).decision.reasons}
    for case in CASES
}
DECIDING = (
    *(ScreeningStatement, RegionRule, TriggerPointCriterion),
    *(PlanRule, NeedlingRule, AftercareRedFlag, PracticeLaw, PracticeRule, BillingRule),
)
SPOKEN_FOR_ELSEWHERE = (NeedlingRuleKind.CONSTRAINTS_ARE_KEPT, BillingRuleKind.TIMED_UNITS)


def deciding_statements() -> Iterable[Concept]:
    """Statements from which reasons are made.

    Left out: the rule that constraints are kept (each constraint speaks for itself), the units of
    services billed by time (a number, tried in `tests/unit`), and rules about places where the
    library has no muscle yet.
    """
    for concept in LIBRARY:
        if isinstance(concept, RegionRule) and not muscles_under(concept, LIBRARY):
            continue
        if getattr(concept, "rule", None) in SPOKEN_FOR_ELSEWHERE:
            continue
        if isinstance(concept, DECIDING):
            yield concept


@pytest.mark.parametrize("statement", [one.id for one in deciding_statements()])
def test_the_statement_has_a_case_in_which_it_decides_and_one_in_which_it_does_not(
    statement: str,
) -> None:
    about_it = [case for case in CASES if statement in case.statements]
    decides = {statement in OUTCOMES[case.file, case.title] for case in about_it}
    folder = f"tests/cases/{statement.split('/', maxsplit=1)[0]}/"
    assert True in decides, f"write a case in {folder} in which {statement} is a reason"
    assert False in decides, f"write a case in {folder} in which {statement} is no reason"


@pytest.mark.parametrize("statement", [one.id for one in LIBRARY.all(ScreeningStatement)])
def test_without_a_statement_of_screening_some_case_of_it_comes_out_otherwise(
    statement: str,
) -> None:
    """A statement that only ever stood beside a heavier one would never have been tested."""
    less = _without(statement)
    cases = [one for one in CASES if statement in one.statements and one.stage is Stage.SCREENING]
    assert any(_comes_out_otherwise(case, less) for case in cases)


def _without(statement: str) -> Library:
    kept = {one.id: one for one in LIBRARY if one.id != statement}
    return Library(kept, f"without {statement}")


def _comes_out_otherwise(case: Case, library: Library) -> bool:
    mine, other = run(case, LIBRARY), run(case, library)
    same_verdict = mine.decision.verdict is other.decision.verdict
    return not same_verdict or mine.constraints != other.constraints
