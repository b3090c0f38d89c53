"""Cases of assessment: is this a trigger point, and what is said beside a `ranking`?"""

from typing import Any

import msgspec

from filiform.clinical.assessment import Palpation, classify_trigger_point
from filiform.clinical.findings import read_findings
from filiform.clinical.ranking.ranking import rank
from filiform.knowledge.library import Library
from tests.cases.asking import answer
from tests.cases.outcome import Outcome


def run(given: dict[str, Any], library: Library) -> Outcome:
    """Is it a trigger point? Or, for a `ranking`: what is said beside it?"""
    return answer(given, library, {"ranking": _ranking}, _trigger_point)


def _trigger_point(given: dict[str, Any], library: Library) -> Outcome:
    return Outcome(decision=classify_trigger_point(msgspec.convert(given, Palpation), library))


def _ranking(given: dict[str, Any], library: Library) -> Outcome:
    findings = read_findings(msgspec.json.encode(given), library)
    ranking = rank(findings, library, top=1)
    return Outcome(shown=frozenset(one.statement for one in ranking.warnings))
