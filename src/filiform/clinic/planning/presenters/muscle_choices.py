"""Muscles to choose for a plan, each with the reasons for and against beside it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from filiform.clinic.planning.presenters.dwell import DwellChoice, dwell_choice, dwell_field
from filiform.clinic.planning.presenters.muscles import SIDES, Limits, MuscleSafety, muscle_safety
from filiform.kernel.side import Side
from filiform.knowledge.library import Library
from filiform.knowledge.model.anatomy import Competence, Muscle
from filiform.knowledge.model.needling import Technique


@dataclass(frozen=True, slots=True)
class SideChoice:
    """One side of a muscle as a tick box; `why_not` says why it cannot be ticked."""

    value: str
    label: str
    name: str
    checked: bool
    forbidden: bool
    found: bool


@dataclass(frozen=True, slots=True)
class TechniqueChoice:
    """One way of needling a muscle."""

    value: str
    label: str
    selected: bool
    forbidden: bool


@dataclass(frozen=True, slots=True)
class MuscleChoice:
    """A muscle with its two sides, its techniques, and all that speaks against it or asks for care."""

    id: str
    slug: str
    name: str
    sides: tuple[SideChoice, ...]
    techniques: tuple[TechniqueChoice, ...]
    dwell: DwellChoice
    safety: MuscleSafety


def muscle_value(muscle: str, side: Side) -> str:
    """How a muscle and its side stand in the form."""
    return f"{muscle}:{side.value}"


def technique_field(muscle: str) -> str:
    """The name of the field with the technique of a muscle."""
    return f"technique-{muscle.rsplit('/', 1)[-1]}"


def muscle_of(value: str) -> str:
    """The muscle in a value of the form."""
    return value.rsplit(":", 1)[0]


@lru_cache(maxsize=4)
def technique_fields(library: Library) -> Mapping[str, Muscle]:
    """Every name that a technique field can have, with its muscle."""
    return {technique_field(muscle.id): muscle for muscle in library.all(Muscle)}


@lru_cache(maxsize=4)
def dwell_fields(library: Library) -> Mapping[str, Muscle]:
    """Every name that a field of minutes can have, with its muscle."""
    return {dwell_field(muscle.id): muscle for muscle in library.all(Muscle)}


def muscle_choices(
    names: Iterable[str],
    limits: Limits,
    found: Iterable[tuple[str, Side]],
    chosen: Iterable[str],
    typed: Mapping[str, Any],
    errors: Mapping[str, Any],
) -> tuple[MuscleChoice, ...]:
    """These muscles in the order given, each once.

    Args:
        found: muscles and sides in which the assessment established a trigger point.
        chosen: the values ticked so far, in the form of `muscle_value`.
        typed: technique and minutes chosen so far, by the names of their fields.
        errors: what is wrong with a field, by its name.
    """
    found, chosen, library = frozenset(found), frozenset(chosen), limits.library
    return tuple(
        _muscle_choice(library.get(name, Muscle), limits, found, chosen, typed, errors)
        for name in dict.fromkeys(names)
    )


def _muscle_choice(
    muscle: Muscle,
    limits: Limits,
    found: frozenset[tuple[str, Side]],
    chosen: frozenset[str],
    typed: Mapping[str, Any],
    errors: Mapping[str, Any],
) -> MuscleChoice:
    library = limits.library
    offered = library.all(Technique)
    barred = {
        side: {one.id for one in offered if _is_barred(muscle, side, one.id, limits)}
        for side in SIDES
    }
    wanted = typed.get(technique_field(muscle.id)) or _first_open(offered, barred)
    sides = tuple(
        SideChoice(
            value=muscle_value(muscle.id, side),
            label=side.value.capitalize(),
            name=f"{muscle.label}, {side.value}",
            checked=muscle_value(muscle.id, side) in chosen,
            forbidden=len(barred[side]) == len(offered),
            found=(muscle.id, side) in found,
        )
        for side in SIDES
    )
    return MuscleChoice(
        id=muscle.id,
        slug=muscle.id.rsplit("/", 1)[-1],
        name=muscle.label,
        sides=sides,
        techniques=tuple(
            TechniqueChoice(
                one.id, one.label, one.id == wanted, all(one.id in barred[side] for side in SIDES)
            )
            for one in offered
        ),
        dwell=dwell_choice(muscle, typed, errors, library),
        safety=muscle_safety(muscle, limits),
    )


def _is_barred(muscle: Muscle, side: Side, technique: str, limits: Limits) -> bool:
    return muscle.competence is Competence.NOT_OFFERED or any(
        binding.forbids for binding in limits.on_muscle(muscle, side, technique)
    )


def _first_open(offered: tuple[Technique, ...], barred: Mapping[Side, set[str]]) -> str:
    open_ones = [one.id for one in offered if not all(one.id in names for names in barred.values())]
    return open_ones[0] if open_ones else offered[0].id


def limits_on(standing: Any, on: date, library: Library) -> Limits:
    """The limits that screening leaves on a day."""
    return Limits(standing.constraints, standing.overrides, on, library)
