"""Rows of the examination: one thing on one side, its buttons, and what stands beside it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django.urls import reverse

from filiform.clinic.assessment.presenters.norms import Norms
from filiform.clinic.assessment.presenters.values import (
    beside,
    judged_words,
    movement_words,
    nerve_words,
    physical_test_words,
    strength_words,
    symmetry_words,
)
from filiform.clinic.assessment.queries import Examination, Seen
from filiform.kernel.side import Side
from filiform.knowledge.library import Library
from filiform.knowledge.model.assessment import Movement
from filiform.knowledge.model.examination import ExaminationTest, NerveTest

MOVED = (("normal", "Normal"), ("limited", "Limited"), ("painful", "Painful"), ("both", "Both"))
HELD = (("normal", "Strong"), ("weak", "Weak"), ("painful", "Painful"), ("both", "Both"))
TESTED = (("negative", "Negative"), ("positive", "Positive"), ("unclear", "Unclear"))


@dataclass(frozen=True, slots=True)
class Press:
    """One button: what it says, and whether it is the one that was pressed."""

    value: str
    label: str
    pressed: bool

    @property
    def sends(self) -> str:
        """Pressing what is pressed already takes it back."""
        return "none" if self.pressed else self.value


@dataclass(frozen=True, slots=True)
class Presses:
    """The buttons of one result. Each is sent by itself, over the row that the page is showing."""

    id: str
    url: str
    name: str
    legend: str
    about: str
    side: str
    replacing: str
    row: UUID
    buttons: tuple[Press, ...]


@dataclass(frozen=True, slots=True)
class ExaminedRow:
    """One thing on one side. `measured` is what was measured now, `beside` what to compare it with."""

    id: str
    label: str
    side: str
    how: str
    presses: tuple[Presses, ...]
    measured: str
    beside: tuple[str, ...]
    measure_url: str

    @property
    def is_recorded(self) -> bool:
        """Whether anything was found of it this time."""
        pressed = any(press.pressed for each in self.presses for press in each.buttons)
        return pressed or bool(self.measured)


class Rows:
    """Makes the rows of one examination."""

    def __init__(self, examination: Examination, library: Library) -> None:
        self.examination, self.library = examination, library
        assessment = examination.assessment
        self.norms = Norms(assessment.episode.patient, assessment.on, library)
        episode = examination.assessment.episode
        self._where = [episode.clinic.slug, episode.pk]
        self._addresses: dict[str, str] = {}

    def movement(self, one: Movement, side: Side) -> ExaminedRow:
        """A movement as it is moved and as it is held against resistance."""
        return ExaminedRow(
            id=row_id(one.id, side),
            label=one.label,
            side=_side(side),
            how=one.how,
            presses=tuple(self._of_movement(one, side)),
            measured="; ".join(self._measured(one, side)),
            beside=tuple(self._beside_movement(one, side)),
            measure_url=self._measure(one.id, side),
        )

    def test(self, one: ExaminationTest, side: Side) -> ExaminedRow:
        """A special or function test."""
        key, seen = (one.id, side.value), self.examination.tests
        row = seen.now.get(key)
        pressed = row.result if row else ""
        words = lambda other: physical_test_words(other, self.library)  # noqa: E731
        return ExaminedRow(
            id=row_id(one.id, side),
            label=one.label,
            side=_side(side),
            how=one.how,
            presses=(self._presses("test", "", one, side, seen, key, pressed, TESTED),),
            measured=f"{row.value:g} {one.measured_in}" if row and row.value is not None else "",
            beside=tuple(beside(seen, key, words)),
            measure_url=self._measure(one.id, side) if one.measure else "",
        )

    def nerve(self, one: NerveTest, side: Side) -> ExaminedRow:
        """A step of the neurological screen."""
        key, seen = (one.id, side.value), self.examination.nerves
        row = seen.now.get(key)
        choices = tuple((each.value, each.value.capitalize()) for each in one.results)
        return ExaminedRow(
            id=row_id(one.id, side),
            label=one.label,
            side=_side(side),
            how=one.how,
            presses=(
                self._presses(
                    "nerve", "", one, side, seen, key, row.result if row else "", choices
                ),
            ),
            measured="",
            beside=tuple(beside(seen, key, nerve_words)),
            measure_url="",
        )

    def url(self, name: str) -> str:
        """An address of this assessment, looked up once."""
        if name not in self._addresses:
            self._addresses[name] = reverse(f"assessment:{name}", args=self._where)
        return self._addresses[name]

    def presses_of(self, kind: str, movement: Movement, side: Side) -> Presses:
        """The buttons of a movement (`movement`) or of its contraction (`strength`)."""
        if kind == "movement":
            key: tuple[str, ...] = (movement.id, side.value, "active")
            moved = self.examination.movements
            row = moved.now.get(key)
            pressed = _pressed(row.limited, row.painful, "limited") if row else ""
            return self._presses(kind, "Move", movement, side, moved, key, pressed, MOVED)
        key, held = (movement.id, side.value), self.examination.strengths
        found = held.now.get(key)
        pressed = _pressed(found.weak, found.painful, "weak") if found else ""
        return self._presses(kind, "Hold", movement, side, held, key, pressed, HELD)

    def _of_movement(self, one: Movement, side: Side) -> Iterator[Presses]:
        if one.is_moved:
            yield self.presses_of("movement", one, side)
        if one.is_resisted:
            yield self.presses_of("strength", one, side)

    def _presses(
        self,
        kind: str,
        legend: str,
        concept: Any,
        side: Side,
        seen: Seen[Any],
        key: tuple[str, ...],
        pressed: str,
        choices: tuple[tuple[str, str], ...],
    ) -> Presses:
        held = seen.held.get(key)
        return Presses(
            id=f"{kind}-{row_id(concept.id, side)}",
            url=self.url(kind),
            name=f"{concept.label} {_side(side)}".strip(),
            legend=legend,
            about=concept.id,
            side=side.value,
            replacing=str(held.pk) if held else "",
            row=uuid4(),
            buttons=tuple(Press(value, label, value == pressed) for value, label in choices),
        )

    def _measured(self, one: Movement, side: Side) -> Iterator[str]:
        """Only what the buttons do not say."""
        for mode in ("active", "passive"):
            row = self.examination.movements.now.get((one.id, side.value, mode))
            if row and (row.degrees is not None or row.pain is not None or mode == "passive"):
                yield movement_words(row, self.library)
        held = self.examination.strengths.now.get((one.id, side.value))
        if held and (held.grade or held.force is not None):
            symmetry = symmetry_words(self.examination, (one.id, side.value))
            yield ", ".join(x for x in (strength_words(held, self.library), symmetry) if x)

    def _beside_movement(self, one: Movement, side: Side) -> Iterator[str]:
        moved = lambda row: movement_words(row, self.library)  # noqa: E731
        held = lambda row: f"held {strength_words(row, self.library)}"  # noqa: E731
        modes = ("active", "passive")
        measured = [
            self.examination.movements.now.get((one.id, side.value, mode)) for mode in modes
        ]
        if any(row and (row.degrees is not None or one.plausible is None) for row in measured):
            yield from filter(None, [self.norms.words(one.id)])
        strength = self.examination.strengths.now.get((one.id, side.value))
        if strength and strength.force is not None:
            yield from filter(None, [self.norms.words(one.id, strength.force_unit)])
        for mode in modes:
            yield from beside(self.examination.movements, (one.id, side.value, mode), moved)
        yield from beside(self.examination.strengths, (one.id, side.value), held)

    def _measure(self, name: str, side: Side) -> str:
        return f"{self.url('stage')}?{urlencode({'measure': name, 'side': side.value})}#measure"


def row_id(name: str, side: Side | str) -> str:
    """The id of a row on the page."""
    return f"{name.rsplit('/', 1)[-1]}-{side}"


def _side(side: Side) -> str:
    return "" if side is Side.MIDLINE else side.value


def _pressed(bad: bool | None, painful: bool, word: str) -> str:
    words = judged_words(bad, painful, word)
    return "both" if " and " in words else words
