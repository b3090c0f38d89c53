"""Cases of screening, and what later stages know of it."""

from datetime import date
from typing import Any

import msgspec

from filiform.clinical.facts import ScreeningFacts
from filiform.clinical.screening import screen
from filiform.knowledge.library import Library
from tests.cases.outcome import Outcome

ON = date(2026, 11, 23)


def run(given: dict[str, Any], library: Library) -> Outcome:
    """May this person be needled?"""
    decision = screen(_facts(given), library)
    return Outcome(decision=decision, constraints=decision.constraints)


def _facts(given: dict[str, Any]) -> ScreeningFacts:
    answers = {_finding(name): _answer(one) for name, one in given.get("answers", {}).items()}
    record = [{**entry, "finding": _finding(entry["finding"])} for entry in given.get("record", ())]
    content = {"on": ON, **given, "answers": answers, "record": record}
    return msgspec.convert(content, ScreeningFacts)


def _finding(name: str) -> str:
    return name if "/" in name else f"screening/findings/{name}"


def _answer(given: Any) -> Any:
    return given if isinstance(given, dict) else {"value": given}


def screened(given: dict[str, Any], library: Library) -> dict[str, Any]:
    """What a later stage knows of screening: unless said otherwise, complete, and of the same day."""
    on = given.get("on", ON)
    decision = screen(_facts(given.get("screening", {})), library)
    return {
        "on": on,
        "screened_on": on,
        "screening_verdict": decision.verdict,
        "screening_complete": True,
        "constraints": decision.constraints,
        **{name: value for name, value in given.items() if name != "screening"},
    }
