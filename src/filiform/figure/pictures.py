"""Gets pictures from the data that ships: each is read once, and the person's left mirrors the right."""

import re
from functools import lru_cache
from importlib import resources
from typing import TypeVar

import msgspec

from filiform.figure.anatomy import Build, Figure, MuscleShape, RegionShape, View
from filiform.kernel.side import Side

Shape = TypeVar("Shape", RegionShape, MuscleShape)

DATA = resources.files("filiform.figure") / "data"
RING = re.compile(r"M(-?\d+) (-?\d+)c([^Mz]*)(z?)")
NUMBER = re.compile(r"-?\d+")


class _Region(msgspec.Struct):
    region: str
    side: Side
    path: str
    at: tuple[int, int]
    radius: int


class _Muscle(msgspec.Struct):
    muscle: str
    path: str
    at: tuple[int, int]
    radius: int


class _Stored(msgspec.Struct):
    view: str
    width: int
    height: int
    outline: str
    layers: list[str]
    lines: str
    regions: list[_Region]
    muscles: list[_Muscle]


@lru_cache(maxsize=64)
def figure(view: View, build: Build = Build.NEUTRAL) -> Figure:
    """The picture of a view in a build. The first call for each reads a small file."""
    name = view.value.replace("left", "right")
    stored = _stored(name, build if view.is_whole else Build.NEUTRAL)
    shown = _whole(stored, view, build) if "right" in name else _symmetric(stored, view, build)
    return _mirrored(shown) if view.value != name else shown


@lru_cache(maxsize=1)
def region_shares() -> dict[str, float]:
    """How much of the body's surface each region is, in per cent, by its identifier.

    For a region that has sides it is the share of one side; over all sides of all regions they add
    up to 100. Measured on the neutral build.
    """
    shares = msgspec.json.decode((DATA / "shares.json").read_bytes(), type=dict[str, float])
    return {f"anatomy/regions/{name}": share for name, share in shares.items()}


def _stored(name: str, build: Build) -> _Stored:
    return msgspec.json.decode((DATA / f"{name}.{build}.json").read_bytes(), type=_Stored)


def _whole(stored: _Stored, view: View, build: Build) -> Figure:
    """A picture as it is stored: seen from the person's right."""
    return Figure(
        view=view,
        build=build,
        width=stored.width,
        height=stored.height,
        outline=stored.outline,
        layers=tuple(stored.layers),
        lines=stored.lines,
        regions=tuple(
            RegionShape(f"anatomy/regions/{one.region}", one.side, one.path, one.at, one.radius)
            for one in stored.regions
        ),
        muscles=tuple(
            MuscleShape(f"anatomy/muscles/{one.muscle}", Side.RIGHT, one.path, one.at, one.radius)
            for one in stored.muscles
        ),
    )


def _symmetric(stored: _Stored, view: View, build: Build) -> Figure:
    """A picture of which the right half is stored, with its left half."""
    right = _whole(stored, view, build)
    left = _mirrored(right)
    return msgspec.structs.replace(
        right,
        regions=right.regions + tuple(one for one in left.regions if one.side is Side.LEFT),
        muscles=right.muscles + left.muscles,
    )


def _mirrored(shown: Figure) -> Figure:
    width = shown.width

    def shape(one: Shape) -> Shape:
        return msgspec.structs.replace(
            one,
            side=one.side.mirrored,
            path=mirrored_path(one.path, width),
            at=(width - one.at[0], one.at[1]),
        )

    return msgspec.structs.replace(
        shown,
        outline=mirrored_path(shown.outline, width),
        layers=tuple(mirrored_path(one, width) for one in shown.layers),
        lines=mirrored_path(shown.lines, width),
        regions=tuple(map(shape, shown.regions)),
        muscles=tuple(map(shape, shown.muscles)),
    )


def mirrored_path(path: str, width: int) -> str:
    """A path as a mirror shows it in a picture of that width."""

    def ring(found: re.Match[str]) -> str:
        x, y, steps, end = found.groups()
        numbers = [int(one) for one in NUMBER.findall(steps)]
        numbers[::2] = [-one for one in numbers[::2]]
        return f"M{width - int(x)} {y}c{' '.join(map(str, numbers))}{end}"

    return RING.sub(ring, path)
