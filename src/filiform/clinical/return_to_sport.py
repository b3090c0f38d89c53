"""Return to sport: which criteria are met, which are not, and which nobody has looked at yet."""

from enum import StrEnum

import msgspec

from filiform.clinical.reasons import reason_from
from filiform.kernel.decision import Decision, Question, Severity, heaviest_first
from filiform.knowledge.library import Library
from filiform.knowledge.model.care import Comparison, ReturnCriterion


class ReturnVerdict(StrEnum):
    """Whether sport can be taken up whole."""

    READY = "ready"
    NOT_YET = "not_yet"
    NOT_KNOWN = "not_known"


class ReturnFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What was found out, by criterion: a number where the criterion has a threshold, else yes or no."""

    measured: dict[str, float] = {}
    confirmed: dict[str, bool] = {}


def may_return(facts: ReturnFacts, library: Library) -> Decision[ReturnVerdict]:
    """Whether an athlete may take up sport whole: every criterion is met.

    Each criterion that is not met is a reason, each that nobody looked at is a question. What is
    not met weighs more than what is not known.
    Source: `planning/return_to_sport/*`.
    """
    criteria = library.all(ReturnCriterion)
    met = {one.id: is_met(one, facts) for one in criteria}
    reasons = [reason_from(one, Severity.PRECAUTION) for one in criteria if met[one.id] is False]
    questions = tuple(
        Question(one.id, one.statement, "unanswered") for one in criteria if met[one.id] is None
    )
    verdict = ReturnVerdict.NOT_YET if reasons else ReturnVerdict.NOT_KNOWN
    return Decision(
        verdict=verdict if reasons or questions else ReturnVerdict.READY,
        library_version=library.version,
        reasons=heaviest_first(reasons),
        questions=questions,
    )


def is_met(criterion: ReturnCriterion, facts: ReturnFacts) -> bool | None:
    """Whether a criterion is met; None when nobody looked at it."""
    if criterion.threshold is None:
        return facts.confirmed.get(criterion.id)
    measured = facts.measured.get(criterion.id)
    if measured is None:
        return None
    if criterion.comparison is Comparison.AT_LEAST:
        return measured >= criterion.threshold.value
    return measured <= criterion.threshold.value
