"""The places of the body that an answer is about: areas with their side, and whole limbs for short."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from filiform.clinic.screening.queries.questionnaire import slug_of
from filiform.clinical.facts import Place
from filiform.kernel.side import Laterality, Side
from filiform.knowledge.library import Library
from filiform.knowledge.model.anatomy import Area, Limb


class PlacesField(forms.MultipleChoiceField):
    """Areas of the body, each with its side, written `shoulder.left`; cleaned to `Place`s.

    `whole-arm.left` stands for every area of that limb on that side.
    """

    def __init__(self, *, library: Library, **options: Any) -> None:
        """Offer every area of the library on each of its sides."""
        messages = {"invalid_choice": "“%(value)s” is no place of the body on this page."}
        self.limbs = whole_limbs(library)
        self.keys = [key for key, _ in place_choices(library)]
        super().__init__(choices=place_choices(library), error_messages=messages, **options)

    def to_python(self, value: Any) -> list[str]:
        """The keys that were ticked, whole limbs taken apart."""
        return taken_apart(super().to_python(value), self.limbs)

    def clean(self, value: Any) -> tuple[Place, ...]:
        """The places that were ticked, in the order of the body."""
        ticked = set(super().clean(value))
        return tuple(place_of(key) for key in self.keys if key in ticked)


class PlacesForm(forms.Form):
    """Where something is: no place ticked means that the person cannot say."""

    def __init__(self, library: Library, data: Any = None, *, places: Iterable[Place] = ()) -> None:
        """Offer every place, with the known ones ticked."""
        super().__init__(data, initial={"places": [key_of(place) for place in places]})
        self.fields["places"] = PlacesField(library=library, required=False, label="Where is it?")


def place_choices(library: Library) -> list[tuple[str, str]]:
    """Every place a person can name, in the order of the body, with its label for the patient."""
    return [
        (key_of(place), _words(area, place.side))
        for area in library.all(Area)
        for place in places_of(area)
    ]


def places_of(area: Area) -> tuple[Place, ...]:
    """The places an area stands for: left and right, or one in the middle."""
    if area.laterality is Laterality.MIDLINE:
        return (Place(area.id),)
    return tuple(Place(area.id, side) for side in area.laterality.sides)


def key_of(place: Place) -> str:
    """How a place is written in a form: `shoulder.left`, or `pelvis` where there are no sides."""
    name = slug_of(place.area)
    return f"{name}.{place.side}" if place.side else name


def place_of(key: str) -> Place:
    """The place that a form wrote as `key`."""
    name, _, side = key.partition(".")
    return Place(f"anatomy/areas/{name}", Side(side) if side else None)


def whole_limbs(library: Library) -> dict[str, tuple[str, ...]]:
    """What `whole-arm.left` and the like stand for: the keys of every area of that limb on that side."""
    areas = library.all(Area)
    return {
        f"whole-{limb}.{side}": tuple(
            key_of(Place(area.id, side)) for area in areas if area.limb is limb
        )
        for limb in Limb
        for side in (Side.LEFT, Side.RIGHT)
    }


def taken_apart(keys: Iterable[str], limbs: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Keys with each whole limb replaced by its areas; nothing stands there twice."""
    return list(dict.fromkeys(part for key in keys for part in limbs.get(key, (key,))))


def _words(area: Area, side: Side | None) -> str:
    return f"{area.patient_label}, {side}" if side else area.patient_label
