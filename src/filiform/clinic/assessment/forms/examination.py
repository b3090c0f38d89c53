"""The examination filled in: a movement, a contraction, pressure, a test, a step of the nerve screen."""

from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from filiform.clinic.assessment.forms.examined import (
    ExaminedForm,
    choice_of,
    out_of_range,
)
from filiform.clinic.assessment.forms.pain import NPRS
from filiform.clinic.assessment.models import MuscleStrength, PhysicalTestFinding, RangeOfMotion
from filiform.kernel.quantity import Range
from filiform.knowledge.library import Library
from filiform.knowledge.model.anatomy import Muscle
from filiform.knowledge.model.assessment import Movement
from filiform.knowledge.model.examination import EndFeel, ExaminationTest, NerveTest, StrengthGrade
from filiform.knowledge.model.outcomes import Instrument

FORCE = "outcomes/instruments/muscle-force"
PRESSURE = "outcomes/instruments/pressure-pain-threshold"
NEWTONS = {"N": 1.0, "kgf": 9.80665}  # one kilogram-force, by definition
FINDING_ERROR = {"invalid_choice": "“%(value)s” is no finding; choose one of the buttons."}


def _findings(bad: str) -> forms.ChoiceField:
    listed = [(one, one) for one in ("none", "normal", bad, "painful", "both")]
    return forms.ChoiceField(choices=listed, required=False, error_messages=FINDING_ERROR)


class MovementForm(ExaminedForm):
    """A movement: its finding alone by one press, or with degrees, end feel and pain."""

    kind, noun = Movement, "movement"
    mode = forms.ChoiceField(choices=RangeOfMotion.Mode.choices, required=False)
    finding = _findings("limited")
    degrees = forms.IntegerField(required=False, label="Degrees")
    pain = forms.IntegerField(required=False, label="Pain, 0 to 10")

    def __init__(self, library: Library, data: Any = None, **options: Any) -> None:
        """Offer the end feels of the library."""
        super().__init__(library, data, **options)
        words = "“%(value)s” is no end feel of the list."
        self.fields["end_feel"] = choice_of(library, EndFeel, "End feel", words)
        scale = library.get(NPRS, Instrument).range
        _bound(self.fields["pain"], scale, "")

    def offers(self, concept: Any) -> bool:
        """Movements that are moved, not only held."""
        return bool(concept.is_moved)

    def clean(self) -> dict[str, Any]:
        """Degrees that the joint can do; an end feel only where the examiner moves."""
        said = super().clean()
        movement = self._concept(said.get("about", ""))
        if movement is not None and said.get("degrees") is not None:
            self._check_degrees(movement.plausible, said["degrees"])
        if said.get("end_feel") and self.mode_said != RangeOfMotion.Mode.PASSIVE:
            self.add_error("end_feel", "The end is felt in a passive movement; choose passive.")
        return said

    @property
    def mode_said(self) -> str:
        """Who moved; the patient unless something else was said."""
        return self.cleaned_data.get("mode") or RangeOfMotion.Mode.ACTIVE.value

    def changes(self) -> dict[str, Any]:
        """What the row says now. Pain that is rated above nothing is pain."""
        changes = self.sent("degrees", "end_feel", "pain") | _judged(self, "limited")
        if changes.get("pain"):
            changes["painful"] = True
        return changes

    def _check_degrees(self, plausible: Range | None, degrees: int) -> None:
        if plausible is None:
            self.add_error("degrees", "This movement is not measured in degrees; leave it empty.")
        elif not plausible.holds(degrees):
            low, high = f"{plausible.low:g}", f"{plausible.high:g}"
            words = f"{degrees}° was given; {low} to {high} degrees can be measured here."
            self.add_error("degrees", words)


class StrengthForm(ExaminedForm):
    """A contraction: its finding alone by one press, or with a grade or a force."""

    kind, noun = Movement, "movement"
    finding = _findings("weak")
    force = forms.FloatField(required=False, label="Force")
    force_unit = forms.ChoiceField(
        choices=MuscleStrength.Unit.choices, required=False, label="Unit"
    )

    def __init__(self, library: Library, data: Any = None, **options: Any) -> None:
        """Offer the grades of the library."""
        super().__init__(library, data, **options)
        words = "“%(value)s” is no grade; 0 to 5 are, some with + or -."
        self.fields["grade"] = choice_of(library, StrengthGrade, "Grade", words)

    def offers(self, concept: Any) -> bool:
        """Movements that are tested against resistance."""
        return bool(concept.is_resisted)

    def clean(self) -> dict[str, Any]:
        """A force within what people can do, in the unit it was read in."""
        said = super().clean()
        force = said.get("force")
        allowed = self.library.get(FORCE, Instrument).range
        unit = said.get("force_unit") or MuscleStrength.Unit.NEWTON.value
        if force is not None and not allowed.holds(force * NEWTONS[unit]):
            low, high = (f"{bound / NEWTONS[unit]:.0f}" for bound in (allowed.low, allowed.high))
            words = f"{force:g} {unit} was given; {low} to {high} {unit} can be written here."
            self.add_error("force", words)
        return said

    def changes(self) -> dict[str, Any]:
        """What the row says now; a force travels with its unit."""
        changes = self.sent("grade", "force") | _judged(self, "weak")
        if "force" in changes:
            has_force = changes["force"] is not None
            changes["force_unit"] = (self.cleaned_data["force_unit"] or "N") if has_force else ""
        return changes


