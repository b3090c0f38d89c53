"""Assessment: is what the fingers found a trigger point, and is it the patient's pain?"""

from enum import StrEnum

import msgspec

from filiform.clinical.reasons import reason_from
from filiform.kernel.decision import Decision, Question, Severity, Target, heaviest_first
from filiform.kernel.side import Side
from filiform.knowledge.library import Library
from filiform.knowledge.model.assessment import (
    TriggerPointCriterion,
    TriggerPointRule,
    TriggerPointSign,
)


class TriggerPointStatus(StrEnum):
    """What palpation amounts to. `not_established` is no proof of absence: palpation is unreliable."""

    ACTIVE = "active"
    LATENT = "latent"
    NOT_ESTABLISHED = "not_established"


class Palpation(msgspec.Struct, frozen=True, kw_only=True):
    """What was found in one muscle. A sign that was not looked for is absent from `signs`."""

    muscle: str
    side: Side
    signs: dict[TriggerPointSign, bool]


def classify_trigger_point(palpation: Palpation, library: Library) -> Decision[TriggerPointStatus]:
    """Active, latent or not established, by the consensus criteria; signs not looked for are asked about.

    Where no finger looked for anything there are only questions: the rule has nothing to weigh.

    Source: `assessment/rules/*` of the library (the Delphi cluster).
    """
    rule = library.all(TriggerPointRule)[0]
    criteria = [one for one in library.all(TriggerPointCriterion) if palpation.signs.get(one.sign)]
    about = (Target(palpation.muscle, palpation.side),)
    weighed = [rule] if palpation.signs else []
    reasons = [reason_from(one, Severity.INFORMATION, about=about) for one in (*weighed, *criteria)]
    return Decision(
        verdict=_status(palpation, rule),
        library_version=library.version,
        reasons=heaviest_first(reasons),
        questions=_not_looked_for(palpation, rule, library),
    )


def _status(palpation: Palpation, rule: TriggerPointRule) -> TriggerPointStatus:
    found = sum(palpation.signs.get(sign, False) for sign in rule.essential)
    if found < rule.needed:
        return TriggerPointStatus.NOT_ESTABLISHED
    return (
        TriggerPointStatus.ACTIVE
        if palpation.signs.get(rule.active_if)
        else TriggerPointStatus.LATENT
    )


def _not_looked_for(
    palpation: Palpation, rule: TriggerPointRule, library: Library
) -> tuple[Question, ...]:
    wanted = {*rule.essential, rule.active_if} - palpation.signs.keys()
    criteria = (one for one in library.all(TriggerPointCriterion) if one.sign in wanted)
    return tuple(Question(one.id, one.label, "unanswered") for one in criteria)
