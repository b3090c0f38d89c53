"""Care around the needle for the muscles of a plan: what can be offered, what was chosen, what comes after."""

from collections.abc import Iterable
from dataclasses import dataclass

from filiform.clinic.screening.presenters import StudyLine, label_of, study_lines
from filiform.clinic.screening.presenters.decisions import source_lines
from filiform.clinic.ui.parts import ReviewStatus, SourceLine, SummaryRow
from filiform.knowledge.dose_words import dose_words, number_words, with_unit
from filiform.knowledge.library import Library
from filiform.knowledge.model.care import (
    ManualTechnique,
    NeedlingDose,
    ReturnCriterion,
    SameDayStep,
    Stretch,
)
from filiform.knowledge.model.concept import Cited


@dataclass(frozen=True, slots=True)
class CareChoice:
    """A stretch or a manual technique: how, how much, and on whose word."""

    label: str
    dose: str
    steps: tuple[str, ...]
    note: str
    sources: tuple[SourceLine, ...]
    review: ReviewStatus

    @property
    def sentence(self) -> str:
        """What its sources are about, for those who hear the page."""
        return self.label


@dataclass(frozen=True, slots=True)
class CareOption:
    """A stretch or a manual technique to tick, and for which of the muscles it is."""

    value: str
    label: str
    checked: bool
    muscles: str


@dataclass(frozen=True, slots=True)
class DoseOption:
    """How much needling a trial used at one of the muscles; what came of it is read on demand."""

    value: str
    label: str
    figures: str


@dataclass(frozen=True, slots=True)
class DoseLine:
    """What a trial did at a muscle, and what came of it."""

    sentence: str
    results: tuple[StudyLine, ...]
    sources: tuple[SourceLine, ...]
    review: ReviewStatus


@dataclass(frozen=True, slots=True)
class Offered:
    """What the library has for the muscles of a plan; `key` names the muscles it was made for."""

    key: str
    stretches: tuple[CareOption, ...]
    techniques: tuple[CareOption, ...]
    doses: tuple[DoseOption, ...]


@dataclass(frozen=True, slots=True)
class AfterLine:
    """Something after the session: a step of the same day, or a criterion before sport."""

    label: str
    sentence: str
    detail: str
    sources: tuple[SourceLine, ...]
    review: ReviewStatus


def offered(muscles: Iterable[str], chosen: Iterable[str], library: Library) -> Offered:
    """Stretches, manual techniques and doses for these muscles; what is chosen already is ticked and stays."""
    names, kept = tuple(dict.fromkeys(muscles)), frozenset(chosen)
    return Offered(
        key=muscles_key(names),
        stretches=_options(library.all(Stretch), names, kept, library),
        techniques=_options(library.all(ManualTechnique), names, kept, library),
        doses=tuple(
            DoseOption(one.id, one.label, _figures(one))
            for one in library.all(NeedlingDose)
            if not set(names).isdisjoint(one.muscles)
        ),
    )


def muscles_key(muscles: Iterable[str]) -> str:
    """The muscles as one text, so that a page can tell whether it shows the care of others."""
    return " ".join(sorted(set(muscles)))


def stretch_lines(names: Iterable[str], library: Library) -> tuple[CareChoice, ...]:
    """The stretches of these identifiers, as far as the library still has them."""
    known = [library.get(name, Stretch) for name in names if name in library]
    return tuple(care_choice(one, library) for one in known)


def technique_labels(names: Iterable[str], library: Library) -> str:
    """The labels of manual techniques in one line."""
    return ", ".join(label_of(name, library) for name in names)


def same_day_lines(library: Library) -> tuple[AfterLine, ...]:
    """What to do, leave and wait with after a session."""
    return tuple(
        _after(one, one.statement, dose_words(one.dose) if one.dose else "", library)
        for one in library.all(SameDayStep)
    )


def return_lines(library: Library) -> tuple[AfterLine, ...]:
    """What is looked at before sport is taken up whole."""
    return tuple(
        _after(
            one, one.statement, label_of(one.instrument, library) if one.instrument else "", library
        )
        for one in library.all(ReturnCriterion)
    )


def _after(one: Cited, sentence: str, detail: str, library: Library) -> AfterLine:
    return AfterLine(
        label=one.label,
        sentence=sentence,
        detail=detail,
        sources=source_lines(one.citations, library),
        review=one.review.status.value,
    )


def _options(
    every: Iterable[Stretch | ManualTechnique],
    names: tuple[str, ...],
    kept: frozenset[str],
    library: Library,
) -> tuple[CareOption, ...]:
    """Those that serve one of the muscles, and those that were chosen already."""
    return tuple(
        CareOption(
            value=one.id,
            label=_words(one)[0],
            checked=one.id in kept,
            muscles=_shared(one.muscles, names, library),
        )
        for one in every
        if one.id in kept or not set(names).isdisjoint(one.muscles)
    )


def care_choice(one: Stretch | ManualTechnique, library: Library) -> CareChoice:
    """One stretch or manual technique whole."""
    label, steps, note = _words(one)
    return CareChoice(
        label=label,
        dose=dose_words(one.dose),
        steps=steps,
        note=note,
        sources=source_lines(one.citations, library),
        review=one.review.status.value,
    )


def _words(one: Stretch | ManualTechnique) -> tuple[str, tuple[str, ...], str]:
    return _stretch(one) if isinstance(one, Stretch) else _technique(one)


def _stretch(one: Stretch) -> tuple[str, tuple[str, ...], str]:
    note = f"You need: {one.equipment}" if one.equipment else ""
    return one.patient_label, one.instructions, note


def _technique(one: ManualTechnique) -> tuple[str, tuple[str, ...], str]:
    return one.label, (one.how,), one.care


def _shared(muscles: tuple[str, ...], names: tuple[str, ...], library: Library) -> str:
    return ", ".join(label_of(name, library) for name in names if name in muscles)


def dose_line(one: NeedlingDose, library: Library) -> DoseLine:
    """What was done at a muscle in one trial, with its results."""
    return DoseLine(
        sentence=one.statement,
        results=study_lines(one.results, library),
        sources=source_lines(one.citations, library),
        review=one.review.status.value,
    )


def _figures(one: NeedlingDose) -> str:
    return ", ".join(f"{row.key}: {row.value}" for row in dose_rows(one))


def dose_rows(one: NeedlingDose) -> tuple[SummaryRow, ...]:
    """What was read of a dose, each number with its name and unit."""
    counted = (("Sessions", one.sessions), ("Places", one.sites), ("Twitches", one.twitches))
    measured = (
        ("Weeks", one.course),
        ("Days between", one.interval),
        ("Minutes", one.dwell),
        ("Needle length", one.needle_length),
        ("Needle diameter", one.needle_diameter),
        ("Current", one.current_frequency),
        ("Pulses", one.pulse_width),
    )
    named = {"Weeks", "Days between", "Minutes"}
    return (
        *(SummaryRow(name, number_words(value)) for name, value in counted if value),
        *(
            SummaryRow(name, number_words(value) if name in named else with_unit(value))
            for name, value in measured
            if value
        ),
    )
