"""The pain map as a list: regions under their area of the body, a box and a number a side."""

from collections.abc import Mapping
from dataclasses import dataclass

from filiform.clinic.assessment.forms.regions import INTENSITY, Place, key_of
from filiform.kernel.side import Side
from filiform.knowledge.library import Library
from filiform.knowledge.model.anatomy import Area, Region


@dataclass(frozen=True, slots=True)
class RegionBox:
    """One region on one side: whether it hurts, how much, and what was said last time."""

    id: str
    value: str
    words: str
    checked: bool
    intensity_name: str
    intensity: str
    last: str


@dataclass(frozen=True, slots=True)
class RegionRow:
    """One region with a box for each side."""

    label: str
    boxes: tuple[RegionBox, ...]


@dataclass(frozen=True, slots=True)
class AreaGroup:
    """The regions of one area; open when one of them hurts. `last` counts the places of last time."""

    label: str
    rows: tuple[RegionRow, ...]
    marked: int
    last: int
    is_open: bool


def area_groups(
    marked: Mapping[Place, object], last: Mapping[Place, int | None], library: Library
) -> tuple[AreaGroup, ...]:
    """Every region of the library under its area, in the order of the body."""
    regions = library.all(Region)
    groups = (
        _group(area, [one for one in regions if one.area == area.id], marked, last)
        for area in library.all(Area)
    )
    return tuple(group for group in groups if group.rows)


def _group(
    area: Area,
    regions: list[Region],
    marked: Mapping[Place, object],
    last: Mapping[Place, int | None],
) -> AreaGroup:
    places = [(one.id, side) for one in regions for side in one.laterality.sides]
    count = sum(place in marked for place in places)
    return AreaGroup(
        area.label,
        tuple(_row(one, marked, last) for one in regions),
        count,
        sum(place in last for place in places),
        is_open=bool(count),
    )


def _row(
    region: Region, marked: Mapping[Place, object], last: Mapping[Place, int | None]
) -> RegionRow:
    return RegionRow(
        region.label,
        tuple(_box((region.id, side), marked, last) for side in region.laterality.sides),
    )


def _box(
    place: Place, marked: Mapping[Place, object], last: Mapping[Place, int | None]
) -> RegionBox:
    key, value = key_of(place), marked.get(place)
    return RegionBox(
        id=f"region_{key.replace('.', '_')}",
        value=key,
        words="Hurts" if place[1] is Side.MIDLINE else place[1].value.capitalize(),
        checked=place in marked,
        intensity_name=INTENSITY + key,
        intensity="" if value is None else str(value),
        last=_last(place, last),
    )


def _last(place: Place, last: Mapping[Place, int | None]) -> str:
    if place not in last:
        return ""
    value = last[place]
    return "marked last time" if value is None else f"last time {value}"
