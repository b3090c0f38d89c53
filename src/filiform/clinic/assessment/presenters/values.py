"""What was found, in words: of this time, of the other side, of last time and of the first time."""

from collections.abc import Callable, Iterator
from typing import Any

from filiform.clinic.assessment.forms.examination import NEWTONS
from filiform.clinic.assessment.models import (
    MuscleStrength,
    NerveFinding,
    PhysicalTestFinding,
    PressurePainThreshold,
    RangeOfMotion,
)
from filiform.clinic.assessment.queries import Examination, Seen
from filiform.clinic.screening.presenters import label_of
from filiform.clinical.examination import limb_symmetry_percent, mean_reading
from filiform.knowledge.library import Library
from filiform.knowledge.model.examination import ExaminationTest

Key = tuple[str, ...]
Words = Callable[[Any], str]


def movement_words(row: RangeOfMotion, library: Library) -> str:
    """`limited and painful, 150°, firm end feel, pain 4`; the mode where the examiner moved."""
    parts = [judged_words(row.limited, row.painful, "limited")]
    parts.append("" if row.degrees is None else f"{row.degrees}°")
    parts.append(f"{label_of(row.end_feel, library).lower()} end feel" if row.end_feel else "")
    parts.append("" if row.pain is None else f"pain {row.pain}")
    said = ", ".join(part for part in parts if part)
    return f"{said} (passive)" if row.mode == RangeOfMotion.Mode.PASSIVE else said


def strength_words(row: MuscleStrength, library: Library) -> str:
    """`weak, grade 4+, 120 N`."""
    parts = [judged_words(row.weak, row.painful, "weak", normal="strong")]
    parts.append(label_of(row.grade, library).lower() if row.grade else "")
    parts.append("" if row.force is None else f"{row.force:g} {row.force_unit}")
    return ", ".join(part for part in parts if part)


def pressure_words(row: PressurePainThreshold) -> str:
    """The mean of the readings, and the readings."""
    mean = mean_reading(row.readings_kpa)
    listed = ", ".join(f"{one:g}" for one in row.readings_kpa)
    if mean is None:
        return ""
    return f"{mean:.0f} kPa, mean of {listed}" if len(row.readings_kpa) > 1 else f"{listed} kPa"


def physical_test_words(row: PhysicalTestFinding, library: Library) -> str:
    """`positive, 12 heel raises`."""
    unit = library.get(row.test, ExaminationTest).measured_in if row.test in library else ""
    value = "" if row.value is None else f"{row.value:g} {unit}".strip()
    return ", ".join(part for part in (row.result, value) if part)


def nerve_words(row: NerveFinding) -> str:
    """The result."""
    return row.result


def judged_words(bad: bool | None, painful: bool, word: str, normal: str = "normal") -> str:
    """`limited`, `limited and painful`, `painful`, `normal`, or nothing while nobody judged it."""
    found = [one for one, is_so in ((word, bool(bad)), ("painful", painful)) if is_so]
    return " and ".join(found) or (normal if bad is False else "")


def beside(seen: Seen[Any], key: Key, words: Words) -> Iterator[str]:
    """What stands beside a value: the other side, last time, and the first time if that was another."""
    other, last, first = seen.other_side(key), seen.last.get(key), seen.first.get(key)
    if other is not None:
        yield f"Other side: {words(other)}"
    if last is not None:
        yield f"Last time: {words(last)}"
    if first is not None and first is not last:
        yield f"First time: {words(first)}"


def symmetry_words(examination: Examination, key: Key) -> str:
    """The force as per cent of the other side, where both were measured."""
    row, other = examination.strengths.now.get(key), examination.strengths.other_side(key)
    forces = [_newtons(row), _newtons(other)]
    if forces[0] is None or forces[1] is None or other is None:
        return ""
    percent = limb_symmetry_percent(forces[0], forces[1])
    return "" if percent is None else f"{percent:.0f} % of the {other.side}"


def _newtons(row: MuscleStrength | None) -> float | None:
    """The force in one unit, whatever the dynamometer showed."""
    if row is None or row.force is None:
        return None
    return row.force * NEWTONS[row.force_unit]


def pressure_symmetry_words(examination: Examination, key: Key) -> str:
    """The mean threshold as per cent of the other side."""
    row, other = examination.pressures.now.get(key), examination.pressures.other_side(key)
    means = [mean_reading(one.readings_kpa) if one else None for one in (row, other)]
    if means[0] is None or means[1] is None or other is None:
        return ""
    percent = limb_symmetry_percent(means[0], means[1])
    return "" if percent is None else f"{percent:.0f} % of the {other.side}"
