"""What is left of a screening's verdict once somebody has overruled some of its statements by name.

A red flag is never overruled: it is resolved by being looked at, and screened again.
"""

from collections.abc import Iterable
from datetime import date

from filiform.clinical.constraints import Override
from filiform.kernel.decision import Decision, Reason, Severity
from filiform.knowledge.library import Library
from filiform.knowledge.model.screening import ScreeningStatement, ScreeningVerdict


def verdict_after_overrides(
    decision: Decision[ScreeningVerdict], overrides: Iterable[Override], on: date, library: Library
) -> ScreeningVerdict:
    """The heaviest verdict among the statements that no active override lifts altogether.

    An override limited to a muscle or a side leaves the verdict as it is. A statement that the
    library no longer knows keeps the verdict that was given.
    """
    overrides = tuple(overrides)
    standing = [one for one in decision.reasons if not _is_overruled(one, overrides, on)]
    if any(one.statement not in library for one in standing):
        return decision.verdict
    verdicts = [library.get(one.statement, ScreeningStatement).verdict for one in standing]
    lifted = len(decision.reasons) > len(standing)
    floor = ScreeningVerdict.SUITABLE_WITH_PRECAUTIONS if lifted else ScreeningVerdict.SUITABLE
    return max([floor, *verdicts], key=lambda verdict: verdict.rank)


def _is_overruled(reason: Reason, overrides: tuple[Override, ...], on: date) -> bool:
    if reason.severity is Severity.RED_FLAG:
        return False
    return any(
        one.statement == reason.statement
        and one.muscle is None
        and one.side is None
        and on < one.expires_on
        for one in overrides
    )
