"""Rules about places of the body that hold for every patient, turned into constraints on muscles."""

from collections.abc import Iterable
from functools import lru_cache

from filiform.clinical.traits import has_trait
from filiform.kernel.decision import Constraint, Effect, Scope, Target
from filiform.kernel.side import Side
from filiform.knowledge.library import Library
from filiform.knowledge.model.anatomy import Muscle
from filiform.knowledge.model.screening import RegionRule, RegionRuleKind


@lru_cache(maxsize=4)
def standing_cautions(library: Library) -> tuple[Constraint, ...]:
    """What must be minded in each muscle whoever the patient is: one caution for each rule and place."""
    rules = library.all(RegionRule)
    return tuple(
        _constraint(rule, Effect.CAUTION, tuple(Target(one.id) for one in reached))
        for rule in rules
        if rule.rule is not RegionRuleKind.ONE_SIDE_A_SESSION
        and (reached := muscles_under(rule, library))
    )


def other_side_is_closed(
    needled: Iterable[tuple[str, Side]], library: Library
) -> tuple[Constraint, ...]:
    """What may no longer be needled in this session because its mirror side was.

    Args:
        needled: muscle and side of every insertion so far.
    """
    needled = tuple(needled)
    found = (_closed_by(rule, under, needled) for rule, under in _one_side_rules(library))
    return tuple(one for one in found if one is not None)


def rules_found_at_the_table(library: Library) -> tuple[RegionRule, ...]:
    """What closes a place where somebody looks or feels and finds it, by name."""
    return tuple(one for one in library.all(RegionRule) if one.found_at_the_table)


def muscles_under(rule: RegionRule, library: Library) -> tuple[Muscle, ...]:
    """The muscles a rule reaches: by name, by trait, or by the areas where a needle enters them."""
    return tuple(muscle for muscle in library.all(Muscle) if _is_under(muscle, rule, library))


def _is_under(muscle: Muscle, rule: RegionRule, library: Library) -> bool:
    if muscle.id in rule.muscles:
        return True
    if rule.trait is not None:
        return has_trait(muscle, rule.trait, library)
    return bool(set(muscle.areas) & set(rule.areas))


@lru_cache(maxsize=4)
def _one_side_rules(library: Library) -> tuple[tuple[RegionRule, frozenset[str]], ...]:
    """Each rule of one side a session with the muscles it reaches."""
    return tuple(
        (rule, frozenset(muscle.id for muscle in muscles_under(rule, library)))
        for rule in library.all(RegionRule)
        if rule.rule is RegionRuleKind.ONE_SIDE_A_SESSION
    )


def _closed_by(
    rule: RegionRule, under: frozenset[str], needled: tuple[tuple[str, Side], ...]
) -> Constraint | None:
    sides = {side for muscle, side in needled if muscle in under and side is not Side.MIDLINE}
    closed = tuple(Target(name, side.mirrored) for name in sorted(under) for side in sorted(sides))
    return _constraint(rule, Effect.FORBID, closed) if closed else None


def _constraint(rule: RegionRule, effect: Effect, targets: tuple[Target, ...]) -> Constraint:
    return Constraint(
        scope=Scope.MUSCLE,
        effect=effect,
        statement=rule.id,
        sentence=rule.statement,
        sources=rule.citations,
        review=rule.review.status,
        targets=targets,
    )
