"""How long a needle is meant to stay: the field of a muscle on the plan page, and the same in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from filiform.clinic.screening.presenters.decisions import source_lines
from filiform.clinic.ui.parts import ReviewStatus, SourceLine
from filiform.clinical.dwell import FEWEST_MINUTES, MOST_MINUTES
from filiform.clinical.planning import PlannedMuscle
from filiform.knowledge.dose_words import number_words
from filiform.knowledge.library import Library
from filiform.knowledge.model.anatomy import Muscle
from filiform.knowledge.model.care import NeedlingDose


@dataclass(frozen=True, slots=True)
class TrialMinutes:
    """Minutes that a trial used at a muscle, with what it did and on whose word; a figure and no target."""

    minutes: str
    label: str
    sentence: str
    sources: tuple[SourceLine, ...]
    review: ReviewStatus


@dataclass(frozen=True, slots=True)
class DwellChoice:
    """The field as it stands: what was typed, what is wrong with it, and what trials used there."""

    name: str
    value: str
    errors: tuple[str, ...]
    trials: tuple[TrialMinutes, ...]
    fewest: int = FEWEST_MINUTES
    most: int = MOST_MINUTES


def dwell_field(muscle: str) -> str:
    """The name of the field with the minutes a needle stays in a muscle."""
    return f"dwell-{muscle.rsplit('/', 1)[-1]}"


def dwell_choice(
    muscle: Muscle, typed: Mapping[str, Any], errors: Mapping[str, Any], library: Library
) -> DwellChoice:
    """The field of one muscle, with what was typed so far and what is wrong with it."""
    name = dwell_field(muscle.id)
    value = typed.get(name)
    return DwellChoice(
        name=name,
        value="" if value is None else str(value),
        errors=tuple(str(one) for one in errors.get(name, ())),
        trials=trial_minutes(muscle.id, library),
    )


def trial_minutes(muscle: str, library: Library) -> tuple[TrialMinutes, ...]:
    """What the library read of minutes in trials that needled this muscle; nothing where it read none."""
    return tuple(
        TrialMinutes(
            minutes=number_words(one.dwell),
            label=one.label,
            sentence=one.statement,
            sources=source_lines(one.citations, library),
            review=one.review.status.value,
        )
        for one in library.all(NeedlingDose)
        if one.dwell is not None and muscle in one.muscles
    )


def stays_words(planned: PlannedMuscle) -> str:
    """How long the needle stays, for the clinician; nothing where nothing is planned."""
    if planned.dwell_minutes is None:
        return ""
    return f"the needle stays {planned.dwell_minutes} min"


def patient_stays_words(planned: PlannedMuscle) -> str:
    """The same for the patient."""
    if planned.dwell_minutes is None:
        return ""
    if planned.dwell_minutes == 1:
        return "the needle stays in for about 1 minute"
    return f"the needle stays in for about {planned.dwell_minutes} minutes"
