"""Why a count may or may not be signed: each finding with the rule of the library that speaks of it."""

import msgspec

from filiform.clinical.gates import rule_of
from filiform.clinical.ledger.count import PERMITTED, NeedleCount
from filiform.clinical.reasons import reason_from
from filiform.kernel.decision import Citation, Reason, ReviewStatus, Severity
from filiform.knowledge.library import Library


class Because(msgspec.Struct, frozen=True, kw_only=True):
    """One reason: the rule and its sentence, what exactly was found, and what to do about it."""

    rule: str
    sentence: str
    detail: str
    action: str
    severity: Severity
    needles: tuple[str, ...]
    events: tuple[str, ...]
    sources: tuple[Citation, ...]
    review: ReviewStatus


def because(count: NeedleCount, library: Library) -> tuple[Because, ...]:
    """Every finding of a count with its rule, those that keep the session open first."""
    found = sorted(count.findings, key=lambda one: one.kind in PERMITTED)
    rules = {one.kind: rule_of(one.kind, library) for one in found}
    return tuple(
        Because(
            rule=rules[one.kind].id,
            sentence=rules[one.kind].statement,
            detail=one.detail,
            action=rules[one.kind].action,
            severity=Severity.PRECAUTION if one.kind in PERMITTED else Severity.CONTRAINDICATION,
            needles=one.needles,
            events=one.events,
            sources=rules[one.kind].citations,
            review=rules[one.kind].review.status,
        )
        for one in found
    )


def count_reasons(count: NeedleCount, library: Library) -> tuple[Reason, ...]:
    """The rules that a count does not keep, each once, as reasons of a decision."""
    kinds = dict.fromkeys(one.kind for one in count.findings)
    return tuple(
        reason_from(
            rule := rule_of(kind, library),
            Severity.PRECAUTION if kind in PERMITTED else Severity.CONTRAINDICATION,
            rule.action,
        )
        for kind in kinds
    )
