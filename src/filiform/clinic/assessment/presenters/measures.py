"""What is measured of one thing, filled with what stands: the forms behind `Measure`, and of pressure."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from django import forms

from filiform.clinic.assessment.forms.examination import (
    MovementForm,
    PhysicalTestForm,
    PressureForm,
    StrengthForm,
)
from filiform.clinic.assessment.presenters.rows import Rows
from filiform.clinic.assessment.presenters.values import (
    beside,
    pressure_symmetry_words,
    pressure_words,
)
from filiform.clinic.screening.presenters import label_of, side_words
from filiform.clinic.ui.parts import SourceLine
from filiform.knowledge.library import Library
from filiform.knowledge.model.anatomy import Muscle
from filiform.knowledge.model.assessment import Movement
from filiform.knowledge.model.concept import Concept
from filiform.knowledge.model.examination import ExaminationTest

STRENGTH = ["grade", "force", "force_unit"]


@dataclass(frozen=True, slots=True)
class MeasureForm:
    """One form of measuring: its heading, address and fields; `about` and `side` travel unseen."""

    heading: str
    url: str
    form: forms.Form
    fields: tuple[tuple[forms.BoundField, str], ...]
    hidden: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Measuring:
    """Everything that can be measured of one movement or test, on one side."""

    label: str
    side: str
    how: str
    forms: tuple[MeasureForm, ...]
    usual: tuple[str, ...]
    sources: tuple[SourceLine, ...]
    back_url: str


@dataclass(frozen=True, slots=True)
class PressureLine:
    """The threshold over one muscle, with its readings and what stands beside it."""

    muscle: str
    side: str
    words: str
    is_single: bool
    beside: tuple[str, ...]
    correct_url: str


def measuring(
    rows: Rows, library: Library, about: str, side: str, bad: forms.Form | None = None
) -> Measuring | None:
    """The forms for one thing, `bad` among them with its errors; None for what is not measured."""
    concept = library.get(about, Concept) if about in library else None
    if not isinstance(concept, Movement | ExaminationTest) or side not in concept.laterality.sides:
        return None
    if isinstance(concept, Movement):
        listed = tuple(_of_movement(concept, side, rows, library))
    else:
        listed = _of_test(concept, side, rows)
    return Measuring(
        label=concept.label,
        side=side_words(side),
        how=concept.how,
        forms=tuple(_with_errors(one, bad) for one in listed),
        usual=rows.norms.lines(about),
        sources=rows.norms.sources(about),
        back_url=rows.url("stage"),
    )


def pressure_form(rows: Rows, library: Library, muscle: str, side: str) -> PressureForm:
    """The form of pressure, filled with the readings that stand."""
    row = rows.examination.pressures.held.get((muscle, side))
    readings = row.readings_kpa if row else []
    initial: dict[str, Any] = {"row": uuid4(), "about": muscle, "side": side or None}
    initial["replacing"] = row.pk if row else None
    initial |= {f"reading_{number}": value for number, value in enumerate(readings, 1)}
    return PressureForm(library, initial=initial)


def pressure_lines(rows: Rows, library: Library) -> Iterator[PressureLine]:
    """The thresholds that were measured now or last time."""
    seen = rows.examination.pressures
    for key in sorted({*seen.now, *seen.last}):
        row = seen.now.get(key)
        symmetry = pressure_symmetry_words(rows.examination, key)
        query = urlencode({"pressure": key[0], "side": key[1]})
        yield PressureLine(
            muscle=label_of(key[0], library),
            side=side_words(key[1]),
            words=", ".join(x for x in (pressure_words(row), symmetry) if x) if row else "",
            is_single=row is not None and len(row.readings_kpa) == 1,
            beside=tuple(beside(seen, key, pressure_words)),
            correct_url=f"{rows.url('stage')}?{query}#pressure",
        )


@dataclass(frozen=True, slots=True)
class MuscleOptions:
    """Every muscle as a choice, and the id of the chosen one."""

    muscles: tuple[tuple[str, str], ...]
    chosen: str


def muscle_options(chosen: str, library: Library) -> MuscleOptions:
    """Every muscle by its name."""
    names = ((one.id, one.label) for one in library.all(Muscle))
    return MuscleOptions(tuple(sorted(names, key=lambda one: one[1])), chosen)


def _of_movement(one: Movement, side: str, rows: Rows, library: Library) -> Iterator[MeasureForm]:
    url = rows.url("movement")
    for mode in ("active", "passive") if one.is_moved else ():
        held = rows.examination.movements.held.get((one.id, side, mode))
        offered = ("degrees", "pain") if mode == "active" else ("degrees", "end_feel", "pain")
        wanted = [name for name in offered if name != "degrees" or one.plausible is not None]
        form = MovementForm(library, initial=_values(held, wanted))
        yield _form(f"{mode.capitalize()} movement", url, form, wanted, one.id, side, held, mode)
    if one.is_resisted:
        strength, names = rows.examination.strengths.held.get((one.id, side)), STRENGTH
        yield _form(
            "Strength",
            rows.url("strength"),
            StrengthForm(library, initial=_values(strength, names)),
            names,
            one.id,
            side,
            strength,
        )


def _of_test(one: ExaminationTest, side: str, rows: Rows) -> tuple[MeasureForm, ...]:
    held = rows.examination.tests.held.get((one.id, side))
    form = PhysicalTestForm(rows.library, initial=_values(held, ["value"]))
    form.fields["value"].label = one.measured_in.capitalize()
    return (_form(one.label, rows.url("test"), form, ["value"], one.id, side, held),)


def _form(
    heading: str,
    url: str,
    form: forms.Form,
    names: list[str],
    about: str,
    side: str,
    held: Any,
    mode: str = "",
) -> MeasureForm:
    form.auto_id = f"id_{heading.split()[0].lower()}_%s"
    hidden = {"about": about, "side": side, "row": str(uuid4())}
    hidden |= {"replacing": str(held.pk) if held else ""} | ({"mode": mode} if mode else {})
    units = {"degrees": "°"}
    fields = tuple((form[name], units.get(name, "")) for name in names)
    return MeasureForm(heading, url, form, fields, tuple(hidden.items()))


def _values(held: Any, names: list[str]) -> dict[str, Any]:
    return {name: getattr(held, name) for name in names} if held else {}


def _with_errors(one: MeasureForm, bad: forms.Form | None) -> MeasureForm:
    """The same form as it was sent, with what is wrong in it."""
    if bad is None or type(bad) is not type(one.form):
        return one
    sent, hidden = bad.data, dict(one.hidden)
    if "mode" in hidden and (sent.get("mode") or "active") != hidden["mode"]:
        return one
    bad.auto_id = one.form.auto_id
    fields = tuple((bad[field.name], unit) for field, unit in one.fields)
    return MeasureForm(one.heading, one.url, bad, fields, one.hidden)
