"""The form behind a measure before or after needling: read here, never saved here."""

from typing import Any

from django import forms

from filiform.clinic.needling.models import Moment
from filiform.clinic.needling.presenters.response import allowed_range
from filiform.kernel.side import Side
from filiform.knowledge.library import Library
from filiform.knowledge.model.anatomy import Muscle
from filiform.knowledge.model.assessment import Movement
from filiform.knowledge.model.concept import Concept

HIGHEST = 10


class MeasureForm(forms.Form):
    """One measure before or after, as a device sends it: pain, or degrees or kPa of what can be measured so."""

    id = forms.UUIDField()
    when = forms.ChoiceField(choices=Moment.choices)
    pain = forms.IntegerField(required=False, min_value=0, max_value=HIGHEST)
    about = forms.CharField(required=False, max_length=120)
    side = forms.ChoiceField(choices=[(side.value, side.value) for side in Side], required=False)
    mode = forms.ChoiceField(choices=[("active", "Active"), ("passive", "Passive")], required=False)
    degrees = forms.IntegerField(required=False)
    pressure_kpa = forms.FloatField(required=False)

    def __init__(self, data: Any, *, library: Library) -> None:
        """Know the library, which says what can be measured and how far it goes."""
        super().__init__(data)
        self.library = library

    def clean(self) -> dict[str, Any]:
        """Exactly one measure, of something that has it, within what is possible."""
        said: dict[str, Any] = super().clean() or {}
        given = [n for n in ("pain", "degrees", "pressure_kpa") if said.get(n) is not None]
        if len(given) != 1:
            raise forms.ValidationError("Give one of pain, degrees or pressure_kpa.")
        if given == ["pain"]:
            return said
        kind = Movement if given == ["degrees"] else Muscle
        name = said.get("about", "")
        if name not in self.library or not isinstance(self.library.get(name, Concept), kind):
            raise forms.ValidationError(f"`{given[0]}` is measured of a {kind.__name__.lower()}.")
        if not said.get("side"):
            raise forms.ValidationError("Say on which side it was measured.")
        low, high = allowed_range(name, self.library)
        if not low <= said[given[0]] <= high:
            raise forms.ValidationError(
                f"{said[given[0]]:g} was given; {low} to {high} can be measured here."
            )
        return said

    def action_arguments(self) -> dict[str, Any]:
        """What `record_response` is called with."""
        said = self.cleaned_data
        names = (
            ("pain",)
            if said["pain"] is not None
            else ("about", "side", "mode", "degrees", "pressure_kpa")
        )
        measure = {name: said[name] for name in names if said[name] is not None}
        return {"row_id": said["id"], "when": Moment(said["when"]), **measure}