class PressureForm(ExaminedForm):
    """Pressure over a muscle until it begins to hurt, in up to three readings."""

    kind, noun = Muscle, "muscle"
    reading_1 = forms.FloatField(required=False, label="First")
    reading_2 = forms.FloatField(required=False, label="Second")
    reading_3 = forms.FloatField(required=False, label="Third")

    def __init__(self, library: Library, data: Any = None, **options: Any) -> None:
        """Bound the readings by the range of the instrument."""
        super().__init__(library, data, **options)
        for name in self.reading_names:
            _bound(self.fields[name], library.get(PRESSURE, Instrument).range, " kPa")

    @property
    def reading_names(self) -> tuple[str, ...]:
        """The fields of the readings, in order."""
        return tuple(name for name in self.base_fields if name.startswith("reading_"))

    def clean(self) -> dict[str, Any]:
        """At least one reading, unless a row is taken back."""
        said = super().clean()
        if not self.errors and not self.readings() and not said.get("replacing"):
            raise forms.ValidationError("Write at least one reading.")
        return said

    def readings(self) -> tuple[float, ...]:
        """The readings that were written."""
        given = (self.cleaned_data.get(name) for name in self.reading_names)
        return tuple(one for one in given if one is not None)


class PhysicalTestForm(ExaminedForm):
    """A special or function test: positive, negative, unclear; and its value where it has one."""

    kind, noun = ExaminationTest, "test"
    finding = forms.ChoiceField(
        choices=[("none", "None"), *PhysicalTestFinding.Result.choices],
        required=False,
        error_messages=FINDING_ERROR,
    )
    value = forms.FloatField(required=False)

    def clean(self) -> dict[str, Any]:
        """A value only where something is measured, and one that can be."""
        said = super().clean()
        test, value = self._concept(said.get("about", "")), said.get("value")
        if test is None or value is None:
            return said
        if test.measure is None:
            self.add_error("value", "Nothing is measured in this test; leave it empty.")
        elif not test.measure.holds(value):
            low, high = f"{test.measure.low:g}", f"{test.measure.high:g}"
            unit = test.measured_in
            self.add_error("value", f"{value:g} was given; {low} to {high} {unit} is possible.")
        return said

    def changes(self) -> dict[str, Any]:
        """What the row says now."""
        changes = self.sent("value")
        if finding := self.cleaned_data.get("finding"):
            changes["result"] = "" if finding == "none" else finding
        return changes


class NerveForm(ExaminedForm):
    """A step of the neurological screen, with one of the results that it may have."""

    kind, noun = NerveTest, "step of the screen"
    finding = forms.CharField(max_length=10, error_messages={"required": "Choose a result."})

    def clean(self) -> dict[str, Any]:
        """One of the results of this step, or nothing."""
        said = super().clean()
        test, finding = self._concept(said.get("about", "")), said.get("finding")
        if test is not None and finding is not None:
            allowed = [one.value for one in test.results]
            if finding not in (*allowed, "none"):
                words = ", ".join(allowed)
                self.add_error("finding", f"“{finding}” is no result of {test.label}; {words} are.")
        return said

    def result(self) -> str:
        """The result; empty to take it back."""
        finding: str = self.cleaned_data["finding"]
        return "" if finding == "none" else finding


def _judged(form: forms.Form, bad: str) -> dict[str, Any]:
    """What a press of a button says: bad or not, painful or not; `none` takes the judgement back."""
    finding = form.cleaned_data.get("finding")
    if not finding:
        return {}
    judged = {"none": (None, False), "normal": (False, False), "painful": (False, True)}
    is_bad, painful = judged.get(finding, (True, finding == "both"))
    return {bad: is_bad, "painful": painful}


def _bound(field: forms.Field, allowed: Range, unit: str) -> None:
    """Give a number field the range that it may have, and words for what is outside."""
    low, high = int(allowed.low), int(allowed.high)
    said = out_of_range(low, high, unit)
    field.error_messages["invalid"] = said["invalid"]
    field.validators.append(MinValueValidator(low, said["min_value"]))
    field.validators.append(MaxValueValidator(high, said["max_value"]))
