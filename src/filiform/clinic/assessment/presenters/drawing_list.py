"""A pain drawing as a list: regions under their area of the body, with a box, a number and a word a side."""

from collections.abc import Mapping
from dataclasses import dataclass

from filiform.clinic.assessment.forms.drawing import INTENSITY, QUALITY
from filiform.clinic.assessment.forms.regions import key_of
from filiform.clinic.assessment.presenters.body_map import key_of as map_key
from filiform.clinical.drawing import Place
from filiform.kernel.side import Side
from filiform.knowledge.library import Library
from filiform.knowledge.model.anatomy import Area, Region

Typed = Mapping[Place, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One region on one side: whether it hurts, how much, and how it feels."""

    key: str
    value: str
    id: str
    words: str
    label: str
    checked: bool
    intensity_name: str
    intensity: str
    quality_name: str
    quality: str


@dataclass(frozen=True, slots=True)
class PlaceGroup:
    """The places of one area; open when one of them hurts."""

    label: str
    rows: tuple[PlaceRow, ...]
    marked: int


def place_groups(typed: Typed, library: Library) -> tuple[PlaceGroup, ...]:
    """Every place under its area, in the order of the body; `typed` holds what stands in the fields."""
    regions = library.all(Region)
    groups = (
        _group(area, [one for one in regions if one.area == area.id], typed)
        for area in library.all(Area)
    )
    return tuple(group for group in groups if group.rows)


def _group(area: Area, regions: list[Region], typed: Typed) -> PlaceGroup:
    rows = tuple(_row(one, side, typed) for one in regions for side in one.laterality.sides)
    return PlaceGroup(area.patient_label.capitalize(), rows, sum(row.checked for row in rows))


def _row(region: Region, side: Side, typed: Typed) -> PlaceRow:
    place = (region.id, side)
    key = key_of(place)
    intensity, quality = typed.get(place, ("", ""))
    return PlaceRow(
        key=map_key(place),
        value=key,
        id=f"place_{key.replace('.', '_')}",
        words="" if side is Side.MIDLINE else side.value,
        label=region.patient_label,
        checked=place in typed,
        intensity_name=INTENSITY + key,
        intensity=intensity,
        quality_name=QUALITY + key,
        quality=quality,
    )
