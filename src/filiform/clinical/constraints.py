"""Constraints at work: what binds one muscle, on one side, with one technique, on one day.

This is the spine of the product: planning and needling both ask here, so that what screening
found is respected where the needle goes in.
"""

from collections.abc import Iterable
from datetime import date

import msgspec

from filiform.kernel.decision import Constraint, Effect, Scope, Target
from filiform.kernel.side import Side
from filiform.knowledge.library import Library
from filiform.knowledge.model.anatomy import Muscle


class Override(msgspec.Struct, frozen=True):
    """A clinician's decision, by name, to needle in spite of a constraint, until a day.

    `muscle` and `side` limit it; without them it lifts the constraint of that statement altogether.
    """

    statement: str
    by_name: str
    reason: str
    expires_on: date
    muscle: str | None = None
    side: Side | None = None

    def lifts(self, constraint: Constraint, muscle: str, side: Side, on: date) -> bool:
        """Whether the override lifts that constraint from that muscle and side on that day."""
        return (
            self.statement == constraint.statement
            and on < self.expires_on
            and self.muscle in (None, muscle)
            and self.side in (None, side)
        )


class Binding(msgspec.Struct, frozen=True):
    """A constraint that reaches a muscle, and the override that lifts it, if there is one."""

    constraint: Constraint
    override: Override | None = None

    @property
    def forbids(self) -> bool:
        """Whether the muscle may not be needled because of it."""
        return self.constraint.effect is Effect.FORBID and self.override is None


def bindings_on(
    muscle: Muscle,
    side: Side,
    technique: str,
    constraints: Iterable[Constraint],
    overrides: Iterable[Override],
    on: date,
) -> tuple[Binding, ...]:
    """Every active constraint that reaches the muscle on that side with that technique, forbidding first."""
    overrides = tuple(overrides)
    reached = [
        one for one in constraints if one.is_active(on) and reaches(one, muscle, side, technique)
    ]
    found = [Binding(one, _override_of(one, muscle.id, side, overrides, on)) for one in reached]
    return tuple(
        sorted(found, key=lambda binding: (not binding.forbids, binding.constraint.statement))
    )


def reaches(constraint: Constraint, muscle: Muscle, side: Side, technique: str) -> bool:
    """Whether a constraint is about that muscle, side and technique."""
    match constraint.scope:
        case Scope.EVERYTHING:
            return True
        case Scope.MUSCLE:
            return _names(constraint.targets, (muscle.id,), side)
        case Scope.REGION:
            return _names(constraint.targets, muscle.areas, side)
        case Scope.TECHNIQUE:
            return _names(constraint.targets, (technique,), side)


def forbidden_muscles(
    constraints: Iterable[Constraint], on: date, library: Library
) -> frozenset[tuple[str, Side]]:
    """Every muscle and side on which at least one constraint forbids every technique."""
    active = [one for one in constraints if one.effect is Effect.FORBID and one.is_active(on)]
    return frozenset(
        (muscle.id, side)
        for muscle in library.all(Muscle)
        for side in (Side.LEFT, Side.RIGHT)
        if any(
            one.scope is not Scope.TECHNIQUE and reaches(one, muscle, side, "") for one in active
        )
    )


def _names(targets: Iterable[Target], names: Iterable[str], side: Side) -> bool:
    names = tuple(names)
    return any(target.id in names and _same_side(target.side, side) for target in targets)


def _same_side(named: Side | None, asked: Side) -> bool:
    """A constraint on the midline, or on no side in particular, holds for both sides."""
    return named is None or named is Side.MIDLINE or asked is Side.MIDLINE or named is asked


def _override_of(
    constraint: Constraint, muscle: str, side: Side, overrides: tuple[Override, ...], on: date
) -> Override | None:
    return next((one for one in overrides if one.lifts(constraint, muscle, side, on)), None)
