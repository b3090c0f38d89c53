"""Setting a constraint aside: which, where, why and until when."""

from datetime import date
from typing import Any

from django import forms

from filiform.clinic.screening.actions.decisions import latest_end
from filiform.clinic.screening.forms.patient import RowForm
from filiform.kernel.side import Side
from filiform.knowledge.library import Library
from filiform.knowledge.model.anatomy import Muscle

EVERYWHERE = ""
SIDES = ((Side.LEFT.value, "Left"), (Side.RIGHT.value, "Right"), ("", "Both sides"))


class OverrideForm(RowForm):
    """By name, with a reason and an end date; the name is that of whoever is signed in."""

    statement = forms.CharField(widget=forms.HiddenInput)
    side = forms.ChoiceField(
        required=False, choices=SIDES, widget=forms.RadioSelect, label="Which side?", initial=""
    )
    reason = forms.CharField(
        label="Why is it set aside?",
        widget=forms.Textarea,
        help_text="Everyone who treats this patient will read it.",
        error_messages={"required": "Say why the constraint is set aside: others will read it."},
    )
    expires_on = forms.DateField(
        label="Until which day?",
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text="The constraint holds again from that day on: after today, and at most one year away.",
        error_messages={
            "required": "Choose the day on which the constraint holds again.",
            "invalid": "“%(value)s” is not a day. Write it as 31/12/2026.",
        },
    )

    def __init__(self, data: Any, *, on: date, library: Library, **options: Any) -> None:
        """Offer every muscle of the library; `on` is today."""
        super().__init__(data, **options)
        self.on = on
        muscles = sorted((one.id, one.label) for one in library.all(Muscle))
        choices = [(EVERYWHERE, "Everywhere it holds"), *muscles]
        self.fields["muscle"] = forms.ChoiceField(
            choices=choices,
            required=False,
            label="For which muscle?",
            help_text="Choose one muscle where you can. Everywhere lifts it from all of them.",
        )

    def clean_expires_on(self) -> date:
        """A day after today and no more than a year away."""
        day: date = self.cleaned_data["expires_on"]
        if not self.on < day <= latest_end(self.on):
            raise forms.ValidationError("Choose a day after today and at most one year away.")
        return day
