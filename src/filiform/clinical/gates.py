"""Gates: what must be in order before a needle goes in, checked early and again when signing."""

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum

from filiform.clinical.reasons import reason_from
from filiform.kernel.decision import Decision, Reason, Severity, heaviest_first
from filiform.knowledge.library import Library
from filiform.knowledge.model.law import PracticeLaw, PracticeRule
from filiform.knowledge.model.needling import NeedlingRule, NeedlingRuleKind
from filiform.knowledge.model.screening import ScreeningVerdict

STOPS = (Severity.RED_FLAG, Severity.CONTRAINDICATION)
# What else closes the gate of consent, each with its own words.
OF_CONSENT = (
    NeedlingRuleKind.CONSENT_WAS_WITHDRAWN,
    NeedlingRuleKind.CONSENT_IS_OF_THE_PRESENT_FORM,
    NeedlingRuleKind.CONSENT_COVERS_THE_REGION,
)
_PERMITTING = (ScreeningVerdict.SUITABLE, ScreeningVerdict.SUITABLE_WITH_PRECAUTIONS)


class GateVerdict(StrEnum):
    """Whether something may go ahead."""

    MAY = "may"
    MAY_WITH_CAUTION = "may_with_caution"
    MAY_NOT = "may_not"


def gate_decision(reasons: list[Reason], library: Library) -> Decision[GateVerdict]:
    """The decision that these reasons come to: one that forbids is enough to close a gate."""
    severities = {reason.severity for reason in reasons}
    verdict = GateVerdict.MAY
    if severities & {Severity.RED_FLAG, Severity.CONTRAINDICATION}:
        verdict = GateVerdict.MAY_NOT
    elif Severity.PRECAUTION in severities:
        verdict = GateVerdict.MAY_WITH_CAUTION
    return Decision(
        verdict=verdict, library_version=library.version, reasons=heaviest_first(reasons)
    )


def rule_of(kind: NeedlingRuleKind, library: Library) -> NeedlingRule:
    """The rule of the session of that kind.

    Raises:
        LookupError: when the library has none; a gate without its rule must not stand open.
    """
    found = next((rule for rule in library.all(NeedlingRule) if rule.rule is kind), None)
    if found is None:
        raise LookupError(f"the library has no needling rule of kind `{kind}`")
    return found


def refusal(kind: NeedlingRuleKind, library: Library) -> Reason:
    """The reason with which the rule of that kind refuses."""
    rule = rule_of(kind, library)
    return reason_from(rule, Severity.CONTRAINDICATION, rule.action)


def closed_rules(reasons: Iterable[Reason], library: Library) -> tuple[NeedlingRule, ...]:
    """The rules of the session that these reasons close, in their order.

    A constraint is recognised by being about a muscle; every other gate by its own rule.
    """
    stops = [one for one in reasons if one.severity in STOPS]
    return tuple(rule for rule in library.all(NeedlingRule) if closes(rule, stops, library))


def closes(rule: NeedlingRule, stops: Iterable[Reason], library: Library) -> bool:
    """Whether what forbids closes the gate of a rule.

    Law and training close the practitioner's gate; a withdrawal, a changed form and another part
    of the body close that of consent.
    """
    stops, practice = tuple(stops), _of_practice(library)
    if rule.rule is NeedlingRuleKind.CONSTRAINTS_ARE_KEPT:
        own = {rule_of(NeedlingRuleKind.CONSENT_COVERS_THE_REGION, library).id, *practice}
        return any(reason.about and reason.statement not in own for reason in stops)
    if rule.rule is NeedlingRuleKind.CONSENT_IS_CURRENT:
        kinds = {rule_of(kind, library).id for kind in (rule.rule, *OF_CONSENT)}
        return any(reason.statement in kinds for reason in stops)
    if rule.rule is NeedlingRuleKind.PRACTITIONER_MAY_NEEDLE:
        return any(reason.statement in {rule.id, *practice} for reason in stops)
    return any(reason.statement == rule.id for reason in stops)


def _of_practice(library: Library) -> set[str]:
    """Every law and rule about practitioners."""
    return {one.id for kind in (PracticeLaw, PracticeRule) for one in library.all(kind)}


def screening_gate(
    on: date,
    screened_on: date | None,
    verdict: ScreeningVerdict | None,
    is_complete: bool,
    library: Library,
) -> tuple[Reason, ...]:
    """Refuses while screening is missing, incomplete, out of date, or came out against needling.

    Source: `needling/rules/screening-is-current`, whose `days` say how long a screening counts.
    """
    rule = rule_of(NeedlingRuleKind.SCREENING_IS_CURRENT, library)
    is_current = screened_on is not None and (
        rule.days is None or on - screened_on <= timedelta(days=rule.days)
    )
    if is_current and is_complete and verdict in _PERMITTING:
        return ()
    return (refusal(NeedlingRuleKind.SCREENING_IS_CURRENT, library),)
