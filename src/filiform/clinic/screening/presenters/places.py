"""The body as a list to tick: one row an area, one box a side."""

from dataclasses import dataclass

from django import forms
from django.forms.boundfield import BoundField

from filiform.clinic.screening.forms.answers import PlacesField, key_of, places_of
from filiform.clinical.facts import Place
from filiform.knowledge.library import Library
from filiform.knowledge.model.anatomy import Area


@dataclass(frozen=True, slots=True)
class PlaceBox:
    """One box to tick."""

    id: str
    value: str
    words: str
    checked: bool


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One area of the body with a box for each of its sides."""

    label: str
    boxes: tuple[PlaceBox, ...]


def place_rows(field: BoundField, library: Library) -> tuple[PlaceRow, ...]:
    """The rows of a field of places, in the order of the body; boxes say what is ticked already."""
    ticked = {str(value) for value in field.value() or ()}
    return tuple(
        PlaceRow(
            area.patient_label, tuple(_box(field, area, place, ticked) for place in places_of(area))
        )
        for area in library.all(Area)
    )


def places_field(form: forms.Form) -> BoundField | None:
    """The field of places of a form, if it has one."""
    return next((one for one in form if isinstance(one.field, PlacesField)), None)


def _box(field: BoundField, area: Area, place: Place, ticked: set[str]) -> PlaceBox:
    key = key_of(place)
    words = str(place.side).capitalize() if place.side else "Here"
    return PlaceBox(f"{field.auto_id}_{key.replace('.', '_')}", key, words, key in ticked)
