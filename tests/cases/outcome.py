"""What came out of a case, in the words in which cases ask for it."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import msgspec

from filiform.clinical.constraints import bindings_on
from filiform.kernel.decision import Constraint, Decision, Effect, Scope, Target
from filiform.kernel.side import Side
from filiform.knowledge.library import Library
from filiform.knowledge.model.anatomy import Muscle
from filiform.knowledge.model.concept import Concept
from tests.cases.case import Then

BEFORE_ANY_CONSTRAINT_ENDS = date.min


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What a case comes to: a decision, the constraints that stand with it, and the statements shown."""

    decision: Decision[Any] | None = None
    constraints: tuple[Constraint, ...] = ()
    shown: frozenset[str] = frozenset()

    @property
    def reasons(self) -> frozenset[str]:
        """The statements that are reasons of the decision."""
        found = self.decision.reasons if self.decision else ()
        return frozenset(one.statement for one in found)

    @property
    def questions(self) -> frozenset[str]:
        """What is still to be asked."""
        found = self.decision.questions if self.decision else ()
        return frozenset(one.finding for one in found)

    @property
    def at_work(self) -> frozenset[str]:
        """Every statement that gave a reason or is shown."""
        return self.reasons | self.shown


def shown(statements: Iterable[Concept]) -> Outcome:
    """The outcome that consists of statements alone."""
    return Outcome(shown=frozenset(one.id for one in statements))


def differences(then: Then, outcome: Outcome, library: Library) -> list[str]:
    """Every point in which the outcome is not as the case says, a sentence each."""
    decision = outcome.decision
    return [
        *_unequal("verdict", then.verdict, decision.verdict.value if decision else "none"),
        *_unequal("complete", then.complete, decision.complete if decision else "none"),
        *_missing("reason", then.reasons, outcome.reasons),
        *_unwanted("reason", then.not_reasons, outcome.reasons),
        *_missing("statement shown", then.shown, outcome.shown),
        *_unwanted("statement shown", then.not_shown, outcome.shown),
        *_missing("question", then.questions, outcome.questions),
        *_unwanted("question", then.not_questions, outcome.questions),
        *_effects(then.forbidden, then.not_forbidden, Effect.FORBID, outcome, library),
        *_effects(then.cautioned, then.not_cautioned, Effect.CAUTION, outcome, library),
    ]


def _unequal(what: str, wanted: object, found: object) -> list[str]:
    return [] if wanted in (None, found) else [f"{what} should be {wanted}, and is {found}"]


def _missing(what: str, wanted: Iterable[str], found: frozenset[str]) -> list[str]:
    return [f"no {what} {name}; there are {sorted(found)}" for name in wanted if name not in found]


def _unwanted(what: str, unwanted: Iterable[str], found: frozenset[str]) -> list[str]:
    return [f"{name} should be no {what}" for name in unwanted if name in found]


def _effects(
    wanted: Iterable[str],
    unwanted: Iterable[str],
    effect: Effect,
    outcome: Outcome,
    library: Library,
) -> list[str]:
    def has(name: str) -> bool:
        return is_reached(name, effect, outcome.constraints, library)

    return [
        *(f"{name}: no constraint to {effect} it" for name in wanted if not has(name)),
        *(
            f"{name}: there should be no constraint to {effect} it"
            for name in unwanted
            if has(name)
        ),
    ]


def is_reached(
    name: str, effect: Effect, constraints: Iterable[Constraint], library: Library
) -> bool:
    """Whether a constraint of that effect reaches what is named; see `Then` for the names."""
    of_effect = [one for one in constraints if one.effect is effect]
    identifier, _, side = name.partition(" ")
    sides = (Side(side),) if side else (Side.LEFT, Side.RIGHT)
    if identifier == "everything":
        return any(one.scope is Scope.EVERYTHING for one in of_effect)
    if identifier.startswith("anatomy/muscles/"):
        muscle = library.get(identifier, Muscle)
        return any(_binds(muscle, one, of_effect) for one in sides)
    targets = [target for one in of_effect for target in one.targets]
    return any(target.id == identifier and _is_on(target, sides) for target in targets)


def _binds(muscle: Muscle, side: Side, constraints: list[Constraint]) -> bool:
    return bool(bindings_on(muscle, side, "", constraints, (), BEFORE_ANY_CONSTRAINT_ENDS))


def _is_on(target: Target, sides: tuple[Side, ...]) -> bool:
    return target.side is None or target.side in sides
