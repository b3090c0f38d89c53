"""The plan page: what can be chosen, with the reasons for and against beside each choice."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from filiform.clinic.planning.presenters.muscles import SIDES, Limits, MuscleSafety, muscle_safety
from filiform.clinic.screening.presenters import StudyLine, study_lines
from filiform.clinic.screening.presenters.decisions import source_lines
from filiform.clinic.ui.parts import ReviewStatus, SourceLine, SummaryRow
from filiform.clinical.programmes import areas_of, fitting_protocols
from filiform.kernel.side import Side
from filiform.knowledge.library import Library
from filiform.knowledge.model.anatomy import Competence, Muscle
from filiform.knowledge.model.needling import Technique
from filiform.knowledge.model.outcomes import Instrument
from filiform.knowledge.model.planning import (
    Indication,
    LoadingProtocol,
    PlanRule,
    PlanRuleKind,
)


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

    muscle: str
    slug: str
    name: str
    sides: tuple[SideChoice, ...]
    techniques: tuple[TechniqueChoice, ...]
    safety: MuscleSafety
    found: bool
    chosen: bool


@dataclass(frozen=True, slots=True)
class IndicationChoice:
    """An indication with how strong the evidence for it is."""

    value: str
    label: str
    sentence: str
    checked: bool
    evidence: tuple[StudyLine, ...]
    start: tuple[SummaryRow, ...]
    sources: tuple[SourceLine, ...]
    review: ReviewStatus


def muscle_value(muscle: str, side: Side) -> str:
    """How a muscle and its side stand in the form."""
    return f"{muscle}:{side.value}"


def technique_field(muscle: str) -> str:
    """The name of the field with the technique of a muscle."""
    return f"technique-{muscle.rsplit('/', 1)[-1]}"


def muscle_choices(
    limits: Limits,
    found: Iterable[tuple[str, Side]],
    chosen: Iterable[str],
    techniques: Mapping[str, Any],
    likely: Sequence[tuple[str, Side]] = (),
) -> tuple[MuscleChoice, ...]:
    """Every muscle of the library: those with an established trigger point first, then the likely ones.

    Args:
        found: muscles and sides in which the assessment established a trigger point.
        chosen: the values ticked so far, in the form of `muscle_value`.
        techniques: what was chosen so far, by the name of the technique field.
        likely: muscles and sides that the examination speaks for, the most likely first.
    """
    places = {name: place for place, (name, _) in reversed([*enumerate(likely)])}
    found, chosen = frozenset(found), frozenset(chosen)
    every = [
        _muscle_choice(muscle, limits, found, chosen, techniques)
        for muscle in limits.library.all(Muscle)
    ]
    last = len(likely)
    return tuple(sorted(every, key=lambda one: (not one.found, places.get(one.muscle, last))))


def _muscle_choice(
    muscle: Muscle,
    limits: Limits,
    found: frozenset[tuple[str, Side]],
    chosen: frozenset[str],
    techniques: Mapping[str, Any],
) -> MuscleChoice:
    library = limits.library
    offered = library.all(Technique)
    barred = {
        side: {one.id for one in offered if _is_barred(muscle, side, one.id, limits)}
        for side in SIDES
    }
    wanted = techniques.get(technique_field(muscle.id)) or _first_open(offered, barred)
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
        muscle=muscle.id,
        slug=muscle.id.rsplit("/", 1)[-1],
        name=muscle.label,
        sides=sides,
        techniques=tuple(
            TechniqueChoice(
                one.id, one.label, one.id == wanted, all(one.id in barred[side] for side in SIDES)
            )
            for one in offered
        ),
        safety=muscle_safety(muscle, limits),
        found=any(side.found for side in sides),
        chosen=any(side.checked for side in sides),
    )


def _is_barred(muscle: Muscle, side: Side, technique: str, limits: Limits) -> bool:
    return muscle.competence is Competence.NOT_OFFERED or any(
        binding.forbids for binding in limits.on_muscle(muscle, side, technique)
    )


def _first_open(offered: tuple[Technique, ...], barred: Mapping[Side, set[str]]) -> str:
    open_ones = [one.id for one in offered if not all(one.id in names for names in barred.values())]
    return open_ones[0] if open_ones else offered[0].id


def indication_choices(
    library: Library, chosen: str, muscles: Iterable[str] = ()
) -> tuple[IndicationChoice, ...]:
    """The five indications, each with its published results and a plan to start from."""
    areas = areas_of(muscles, library)
    return tuple(
        IndicationChoice(
            value=one.id,
            label=one.label,
            sentence=one.statement,
            checked=one.id == chosen,
            evidence=study_lines(one.evidence, library),
            start=start_rows(one, areas, library),
            sources=source_lines(one.citations, library),
            review=one.review.status.value,
        )
        for one in library.all(Indication)
    )


def start_rows(
    indication: Indication, areas: frozenset[str], library: Library
) -> tuple[SummaryRow, ...]:
    """The plan and the outcome set that an indication starts with, for muscles in these areas."""
    start = indication.start
    fitting = fitting_protocols(indication, areas, library)
    protocols = fitting or [library.get(name, LoadingProtocol) for name in indication.protocols]
    return (
        SummaryRow("Needling", f"{start.sessions} sessions, {start.days_between} days between"),
        SummaryRow("Exercise", "; ".join(one.label for one in protocols)),
        SummaryRow("Beside it", start.other_care),
        SummaryRow("Measure", ", ".join(outcome_labels(indication, areas, library))),
    )


def outcome_labels(
    indication: Indication, areas: frozenset[str], library: Library
) -> tuple[str, ...]:
    """The outcome set: what every plan for this indication measures, and what its part of the body adds."""
    own = [library.get(name, Instrument) for name in indication.instruments]
    local = [one for one in library.all(Instrument) if not areas.isdisjoint(one.areas)]
    return tuple(dict.fromkeys(one.abbreviation for one in (*own, *local)))


def usual_words(kind: PlanRuleKind, library: Library) -> str:
    """The usual range of a number in the plan, from its rule: "Usually 3 to 6"."""
    rule = rule_of(kind, library)
    if rule is None or rule.usual is None:
        return ""
    return f"Usually {rule.usual.low:g} to {rule.usual.high:g}."


def rule_of(kind: PlanRuleKind, library: Library) -> PlanRule | None:
    """The plan rule of a kind, if the library has one."""
    return next((rule for rule in library.all(PlanRule) if rule.rule is kind), None)


def rule_sentence(kind: PlanRuleKind, library: Library) -> str:
    """What a rule asks of a plan, in its own sentence."""
    rule = rule_of(kind, library)
    return rule.statement if rule else ""


def limits_on(standing: Any, on: date, library: Library) -> Limits:
    """The limits that screening leaves on a day."""
    return Limits(standing.constraints, standing.overrides, on, library)
