"""Cases of planning: the plan, what it starts with, the hours after, and the way back to sport."""

from typing import Any

import msgspec

from filiform.clinical.after_needling import steps_at
from filiform.clinical.planning import PlanFacts, judge_plan
from filiform.clinical.programmes import areas_of, fitting_indications, fitting_protocols
from filiform.clinical.return_to_sport import ReturnFacts, may_return
from filiform.knowledge.library import Library
from filiform.knowledge.model.planning import Indication
from tests.cases.asking import Runner, answer
from tests.cases.outcome import Outcome, shown
from tests.cases.screening.run import screened


def run(given: dict[str, Any], library: Library) -> Outcome:
    """Can the plan be agreed? Or what else is asked."""
    return answer(given, library, _ASKED, _plan)


def _plan(given: dict[str, Any], library: Library) -> Outcome:
    facts = msgspec.convert(screened(given, library), PlanFacts)
    return Outcome(decision=judge_plan(facts, library), constraints=facts.constraints)


def _programmes(given: dict[str, Any], library: Library) -> Outcome:
    indication = library.get(given["indication"], Indication)
    return shown(fitting_protocols(indication, areas_of(given["muscles"], library), library))


def _indications(given: dict[str, Any], library: Library) -> Outcome:
    return shown(fitting_indications(areas_of(given["muscles"], library), library))


def _steps(given: dict[str, Any], library: Library) -> Outcome:
    return shown(steps_at(given["hours_after"], library))


def _return_to_sport(given: dict[str, Any], library: Library) -> Outcome:
    return Outcome(decision=may_return(msgspec.convert(given, ReturnFacts), library))


_ASKED: dict[str, Runner] = {
    "programmes": _programmes,
    "indications": _indications,
    "steps after needling": _steps,
    "return to sport": _return_to_sport,
}
