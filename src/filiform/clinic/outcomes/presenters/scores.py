"""Entering scores: what the page of measurements and the page of items show, and what items came to in words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.forms import BoundField

from filiform.clinic.outcomes.forms import ItemsForm, MeasuresForm
from filiform.clinic.outcomes.presenters.words import number
from filiform.clinic.outcomes.queries import instruments_to_add, score_name, slug_of
from filiform.clinical.scoring import ItemScores
from filiform.knowledge.library import Library
from filiform.knowledge.model.outcomes import Instrument


@dataclass(frozen=True, slots=True)
class MeasureGroup:
    """The fields of one instrument; `count` is its name in the address of its items, if it can be counted."""

    instrument: Instrument
    fields: list[BoundField]
    count: str


@dataclass(frozen=True, slots=True)
class Choice:
    """An instrument that can be added: its name in an address, and in words."""

    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class ItemRun:
    """Items that belong together: what they are and how they are answered, and their fields."""

    label: str
    fields: list[BoundField]


def measure_groups(form: MeasuresForm, library: Library) -> list[MeasureGroup]:
    """The fields of a form under their instruments."""
    return [
        MeasureGroup(instrument, fields, slug_of(instrument) if instrument.is_counted else "")
        for instrument, fields in form.groups(library)
    ]


def choices_to_add(form: MeasuresForm, library: Library) -> list[Choice]:
    """The instruments that a form has no fields for yet."""
    return [
        Choice(slug_of(one), f"{one.abbreviation}: {one.measures[0].lower()}{one.measures[1:]}")
        for one in instruments_to_add(form.instruments, library)
    ]


def item_runs(instrument: Instrument, form: ItemsForm) -> list[ItemRun]:
    """The items by subscale where each belongs to one, and else by how they are answered."""
    fields = dict(zip(instrument.item_numbers, form.numbered, strict=True))
    parts = sorted(_parts(instrument), key=lambda part: part[1])
    if sorted(n for _, numbers in parts for n in numbers) != list(fields):
        parts = [("", tuple(range(one.first, one.last + 1))) for one in instrument.numbered_items]
    return [
        ItemRun(_run_words(instrument, label, numbers), [fields[n] for n in numbers])
        for label, numbers in parts
    ]


def _parts(instrument: Instrument) -> Iterator[tuple[str, tuple[int, ...]]]:
    for score in instrument.scores:
        if score.items:
            yield score.label if len(instrument.scores) > 1 else "", score.items


def _run_words(instrument: Instrument, label: str, numbers: Iterable[int]) -> str:
    """For example "Pain: each from 0 to 4"."""
    first = next(iter(numbers))
    run = next(one for one in instrument.numbered_items if one.first <= first <= one.last)
    answered = f"each from {number(run.low)} to {number(run.high)}"
    return f"{label}: {answered}" if label else answered[0].upper() + answered[1:]


def scored_words(instrument: Instrument, scores: ItemScores) -> str:
    """For example "FAAM, daily living: 72.6. FAAM, sport: no score, 2 of 8 items were answered; at least 7 are needed."."""
    given = [
        f"{score_name(instrument, key)}: {number(value)}." for key, value in scores.values.items()
    ]
    groups = [f"{group}." for group in scores.groups]
    refused = [f"{score_name(instrument, one.key)}: no score, {one}." for one in scores.refusals]
    return " ".join([*given, *groups, *refused])
