"""The consent form of one plan, word for word: what the patient reads is what is hashed and kept."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from filiform.clinic.screening.presenters.words import (
    label_of,
    patient_label_of,
    side_words,
)
from filiform.clinical.consent import consent_elements
from filiform.clinical.planning import PlannedMuscle
from filiform.knowledge.library import Library
from filiform.knowledge.model.anatomy import Area, Muscle
from filiform.knowledge.model.needling import ConsentElement, Technique


@dataclass(frozen=True, slots=True)
class ConsentPart:
    """One part of the form: what it says, and whether it is confirmed by itself."""

    id: str
    heading: str
    text: str
    is_key: bool
    is_choice: bool

    @property
    def name(self) -> str:
        """The last part of the identifier, which names the field."""
        return self.id.rsplit("/", 1)[-1]


@dataclass(frozen=True, slots=True)
class ConsentForm:
    """The form of one plan. `sha256` names its text; equal texts have equal names."""

    parts: tuple[ConsentPart, ...]
    muscles: tuple[str, ...]
    areas: tuple[str, ...]
    techniques: tuple[str, ...]
    electrical: tuple[str, ...]
    library_version: str

    @property
    def text(self) -> str:
        """The whole form as plain text, as it is kept with the signature."""
        lines = [f"Knowledge library {self.library_version}", ""]
        lines += ["What will be needled: " + "; ".join(self.muscles)]
        lines += ["Where on your body: " + "; ".join(self.areas), ""]
        for part in self.parts:
            lines += [part.heading, part.text, ""]
        return "\n".join(lines).strip() + "\n"

    def says_the_same_as(self, text: str) -> bool:
        """Whether a text that was kept says what this form says, whichever library either names."""
        return text.partition("\n")[2].strip() == self.text.partition("\n")[2].strip()

    @property
    def sha256(self) -> str:
        """The name of the text: SHA-256 in hexadecimal."""
        return hashlib.sha256(self.text.encode()).hexdigest()


def consent_form(muscles: Iterable[PlannedMuscle], library: Library) -> ConsentForm:
    """The form for a plan with these muscles; the parts about a current only where the plan has one."""
    muscles = tuple(muscles)
    techniques = tuple(sorted({one.technique for one in muscles}))
    electrical = tuple(one for one in techniques if library.get(one, Technique).is_electrical)
    return ConsentForm(
        parts=tuple(_part(element) for element in consent_elements(techniques, library)),
        muscles=tuple(dict.fromkeys(_muscle_words(one, library) for one in muscles)),
        areas=_area_words(muscles, library),
        techniques=techniques,
        electrical=electrical,
        library_version=library.version,
    )


def _part(element: ConsentElement) -> ConsentPart:
    return ConsentPart(
        id=element.id,
        heading=element.label,
        text=element.patient_text,
        is_key=element.is_key,
        is_choice=element.only_if_electrical,
    )


def _muscle_words(planned: PlannedMuscle, library: Library) -> str:
    parts = (
        label_of(planned.muscle, library),
        side_words(planned.side),
        label_of(planned.technique, library).lower(),
    )
    return ", ".join(part for part in parts if part)


def _area_words(muscles: tuple[PlannedMuscle, ...], library: Library) -> tuple[str, ...]:
    """Areas in the order of the body, with the sides that the plan needles."""
    sides: dict[str, set[str]] = {}
    for one in muscles:
        for area in library.get(one.muscle, Muscle).areas:
            sides.setdefault(area, set()).add(side_words(one.side))
    ordered = sorted(sides, key=lambda name: library.get(name, Area).order)
    return tuple(_with_sides(patient_label_of(name, library), sides[name]) for name in ordered)


def _with_sides(name: str, sides: set[str]) -> str:
    words = " and ".join(sorted(side for side in sides if side))
    return f"{name} ({words})" if words else name
