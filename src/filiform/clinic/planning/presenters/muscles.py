"""What must be known of a muscle before a needle goes in: limits, hazards, published depths, longest needle."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import msgspec

from filiform.clinic.screening.presenters import constraint_line, label_of, source_line
from filiform.clinic.screening.presenters.decisions import source_lines
from filiform.clinic.ui.parts import ConstraintLine, ReviewStatus, SourceLine
from filiform.clinical.constraints import Binding, Override, bindings_on
from filiform.clinical.needling import needle_length_caps
from filiform.clinical.region_rules import standing_cautions
from filiform.kernel.decision import Constraint, Decision, Reason
from filiform.kernel.side import Side
from filiform.knowledge.library import Library
from filiform.knowledge.model.anatomy import Competence, Hazard, Muscle
from filiform.knowledge.model.needling import Technique

SIDES = (Side.LEFT, Side.RIGHT)
COMPETENCE = {
    Competence.FOUNDATION: "",
    Competence.ADVANCED: "Advanced training",
    Competence.ULTRASOUND_ONLY: "Under ultrasound only",
    Competence.NOT_OFFERED: "Not offered",
}


@dataclass(frozen=True, slots=True)
class HazardLine:
    """A structure near the muscle, where it lies, and how to keep away from it."""

    name: str
    where: str
    precaution: str


@dataclass(frozen=True, slots=True)
class DepthLine:
    """A published depth with the people it was found in; never a safe depth for a person."""

    finding: str
    population: str
    method: str
    source: SourceLine


@dataclass(frozen=True, slots=True)
class MuscleSafety:
    """Everything that belongs beside the needle."""

    limits: tuple[ConstraintLine, ...]
    hazards: tuple[HazardLine, ...]
    depths: tuple[DepthLine, ...]
    approaches: tuple[str, ...]
    longest_needle: str
    competence: str
    sentence: str
    sources: tuple[SourceLine, ...]
    review: ReviewStatus

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
        count = len(self.limits) + len(self.hazards)
        return f"{count} to know" if count else ""


@dataclass(frozen=True, slots=True)
class Limits:
    """What screening found and what holds for everyone, on one day."""

    constraints: tuple[Constraint, ...]
    overrides: tuple[Override, ...]
    on: date
    library: Library

    @classmethod
    def of(
        cls,
        constraints: Iterable[Constraint],
        overrides: Iterable[Override],
        on: date,
        library: Library,
    ) -> "Limits":
        """The limits with the standing cautions of the library among them."""
        every = (*constraints, *standing_cautions(library))
        return cls(every, tuple(overrides), on, library)

    def on_muscle(self, muscle: Muscle, side: Side, technique: str) -> tuple[Binding, ...]:
        """What binds the muscle on that side with that technique."""
        return bindings_on(muscle, side, technique, self.constraints, self.overrides, self.on)


def muscle_safety(
    muscle: Muscle, limits: Limits, *, sides: Iterable[Side] = SIDES, techniques: Iterable[str] = ()
) -> MuscleSafety:
    """What belongs beside one muscle, for these sides and techniques; each limit once, with its side."""
    sides, library = tuple(sides), limits.library
    techniques = tuple(techniques) or tuple(one.id for one in library.all(Technique))
    caps = needle_length_caps(muscle.id, library)
    return MuscleSafety(
        limits=tuple(_limit_lines(muscle, sides, techniques, limits)),
        hazards=tuple(
            HazardLine(library.get(one.hazard, Hazard).label, one.where, one.precaution)
            for one in muscle.hazards
        ),
        depths=tuple(_depth_lines(muscle, library)),
        approaches=tuple(
            f"{one.position}. {one.grip}. {one.direction}." for one in muscle.approaches
        ),
        longest_needle=f"{max(cap.value for cap in caps):g} mm" if caps else "",
        competence=COMPETENCE[muscle.competence],
        sentence=muscle.label,
        sources=source_lines(muscle.citations, library),
        review=muscle.review.status.value,
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


def _depth_lines(muscle: Muscle, library: Library) -> Iterable[DepthLine]:
    for depth in muscle.published_depths:
        yield DepthLine(
            finding=depth.finding,
            population=depth.population,
            method=". ".join(part for part in (depth.method, depth.angle) if part),
            source=source_line(depth.citation, library),
        )
