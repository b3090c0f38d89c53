"""A pain drawing as a form: places that hurt, each with how much and how it feels; needs no script."""

import json
from collections.abc import Mapping
from typing import Any

from django import forms

from filiform.clinic.assessment.forms.regions import INTENSITY, MARKED, RegionsForm, key_of
from filiform.clinical.drawing import Mark, Place, Said
from filiform.clinical.findings import PainQuality
from filiform.knowledge.library import Library

QUALITY, HELD = "quality-", "held"


class DrawingForm(RegionsForm):
    """Reads what `RegionsForm` reads, with `quality-neck-angle.left=sharp`, for one pain of the drawing.

    `held` is what the form showed when it was opened: only what was changed since then is said by it,
    so that it takes nothing back that came from another tab meanwhile.
    """

    def __init__(self, library: Library, data: Any, pain: str) -> None:
        """Know the pain that the form speaks of."""
        super().__init__(library, data)
        self.pain = pain

    def clean(self) -> dict[str, Any]:
        """The places under `places`, each with what is said of it."""
        regions: Mapping[Place, int | None] = super().clean()["regions"]
        return {
            "places": {place: (value, self._quality(place)) for place, value in regions.items()}
        }

    def marks(self, current: Mapping[Mark, Said]) -> dict[Mark, Said]:
        """What the whole drawing is to show, when it shows `current` now."""
        wanted, held = dict(current), self._held()
        said: Mapping[Place, Said] = self.cleaned_data["places"]
        for place in {*held, *said}:
            if held.get(place) == said.get(place):
                continue
            if place in said:
                wanted[self.pain, place] = said[place]
            else:
                wanted.pop((self.pain, place), None)
        return wanted

    def typed_marks(self) -> dict[Place, tuple[str, str]]:
        """What stands in the fields, right or wrong, so that it can be shown again."""
        return {
            place: (value, self.said.get(QUALITY + key_of(place), ""))
            for place, value in self.typed().items()
        }

    def _quality(self, place: Place) -> PainQuality | None:
        given = self.said.get(QUALITY + key_of(place), "")
        if given and given not in set(PainQuality):
            raise forms.ValidationError(f"“{given[:20]}” is none of {', '.join(PainQuality)}.")
        return PainQuality(given) if given else None

    def _held(self) -> dict[Place, Said]:
        """What the form showed when it was opened; what cannot be read any more counts as nothing."""
        try:
            listed = json.loads(self.said.get(HELD, "[]"))
            return {
                self.places[key]: (intensity, PainQuality(quality) if quality else None)
                for key, intensity, quality in listed
            }
        except (ValueError, TypeError, KeyError):
            return {}


def held_by(marks: Mapping[Mark, Said], pain: str) -> str:
    """What a form about a pain shows, to be sent back with it."""
    return json.dumps(
        [
            [key_of(place), intensity, quality.value if quality else ""]
            for (name, place), (intensity, quality) in marks.items()
            if name == pain
        ]
    )


__all__ = ["HELD", "INTENSITY", "MARKED", "QUALITY", "DrawingForm", "held_by"]
