"""Forms of deviations: what is told of needles that a gate forbade, and what a colleague makes of it."""

from typing import Any
from uuid import UUID

from django import forms

from filiform.clinic.needling.forms.session import RowForm

LONGEST = 2000


class DeviationForm(RowForm):
    """What happened and why, what was done about it, and whether the patient was told."""

    events = forms.CharField(widget=forms.HiddenInput, max_length=40_000)
    why = forms.CharField(
        label="What happened, and why",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Write what happened and why. It stays in the record."},
    )
    done = forms.CharField(
        label="What was done about it, and who in the clinic was told",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Write what was done. If nothing was done, say so."},
    )
    patient_was_told = forms.ChoiceField(
        label="Was the patient told?",
        choices=[("yes", "Yes"), ("no", "Not yet")],
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether the patient was told."},
    )

    def action_arguments(self) -> dict[str, Any]:
        """What `tell_deviation` is called with."""
        said = self.cleaned_data
        return {
            "row_id": said["row"],
            "events": said["events"].split(),
            "why": said["why"],
            "done": said["done"],
            "patient_was_told": said["patient_was_told"] == "yes",
        }


class ReviewForm(RowForm):
    """What follows from the deviation of that id."""

    follows = forms.CharField(
        label="What follows from it",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Write what follows. If nothing does, say why not."},
    )

    def __init__(self, *args: Any, deviation: UUID, **options: Any) -> None:
        """Know which deviation it is about: a page may show several."""
        super().__init__(*args, **options)
        self.deviation = deviation
