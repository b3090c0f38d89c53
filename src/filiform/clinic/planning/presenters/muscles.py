"""What must be known of a muscle before a needle goes in: limits, hazards, published depths, longest needle."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import msgspec

from filiform.clinic.planning.presenters.muscle_facts import (
    MuscleFacts,
    muscle_facts,
    muscle_facts_html,
)
from filiform.clinic.screening.presenters import constraint_line, label_of
from filiform.clinic.ui.parts import ConstraintLine
from filiform.clinical.constraints import Binding, Override, bindings_on
from filiform.kernel.decision import Constraint, Decision, Reason
from filiform.kernel.side import Side
from filiform.knowledge.library import Library
from filiform.knowledge.model.anatomy import Muscle
from filiform.knowledge.model.needling import Technique

SIDES = (Side.LEFT, Side.RIGHT)


@dataclass(frozen=True, slots=True)
class MuscleSafety:
    """Everything that belongs beside the needle: this person's limits, and what holds for everyone."""

    limits: tuple[ConstraintLine, ...]
    facts: MuscleFacts
    facts_html: str

    @property
    def forbids(self) -> tuple[ConstraintLine, ...]:
        """What forbids it and has not been set aside."""
        return tuple(one for one in self.limits if one.effect == "forbid" and not one.overridden_by)

    @property
    def cautions(self) -> tuple[ConstraintLine, ...]:
        """What asks for care, and what was forbidden and has been set aside by name."""
        return tuple(one for one in self.limits if one not in self.forbids)

    @property
    def caution_count(self) -> str:
        """How many limits and hazards stand behind the tap, in words."""
        count = len(self.limits) + len(self.facts.cautions) + len(self.facts.hazards)
        return f"{count} to know" if count else ""


@dataclass(frozen=True, slots=True)
class Limits:
    """What screening found about this person, and what was set aside by name, on one day."""

    constraints: tuple[Constraint, ...]
    overrides: tuple[Override, ...]
    on: date
    library: Library

    def on_muscle(self, muscle: Muscle, side: Side, technique: str) -> tuple[Binding, ...]:
        """What binds the muscle on that side with that technique."""
        return bindings_on(muscle, side, technique, self.constraints, self.overrides, self.on)


def muscle_safety(
    muscle: Muscle, limits: Limits, *, sides: Iterable[Side] = SIDES, techniques: Iterable[str] = ()
) -> MuscleSafety:
    """What belongs beside one muscle, for these sides and techniques; each limit once, with its side."""
    sides, library = tuple(sides), limits.library
    techniques = tuple(techniques) or tuple(one.id for one in library.all(Technique))
    return MuscleSafety(
        limits=tuple(_limit_lines(muscle, sides, techniques, limits)),
        facts=muscle_facts(muscle.id, library),
        facts_html=muscle_facts_html(muscle.id, library),
    )


def _limit_lines(
    muscle: Muscle, sides: tuple[Side, ...], techniques: tuple[str, ...], limits: Limits
) -> Iterable[ConstraintLine]:
    """Each limit once; the sides and techniques it holds for are named where it does not hold for all."""
    reached: dict[tuple[str, str], tuple[Binding, set[Side], set[str]]] = {}
    for side in sides:
        for technique in techniques:
            for binding in limits.on_muscle(muscle, side, technique):
                key = (binding.constraint.statement, binding.constraint.sentence)
                found = reached.setdefault(key, (binding, set(), set()))
                found[1].add(side)
                found[2].add(technique)
    for binding, on_sides, with_techniques in sorted(reached.values(), key=_forbidding_first):
        where = [side.value for side in sides if len(on_sides) < len(sides) and side in on_sides]
        if len(with_techniques) < len(techniques):
            where += [label_of(name, limits.library).lower() for name in sorted(with_techniques)]
        yield _limit_line(binding, " ".join(where), limits)


def _forbidding_first(entry: tuple[Binding, set[Side], set[str]]) -> tuple[bool, str]:
    return not entry[0].forbids, entry[0].constraint.statement


def _limit_line(binding: Binding, where: str, limits: Limits) -> ConstraintLine:
    lifted = (binding.override,) if binding.override else ()
    line = constraint_line(binding.constraint, limits.library, overrides=lifted, on=limits.on)
    sentence = binding.constraint.sentence
    sentence = f"{sentence.rstrip('.')} ({where})." if where else sentence
    return replace(line, sentence=sentence, reason="")


def gathered(decision: Decision[Any]) -> Decision[Any]:
    """The same decision with each reason said once, about every muscle that it concerns."""
    reasons: dict[tuple[str, str, str], Reason] = {}
    for reason in decision.reasons:
        key = (reason.statement, reason.sentence, reason.severity.value)
        first = reasons.setdefault(key, reason)
        if first is not reason:
            about = tuple(dict.fromkeys((*first.about, *reason.about)))
            reasons[key] = msgspec.structs.replace(first, about=about)
    return msgspec.structs.replace(decision, reasons=tuple(reasons.values()))
