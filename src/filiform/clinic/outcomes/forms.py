"""Forms of outcomes: everything at once for a clinician, one question a page for a patient, and a conclusion."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django import forms

from filiform.clinic.outcomes.actions import Value
from filiform.clinic.outcomes.models import Conclusion
from filiform.clinic.outcomes.presenters.words import number, signed
from filiform.clinic.outcomes.queries import PSFS, score_name
from filiform.clinic.ui.forms import ScaleField
from filiform.kernel.quantity import Unit
from filiform.knowledge.library import Library
from filiform.knowledge.model.outcomes import Instrument, InstrumentItem
from filiform.knowledge.model.scoring import Score

LONGEST_ACTIVITY = 120


class MeasureField(ScaleField):
    """An item of an instrument on its own scale, with what the ends of the scale mean."""

    def __init__(self, instrument: Instrument, item: InstrumentItem, **options: Any) -> None:
        """Ask the item's question, in whole steps."""
        low, high = int(instrument.range.low), int(instrument.range.high)
        super().__init__(minimum=low, maximum=high, **{"label": item.question} | options)
        self.low_label, self.high_label = item.low_label, item.high_label
        words = signed if instrument.is_itself_a_change else number
        self.choices = [(str(one), words(one)) for one in range(low, high + 1)]


class ScoreField(forms.FloatField):
    """A score that was counted or measured elsewhere, within its range, with its unit beside it."""

    def __init__(self, instrument: Instrument, score: Score) -> None:
        """Ask for a number of the score's range; a comma is read as a decimal point."""
        scale = instrument.range_of(score.key)
        self.unit = "" if scale.unit is Unit.POINT else scale.unit.value
        limits = f"from {number(scale.low)} to {number(scale.high)}"
        super().__init__(
            label=score_name(instrument, score.key),
            help_text=f"A number {limits}.",
            required=False,
            min_value=scale.low,
            max_value=scale.high,
            error_messages=dict.fromkeys(
                ("invalid", "min_value", "max_value"), f"Give a number {limits}."
            ),
            widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        )

    def to_python(self, value: Any) -> Any:
        """The number, whichever sign separates its decimals."""
        return super().to_python(value.replace(",", ".") if isinstance(value, str) else value)


class MeasuresForm(forms.Form):
    """The instruments that are asked everywhere, and the scores of those chosen; what was not measured is left out."""

    submission = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(
        self,
        activities: Sequence[str],
        library: Library,
        chosen: Sequence[Instrument],
        *args: Any,
        **kwargs: Any,
    ) -> None:
        """Lay out a scale for each item, one for each activity that was named, and a field for each score."""
        super().__init__(*args, **kwargs)
        self.asked: dict[str, tuple[str, str, str]] = {}
        for instrument in library.all(Instrument):
            for item in instrument.items:
                labels = activities if instrument.id == PSFS else ("",)
                for place, label in enumerate(labels, start=1):
                    self._ask(instrument, item, label, place)
        for instrument in chosen:
            for score in instrument.scores:
                name = f"{instrument.id.rsplit('/', 1)[-1]}-{score.key}"
                self.fields[name] = ScoreField(instrument, score)
                self.asked[name] = (instrument.id, score.key, "")

    def _ask(self, instrument: Instrument, item: InstrumentItem, label: str, place: int) -> None:
        name = f"{instrument.id.rsplit('/', 1)[-1]}-{item.key}" + (f"-{place}" if label else "")
        options: dict[str, Any] = {"required": False}
        if label:
            options |= {"label": label, "help_text": item.question}
        self.fields[name] = MeasureField(instrument, item, **options)
        self.asked[name] = (instrument.id, item.key, label)

    def groups(self, library: Library) -> list[tuple[Instrument, list[forms.BoundField]]]:
        """The fields under their instruments; an instrument with nothing to ask is left out."""
        found = [
            (one, [self[name] for name, asked in self.asked.items() if asked[0] == one.id])
            for one in library.all(Instrument)
        ]
        return [(instrument, fields) for instrument, fields in found if fields]

    @property
    def instruments(self) -> set[str]:
        """Which instruments the form has fields for."""
        return {instrument for instrument, _, _ in self.asked.values()}

    @property
    def values(self) -> list[Value]:
        """The answers that were given."""
        said = ((asked, self.cleaned_data.get(name)) for name, asked in self.asked.items())
        return [
            Value(instrument, item, number, label)
            for (instrument, item, label), number in said
            if number is not None
        ]


class ItemsForm(forms.Form):
    """The items of a questionnaire on paper, by number; what was not answered is left out."""

    submission = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, instrument: Instrument, *args: Any, **kwargs: Any) -> None:
        """Lay out a field for each item."""
        super().__init__(*args, **kwargs)
        for run in instrument.numbered_items:
            for place in range(run.first, run.last + 1):
                self.fields[f"item-{place}"] = forms.FloatField(
                    label=f"Item {place}",
                    required=False,
                    min_value=run.low,
                    max_value=run.high,
                    step_size=run.step or None,
                    error_messages=dict.fromkeys(
                        ("invalid", "min_value", "max_value", "step_size"),
                        f"From {number(run.low)} to {number(run.high)}.",
                    ),
                    widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
                )

    @property
    def answers(self) -> dict[int, float | None]:
        """The answer to each item by its number; None where none was given."""
        return {
            int(name.removeprefix("item-")): self.cleaned_data.get(name)
            for name in self.fields
            if name.startswith("item-")
        }

    @property
    def numbered(self) -> list[forms.BoundField]:
        """The fields of the items, in order."""
        return [self[name] for name in self.fields if name.startswith("item-")]


class MeasureForm(forms.Form):
    """One question on the patient's phone."""

    submission = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(
        self, instrument: Instrument, item: InstrumentItem, label: str, *args: Any, **kwargs: Any
    ) -> None:
        """Ask one item; about an activity, in the patient's words."""
        super().__init__(*args, **kwargs)
        words = (
            {"label": f"{label}: {item.question[0].lower()}{item.question[1:]}"} if label else {}
        )
        self.fields["answer"] = MeasureField(instrument, item, **words)


class ActivityForm(forms.Form):
    """Something the patient wants to do again."""

    row = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    words = forms.CharField(
        label="What do you want to do again?",
        help_text="One thing that is hard now, in your own words. For example: lift my grandchild.",
        max_length=LONGEST_ACTIVITY,
        error_messages={"required": "Write one thing, in your own words."},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class ReviewForm(forms.Form):
    """What follows from the measurements."""

    row = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    conclusion = forms.ChoiceField(
        label="What follows from this",
        choices=Conclusion.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what follows from this."},
    )
    note = forms.CharField(
        label="Note",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
