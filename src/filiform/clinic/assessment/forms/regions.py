"""Where it hurts: regions of the pain map, each with its side and, if it was said, how much."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.http import QueryDict

from filiform.clinic.assessment.forms.pain import NPRS
from filiform.kernel.side import Side
from filiform.knowledge.library import Library
from filiform.knowledge.model.anatomy import Region
from filiform.knowledge.model.outcomes import Instrument

Place = tuple[str, Side]
MARKED, INTENSITY = "region", "intensity-"


class RegionsForm(forms.Form):
    """Reads `region=neck-posterior.left` and `intensity-neck-posterior.left=6`; there are too many for fields."""

    def __init__(self, library: Library, data: QueryDict) -> None:
        """Know every region of the library on its sides."""
        super().__init__(data)
        self.said = data
        self.places = {key_of(place): place for place in places(library)}
        self.labels = {one.id: one.label for one in library.all(Region)}
        self.scale = library.get(NPRS, Instrument).range

    def clean(self) -> dict[str, Any]:
        """The marked regions under `regions`, each with its intensity or None."""
        marked = self.said.getlist(MARKED)
        unknown = [key for key in marked if key not in self.places]
        if unknown:
            raise forms.ValidationError(f"“{unknown[0][:60]}” is no region of the pain map.")
        return {
            "regions": {self.places[key]: self._intensity(key) for key in dict.fromkeys(marked)}
        }

    def typed(self) -> dict[Place, str]:
        """What stands in the form, right or wrong, so that it can be shown again."""
        marked = (key for key in self.said.getlist(MARKED) if key in self.places)
        return {self.places[key]: self.said.get(INTENSITY + key, "") for key in marked}

    def _intensity(self, key: str) -> int | None:
        given = self.said.get(INTENSITY + key, "").strip()
        if not given:
            return None
        if not given.isdecimal() or not self.scale.holds(int(given)):
            low, high = f"{self.scale.low:g}", f"{self.scale.high:g}"
            name = place_words(self.places[key], self.labels)
            raise forms.ValidationError(
                f"{name}: “{given[:20]}” is not a whole number from {low} to {high}."
            )
        return int(given)


def places(library: Library) -> Iterator[Place]:
    """Every region on each of its sides, in the order of the map."""
    for region in library.all(Region):
        for side in region.laterality.sides:
            yield region.id, side


def key_of(place: Place) -> str:
    """How a region and its side are written in a form."""
    return f"{place[0].rsplit('/', 1)[-1]}.{place[1].value}"


def place_words(place: Place, labels: dict[str, str]) -> str:
    """A region with its side, in words."""
    side = "" if place[1] is Side.MIDLINE else f", {place[1].value}"
    return f"{labels[place[0]]}{side}"
