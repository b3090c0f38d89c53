"""Loading programmes as a page shows them: phases, doses made into sentences, exercises in plain words."""

from collections.abc import Iterable
from dataclasses import dataclass

from filiform.clinic.screening.presenters.decisions import source_lines
from filiform.clinic.ui.parts import ReviewStatus, SourceLine
from filiform.clinical.programmes import areas_of
from filiform.kernel.quantity import Range
from filiform.knowledge.dose_words import dose_words, load_words
from filiform.knowledge.library import Library
from filiform.knowledge.model.planning import Exercise, LoadingProtocol, Phase, Prescription


@dataclass(frozen=True, slots=True)
class ExerciseLine:
    """An exercise in plain words."""

    name: str
    instructions: tuple[str, ...]
    equipment: str


@dataclass(frozen=True, slots=True)
class WorkLine:
    """Exercises with one dose: how much, and against what."""

    exercises: tuple[ExerciseLine, ...]
    dose: str
    load: str


@dataclass(frozen=True, slots=True)
class PhaseLine:
    """A stretch of a programme: which weeks, what, how much, when to go on."""

    label: str
    weeks: str
    work: tuple[WorkLine, ...]
    progression: str


@dataclass(frozen=True, slots=True)
class ProtocolChoice:
    """A loading programme with its phases and how much pain is accepted."""

    label: str
    sentence: str
    pain_rule: str
    patient_sentence: str
    patient_pain_rule: str
    phases: tuple[PhaseLine, ...]
    sources: tuple[SourceLine, ...]
    review: ReviewStatus


@dataclass(frozen=True, slots=True)
class ProtocolOption:
    """A loading programme to choose; `fits`: it loads a part of the body with a muscle found or chosen."""

    value: str
    label: str
    checked: bool
    fits: bool


def protocol_options(
    library: Library, chosen: str, muscles: Iterable[str] = ()
) -> tuple[ProtocolOption, ...]:
    """Every loading programme, those for the areas of these muscles first."""
    areas = areas_of(muscles, library)
    every = (
        ProtocolOption(one.id, one.label, one.id == chosen, not areas.isdisjoint(one.areas))
        for one in library.all(LoadingProtocol)
    )
    return tuple(sorted(every, key=lambda option: not option.fits))


def protocol_choice(one: LoadingProtocol, library: Library) -> ProtocolChoice:
    """One loading programme with its phases written out."""
    return ProtocolChoice(
        label=one.label,
        sentence=one.statement,
        pain_rule=one.pain_rule,
        patient_sentence=one.patient_text,
        patient_pain_rule=one.patient_pain_rule,
        phases=tuple(_phase(phase, library) for phase in one.phases),
        sources=source_lines(one.citations, library),
        review=one.review.status.value,
    )


def _phase(phase: Phase, library: Library) -> PhaseLine:
    return PhaseLine(
        label=phase.label,
        weeks=_weeks(phase.weeks),
        work=tuple(_work(one, library) for one in phase.work),
        progression=phase.progression,
    )


def _work(one: Prescription, library: Library) -> WorkLine:
    return WorkLine(
        exercises=tuple(_exercise(name, library) for name in one.exercises),
        dose=dose_words(one.dose),
        load=load_words(one.dose.load),
    )


def _weeks(weeks: Range) -> str:
    return (
        f"Week {weeks.low:g}"
        if weeks.low == weeks.high
        else f"Weeks {weeks.low:g} to {weeks.high:g}"
    )


def _exercise(name: str, library: Library) -> ExerciseLine:
    one = library.get(name, Exercise)
    return ExerciseLine(one.patient_label, one.instructions, one.equipment)
