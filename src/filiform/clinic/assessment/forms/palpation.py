"""What palpation of one muscle found: each sign there, not there, or not looked for."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django import forms

from filiform.kernel.side import Side
from filiform.knowledge.library import Library
from filiform.knowledge.model.anatomy import Muscle
from filiform.knowledge.model.assessment import TriggerPointCriterion, TriggerPointSign

SIGN = "sign-"
FOUND = (("yes", "Yes"), ("no", "No"), ("not_looked_for", "Not looked for"))


class PalpationForm(forms.Form):
    """One muscle and side with the signs of the criteria."""

    row = forms.UUIDField(widget=forms.HiddenInput(attrs={"id": False}), initial=uuid4)
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
        """At least one sign has to have been looked for."""
        if not self.errors and not self.signs():
            raise forms.ValidationError("Say of at least one sign whether it was there.")
        return self.cleaned_data


def initial_of(muscle: str, side: str, signs: Mapping[str, bool]) -> dict[str, str]:
    """The form of a palpation that was recorded, for correcting it."""
    found = {SIGN + sign: "yes" if there else "no" for sign, there in signs.items()}
    return {"muscle": muscle, "side": side, **found}
