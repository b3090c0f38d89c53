"""Deviations: a needle that went in although a gate forbade it, told by name, so that the truth can be signed.

A deviation tells what has happened and permits nothing: `may_needle` never sees one, and what
counts needles does not either.
"""

from collections.abc import Iterable, Iterator

import msgspec

from filiform.clinical.gates import STOPS, rule_of
from filiform.clinical.ledger import MuscleSide
from filiform.clinical.reasons import reason_from
from filiform.kernel.decision import Reason, Severity, Target
from filiform.knowledge.library import Library
from filiform.knowledge.model.needling import NeedlingRuleKind


class Deviation(msgspec.Struct, frozen=True, kw_only=True):
    """What was told by name: a needle went in at `place` although `statements` forbade it.

    No `place`: it is about needles that were opened although they should not have been.
    """

    place: MuscleSide | None
    statements: tuple[str, ...]


def deviation_reasons(deviations: Iterable[Deviation], library: Library) -> Iterator[Reason]:
    """That something was signed as a deviation, once for each place, as a precaution.

    Source: `needling/rules/deviation-was-told`.
    """
    rule = rule_of(NeedlingRuleKind.DEVIATION_WAS_TOLD, library)
    for place in dict.fromkeys(one.place for one in deviations):
        about = (Target(place.muscle, place.side),) if place else ()
        yield reason_from(rule, Severity.PRECAUTION, rule.action, about)


def as_told(
    reasons: Iterable[Reason], place: MuscleSide | None, deviations: Iterable[Deviation]
) -> Iterator[Reason]:
    """The reasons about a place, those that a deviation tells of no longer in the way of a signature.

    A reason is kept as a precaution, so that what is signed still says what was not in order. What
    no deviation names stays as heavy as it is.
    """
    told = {name for one in deviations if one.place == place for name in one.statements}
    for reason in reasons:
        if reason.severity in STOPS and reason.statement in told:
            yield msgspec.structs.replace(reason, severity=Severity.PRECAUTION)
        else:
            yield reason
