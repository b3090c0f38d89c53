"""What every form of the examination carries: about what, on which side, over which row it is written."""

from typing import Any
from uuid import uuid4

from django import forms

from filiform.kernel.identifier import nearest
from filiform.kernel.side import Laterality, Side
from filiform.knowledge.library import Library
from filiform.knowledge.model.anatomy import Muscle
from filiform.knowledge.model.concept import Concept

SIDES = (
    (Side.LEFT.value, "Left"),
    (Side.RIGHT.value, "Right"),
    (Side.MIDLINE.value, "Midline"),
)


class ExaminedForm(forms.Form):
    """One thing of the library on one of the sides it has. `replacing` is the row the page was showing."""

    kind: type[Concept]
    noun: str
    row = forms.UUIDField(widget=forms.HiddenInput(attrs={"id": False}), initial=uuid4)
    replacing = forms.UUIDField(required=False, widget=forms.HiddenInput(attrs={"id": False}))
    about = forms.CharField(max_length=120)
    side = forms.ChoiceField(
        choices=SIDES,
        error_messages={
            "required": "Choose the side.",
            "invalid_choice": "“%(value)s” is no side; left, right or midline is.",
        },
    )

    def __init__(self, library: Library, data: Any = None, **options: Any) -> None:
        """Know the library, and which fields were sent at all: what was not stays as it was."""
        super().__init__(data, **options)
        self.library = library
        self.fields["about"].label = self.noun.capitalize()
        self.fields["about"].error_messages["required"] = f"Choose the {self.noun}."

    def clean_about(self) -> str:
        """A thing of the right kind, by its identifier."""
        name: str = self.cleaned_data["about"]
        if self._concept(name) is None:
            known = (one.id for one in self.library.all(self.kind) if self.offers(one))
            near = nearest(name, known, count=1)
            hint = f" Did you mean “{self.library.get(near[0], Concept).label}”?" if near else ""
            raise forms.ValidationError(f"“{name[:60]}” is no {self.noun} of the library.{hint}")
        return name

    def clean(self) -> dict[str, Any]:
        """The thing has to have that side."""
        concept = self._concept(self.cleaned_data.get("about", ""))
        side = self.cleaned_data.get("side")
        if concept is None or side is None:
            return self.cleaned_data
        allowed = (
            Laterality.PAIRED.sides if isinstance(concept, Muscle) else concept.laterality.sides
        )
        if Side(side) not in allowed:
            words = " or ".join(one.value for one in allowed)
            self.add_error("side", f"{concept.label} has no side “{side}”; {words} is allowed.")
        return self.cleaned_data

    def offers(self, concept: Any) -> bool:
        """Whether it can be examined in this way."""
        return True

    def sent(self, *names: str) -> dict[str, Any]:
        """What was said of these fields; a field that was not sent is left out."""
        return {name: self.cleaned_data.get(name) for name in names if name in self.data}

    def _concept(self, name: str) -> Any:
        if name not in self.library:
            return None
        concept = self.library.get(name, Concept)
        return concept if isinstance(concept, self.kind) and self.offers(concept) else None


def out_of_range(low: int, high: int, unit: str) -> dict[str, str]:
    """What is said when a number is none, or out of its range."""
    allowed = f"{low} to {high}{unit} can be written here."
    return {
        "invalid": f"This is not a number of the kind that is asked for. {allowed}",
        "min_value": f"%(show_value)s was given; {allowed}",
        "max_value": f"%(show_value)s was given; {allowed}",
    }


def choice_of(library: Library, kind: type[Any], label: str, words: str) -> forms.ChoiceField:
    """One of the words of a fixed list of the library, or nothing."""
    listed = [("", "–"), *((one.id, one.label) for one in library.all(kind))]
    messages = {"invalid_choice": words}
    return forms.ChoiceField(choices=listed, required=False, label=label, error_messages=messages)
