"""Consent: what a patient has to be told before consenting, and whether a consent covers a needle."""

from collections.abc import Iterable, Iterator

import msgspec

from filiform.clinical.gates import refusal, rule_of
from filiform.clinical.reasons import reason_from
from filiform.kernel.decision import Reason, Severity, Target
from filiform.kernel.side import Side
from filiform.knowledge.library import Library
from filiform.knowledge.model.anatomy import Muscle
from filiform.knowledge.model.needling import ConsentElement, NeedlingRuleKind, Technique


def consent_elements(techniques: Iterable[str], library: Library) -> tuple[ConsentElement, ...]:
    """What is said before these techniques, in the order of the form.

    What is about a current is said only where one is planned. Where nothing is to be needled there
    is nothing to consent to, so that nobody signs a form about nothing.
    """
    planned = [library.get(name, Technique) for name in techniques]
    has_current = any(one.is_electrical for one in planned)
    return tuple(
        one
        for one in library.all(ConsentElement)
        if planned and (has_current or not one.only_if_electrical)
    )


class ConsentFacts(msgspec.Struct, frozen=True, kw_only=True):
    """Consent as it stands: whether there is one, to which techniques and parts of the body.

    `areas` is None where nobody wrote down which parts were named; then none is refused for it.
    `is_withdrawn`: the last word was that it is taken back. `is_outdated`: the form says something
    else now than what was read.
    """

    is_given: bool
    techniques: tuple[str, ...] = ()
    areas: tuple[str, ...] | None = None
    is_withdrawn: bool = False
    is_outdated: bool = False


def consent_gate(
    consent: ConsentFacts, muscle: str, side: Side, technique: str, library: Library
) -> Iterator[Reason]:
    """What closes the gate of consent for one needle; nothing when it is open.

    Source: `needling/rules/consent-*`.
    """
    if consent.is_withdrawn:
        yield refusal(NeedlingRuleKind.CONSENT_WAS_WITHDRAWN, library)
        return
    if not consent.is_given or technique not in consent.techniques:
        yield refusal(NeedlingRuleKind.CONSENT_IS_CURRENT, library)
        return
    if consent.is_outdated:
        yield refusal(NeedlingRuleKind.CONSENT_IS_OF_THE_PRESENT_FORM, library)
    areas = set(library.get(muscle, Muscle).areas)
    if consent.areas is not None and not areas <= set(consent.areas):
        rule = rule_of(NeedlingRuleKind.CONSENT_COVERS_THE_REGION, library)
        about = (Target(muscle, side),)
        yield reason_from(rule, Severity.CONTRAINDICATION, rule.action, about)
