"""Planning: does a plan keep to what screening found, and does it join needling with active care?"""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum

import msgspec

from filiform.clinical.constraints import Binding, Override, bindings_on
from filiform.clinical.dwell import DwellMinutes
from filiform.clinical.gates import screening_gate
from filiform.clinical.reasons import reason_from
from filiform.clinical.region_rules import standing_cautions
from filiform.kernel.decision import (
    Basis,
    Constraint,
    Decision,
    Reason,
    Severity,
    Target,
    heaviest_first,
)
from filiform.kernel.side import Side
from filiform.knowledge.library import Library
from filiform.knowledge.model.anatomy import Competence, Muscle
from filiform.knowledge.model.planning import PlanRule, PlanRuleKind
from filiform.knowledge.model.screening import ScreeningVerdict


class PlanVerdict(StrEnum):
    """Whether a plan can be agreed."""

    ACCEPTABLE = "acceptable"
    ACCEPTABLE_WITH_CAUTIONS = "acceptable_with_cautions"
    REFUSED = "refused"


class PlannedMuscle(msgspec.Struct, frozen=True, kw_only=True):
    """A muscle to needle: which side, with which technique, and how long the needle is meant to stay.

    `dwell_minutes` is the practitioner's choice; no rule judges it, and none where nobody chose.
    """

    muscle: str
    side: Side
    technique: str
    dwell_minutes: DwellMinutes | None = None


class PlanFacts(msgspec.Struct, frozen=True, kw_only=True):
    """A plan, and what is known when it is judged.

    `examined` are the muscles and sides in which the assessment established a trigger point.
    `needling_alone_reason` is needed when no loading protocol and no other care is chosen.
    """

    on: date
    screened_on: date | None
    screening_verdict: ScreeningVerdict | None
    screening_complete: bool
    constraints: tuple[Constraint, ...] = ()
    overrides: tuple[Override, ...] = ()
    muscles: tuple[PlannedMuscle, ...] = ()
    examined: tuple[tuple[str, Side], ...] = ()
    protocol: str | None = None
    other_care: tuple[str, ...] = ()
    needling_alone_reason: str = ""
    goal: str = ""
    sessions: int = 1
    days_between: int | None = None


def judge_plan(facts: PlanFacts, library: Library) -> Decision[PlanVerdict]:
    """Whether the plan can be agreed, with every reason for and against.

    Source: `planning/rules/*`, the constraints of screening and `screening/region_rules/*`.
    """
    reasons = [
        *screening_gate(
            facts.on, facts.screened_on, facts.screening_verdict, facts.screening_complete, library
        ),
        *(reason for muscle in facts.muscles for reason in _muscle_reasons(muscle, facts, library)),
        *(
            reason
            for rule in library.all(PlanRule)
            if (reason := _rule_reason(rule, facts)) is not None
        ),
    ]
    return Decision(
        verdict=_verdict(reasons), library_version=library.version, reasons=heaviest_first(reasons)
    )


def _verdict(reasons: list[Reason]) -> PlanVerdict:
    severities = {reason.severity for reason in reasons}
    if severities & {Severity.RED_FLAG, Severity.CONTRAINDICATION}:
        return PlanVerdict.REFUSED
    return (
        PlanVerdict.ACCEPTABLE_WITH_CAUTIONS
        if Severity.PRECAUTION in severities
        else PlanVerdict.ACCEPTABLE
    )


def cautions_for(
    planned: PlannedMuscle,
    constraints: tuple[Constraint, ...],
    overrides: tuple[Override, ...],
    on: date,
    library: Library,
) -> tuple[Binding, ...]:
    """Everything that binds one muscle: what screening found, and what holds there for everyone."""
    muscle = library.get(planned.muscle, Muscle)
    every = (*constraints, *standing_cautions(library))
    return bindings_on(muscle, planned.side, planned.technique, every, overrides, on)


def _muscle_reasons(planned: PlannedMuscle, facts: PlanFacts, library: Library) -> Iterator[Reason]:
    for binding in cautions_for(planned, facts.constraints, facts.overrides, facts.on, library):
        yield binding_reason(binding, planned.muscle, planned.side)
    muscle = library.get(planned.muscle, Muscle)
    if muscle.competence is Competence.NOT_OFFERED:
        yield _not_offered(muscle, planned)


def binding_reason(binding: Binding, muscle: str, side: Side) -> Reason:
    """A constraint at one muscle, as a reason: forbidding ones refuse, the rest are cautions."""
    constraint = binding.constraint
    return Reason(
        statement=constraint.statement,
        sentence=constraint.sentence,
        severity=Severity.CONTRAINDICATION if binding.forbids else Severity.PRECAUTION,
        basis=Basis.OBSERVED,
        action="",
        sources=constraint.sources,
        review=constraint.review,
        about=(Target(muscle, side),),
    )


def _not_offered(muscle: Muscle, planned: PlannedMuscle) -> Reason:
    return Reason(
        statement=muscle.id,
        sentence=muscle.approaches[0].direction if muscle.approaches else muscle.label,
        severity=Severity.CONTRAINDICATION,
        basis=Basis.OBSERVED,
        action="",
        sources=muscle.citations,
        review=muscle.review.status,
        about=(Target(planned.muscle, planned.side),),
    )


def _rule_reason(rule: PlanRule, facts: PlanFacts) -> Reason | None:
    """The reason a plan rule gives against (or about) this plan; none when the plan keeps to it."""
    match rule.rule:
        case PlanRuleKind.NEEDLING_IS_NOT_ALONE:
            return _needling_alone(rule, facts)
        case PlanRuleKind.GOAL_IS_STATED:
            stated = bool(facts.goal.strip())
            return None if stated else reason_from(rule, Severity.CONTRAINDICATION, rule.action)
        case PlanRuleKind.SESSIONS_IN_COURSE:
            return _outside(rule, facts.sessions if facts.muscles else None)
        case PlanRuleKind.DAYS_BETWEEN_SESSIONS:
            return _outside(rule, facts.days_between if facts.sessions > 1 else None)
        case PlanRuleKind.RETEST_AFTER_SESSIONS:
            return reason_from(rule, Severity.INFORMATION, rule.action) if facts.muscles else None
        case PlanRuleKind.MUSCLE_WAS_EXAMINED:
            return _not_examined(rule, facts)


def _needling_alone(rule: PlanRule, facts: PlanFacts) -> Reason | None:
    if not facts.muscles or facts.protocol or facts.other_care:
        return None
    given = bool(facts.needling_alone_reason.strip())
    return reason_from(
        rule, Severity.PRECAUTION if given else Severity.CONTRAINDICATION, rule.action
    )


def _outside(rule: PlanRule, value: int | None) -> Reason | None:
    if value is None or rule.usual is None or rule.usual.holds(value):
        return None
    return reason_from(rule, Severity.PRECAUTION, rule.action)


def _not_examined(rule: PlanRule, facts: PlanFacts) -> Reason | None:
    missing = [one for one in facts.muscles if (one.muscle, one.side) not in facts.examined]
    if not missing:
        return None
    about = tuple(Target(one.muscle, one.side) for one in missing)
    return reason_from(rule, Severity.PRECAUTION, rule.action, about)
