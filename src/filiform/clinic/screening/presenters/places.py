"""The body as a list to tick: one row an area, one box a side."""

from collections.abc import Mapping
from dataclasses import dataclass

from django import forms
from django.forms.boundfield import BoundField

from filiform.clinic.screening.forms.places import PlacesField, key_of, places_of, whole_limbs
from filiform.clinical.facts import Place
from filiform.kernel.side import Side
from filiform.knowledge.library import Library
from filiform.knowledge.model.anatomy import Area, Limb


@dataclass(frozen=True, slots=True)
class PlaceBox:
    """One box to tick; `parts` are the values of the boxes that it stands for, if it is a whole limb."""

    id: str
    value: str
    words: str
    checked: bool = False
    parts: str = ""


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One area of the body with a box for each of its sides."""

    label: str
    boxes: tuple[PlaceBox, ...]
    is_limb: bool = False


SIDES = (Side.LEFT, Side.RIGHT)
WHOLE = {Limb.ARM: "Whole arm", Limb.LEG: "Whole leg"}


def place_rows(field: BoundField, library: Library) -> tuple[PlaceRow, ...]:
    """Whole limbs first, then the areas in the order of the body; boxes say what is ticked already.

    The box of a limb is never ticked from here: taken away from one area, it would bring it back.
    """
    ticked = {str(value) for value in field.value() or ()}
    limbs = whole_limbs(library)
    shortcuts = (
        PlaceRow(words, tuple(_limb_box(field, limb, side, limbs) for side in SIDES), is_limb=True)
        for limb, words in WHOLE.items()
    )
    return (*shortcuts, *_area_rows(field, ticked, library))


def places_field(form: forms.Form) -> BoundField | None:
    """The field of places of a form, if it has one."""
    return next((one for one in form if isinstance(one.field, PlacesField)), None)


def _limb_box(
    field: BoundField, limb: Limb, side: Side, limbs: Mapping[str, tuple[str, ...]]
) -> PlaceBox:
    key = f"whole-{limb}.{side}"
    words = str(side).capitalize()
    parts = " ".join(limbs[key])
    return PlaceBox(f"{field.auto_id}_whole-{limb}_{side}", key, words, parts=parts)


def _area_rows(field: BoundField, ticked: set[str], library: Library) -> tuple[PlaceRow, ...]:
    return tuple(
        PlaceRow(
            area.patient_label, tuple(_box(field, area, place, ticked) for place in places_of(area))
        )
        for area in library.all(Area)
    )


def _box(field: BoundField, area: Area, place: Place, ticked: set[str]) -> PlaceBox:
    key = key_of(place)
    words = str(place.side).capitalize() if place.side else "Here"
    return PlaceBox(f"{field.auto_id}_{key.replace('.', '_')}", key, words, key in ticked)
