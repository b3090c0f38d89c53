"""What palpation of one muscle found: each sign there, not there, or not looked for."""

from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from django import forms

from filiform.clinic.assessment.models import TriggerPoint
from filiform.clinic.assessment.queries import palpated_muscle
from filiform.clinical.findings import contradicts_itself
from filiform.kernel.side import Side
from filiform.knowledge.library import Library
from filiform.knowledge.model.anatomy import Muscle
from filiform.knowledge.model.assessment import TriggerPointCriterion, TriggerPointSign

SIGN = "sign-"
FOUND = (("yes", "Yes"), ("no", "No"), ("not_looked_for", "Not looked for"))


class PalpationForm(forms.Form):
    """One muscle and side with the signs of the criteria. `replacing` is the row the page was showing.

    With a row to replace and no sign looked for it takes that row back.
    """

    row = forms.UUIDField(widget=forms.HiddenInput(attrs={"id": False}), initial=uuid4)
    replacing = forms.UUIDField(required=False, widget=forms.HiddenInput(attrs={"id": False}))
    side = forms.ChoiceField(
        label="Side",
        choices=((Side.LEFT.value, "Left"), (Side.RIGHT.value, "Right")),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the side."},
    )

    def __init__(self, library: Library, data: Any = None, **options: Any) -> None:
        """Offer every muscle, and every sign with what it means."""
        super().__init__(data, **options)
        muscles = sorted((one.label, one.id) for one in library.all(Muscle))
        self.fields["muscle"] = forms.ChoiceField(
            label="Muscle",
            choices=[("", "Choose one"), *((name, label) for label, name in muscles)],
            error_messages={
                "required": "Choose the muscle.",
                "invalid_choice": "“%(value)s” is no muscle of the library.",
            },
        )
        self.criteria = library.all(TriggerPointCriterion)
        for criterion in self.criteria:
            self.fields[SIGN + criterion.sign.value] = forms.ChoiceField(
                label=criterion.label,
                choices=FOUND,
                initial="not_looked_for",
                widget=forms.RadioSelect,
                required=False,
            )

    def signs(self) -> dict[TriggerPointSign, bool]:
        """What was looked for, and whether it was there."""
        given = {one.sign: self.cleaned_data.get(SIGN + one.sign.value) for one in self.criteria}
        return {sign: value == "yes" for sign, value in given.items() if value in ("yes", "no")}

    def clean(self) -> dict[str, Any]:
        """At least one sign has to have been looked for, unless a row is taken back; no two may contradict each other."""
        if self.errors:
            return self.cleaned_data
        signs = self.signs()
        if not signs and not self.cleaned_data.get("replacing"):
            raise forms.ValidationError("Say of at least one sign whether it was there.")
        said = self.cleaned_data
        if contradicts_itself(palpated_muscle(said["muscle"], Side(said["side"]), signs)):
            raise forms.ValidationError(contradiction_words(self.criteria))
        return said

    @property
    def is_correcting(self) -> bool:
        """Whether something was found in this muscle before, which this replaces."""
        return bool(self["replacing"].value())


def contradiction_words(criteria: Iterable[TriggerPointCriterion]) -> str:
    """What is said of signs that cannot be together, by the names that the page gives them."""
    label = {one.sign: one.label for one in criteria}
    return (
        f"“{label[TriggerPointSign.PAIN_RECOGNISED]}” is yes, but both"
        f" “{label[TriggerPointSign.HYPERSENSITIVE_SPOT]}” and"
        f" “{label[TriggerPointSign.REFERRED_SENSATION]}” are no: then nothing was felt that could be"
        " recognised. Correct one of the three."
    )


def initial_of(muscle: str, side: str, row: TriggerPoint | None) -> dict[str, Any]:
    """The form of a palpation that was recorded, for correcting it; with nothing recorded, of the muscle alone."""
    if row is None:
        return {"muscle": muscle, "side": side}
    found = {SIGN + sign: "yes" if there else "no" for sign, there in row.signs.items()}
    return {"muscle": muscle, "side": side, "replacing": row.pk, **found}
