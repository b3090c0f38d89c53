"""Forms of outcomes: everything at once for a clinician, one question a page for a patient, and a conclusion."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django import forms

from filiform.clinic.outcomes.actions import Value
from filiform.clinic.outcomes.models import Conclusion
from filiform.clinic.outcomes.presenters.words import number, signed
from filiform.clinic.outcomes.queries import PSFS
from filiform.clinic.ui.forms import ScaleField
from filiform.knowledge.library import Library
from filiform.knowledge.model.outcomes import Instrument, InstrumentItem

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


class MeasuresForm(forms.Form):
    """Every instrument of the library on one page; what was not asked is left out."""

    submission = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(
        self, activities: Sequence[str], library: Library, *args: Any, **kwargs: Any
    ) -> None:
        """Lay out a scale for each item, and one for each activity that was named."""
        super().__init__(*args, **kwargs)
        self.asked: dict[str, tuple[str, str, str]] = {}
        for instrument in library.all(Instrument):
            for item in instrument.items:
                labels = activities if instrument.id == PSFS else ("",)
                for place, label in enumerate(labels, start=1):
                    self._ask(instrument, item, label, place)

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
    def values(self) -> list[Value]:
        """The answers that were given."""
        said = ((asked, self.cleaned_data.get(name)) for name, asked in self.asked.items())
        return [
            Value(instrument, item, number, label)
            for (instrument, item, label), number in said
            if number is not None
        ]


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
