"""The pictures show every region and every muscle of the library, and their borders fit each other."""

import hashlib
import json
import re

import pytest

from filiform.figure import Build, Figure, View, figure, region_shares
from filiform.figure.pictures import DATA, mirrored_path
from filiform.kernel.side import Side
from filiform.knowledge.library import load_library
from filiform.knowledge.model.anatomy import Muscle, Region
from filiform.knowledge.model.anatomy import View as Seen
from tests.unit.figure.geometry import area, box, polygons, raster

LIBRARY = load_library()
WHOLE = [View.FRONT, View.BACK, View.LEFT, View.RIGHT]
SYMMETRIC = [View.FRONT, View.BACK, View.HEAD_FRONT, View.HEAD_BACK]
PICTURES = [
    (view, build) for view in View for build in (Build if view.is_whole else [Build.NEUTRAL])
]


@pytest.mark.parametrize(("view", "build"), PICTURES)
def test_every_picture_is_there(view: View, build: Build) -> None:
    shown = figure(view, build)
    assert (shown.view, shown.build) == (view, build)
    assert shown.outline
    assert shown.regions
    assert len(shown.layers) > 4


@pytest.mark.parametrize("build", Build)
def test_every_region_is_seen_on_every_side_it_has(build: Build) -> None:
    seen = {(one.region, one.side) for view in View for one in figure(view, build).regions}
    wanted = {(one.id, side) for one in LIBRARY.all(Region) for side in one.laterality.sides}
    assert seen == wanted


def test_a_region_is_seen_from_where_the_library_says() -> None:
    views = {
        Seen.FRONT: [View.FRONT, View.HEAD_FRONT, View.HAND_PALM_LEFT, View.FOOT_TOP_LEFT],
        Seen.BACK: [View.BACK, View.HEAD_BACK, View.HAND_DORSUM_LEFT],
        Seen.SIDE: [View.LEFT, View.HEAD_LEFT, View.FOOT_OUTER_LEFT],
        Seen.SOLE: [View.FOOT_SOLE_LEFT],
    }
    for region in LIBRARY.all(Region):
        side = region.laterality.sides[0]
        for seen in region.views:
            assert any(figure(view).region(region.id, side) for view in views[seen]), (
                f"{region.id} is not seen from {seen}"
            )


def test_a_region_has_only_sides_that_it_has_in_the_library() -> None:
    for view in View:
        for one in figure(view).regions:
            assert one.side in LIBRARY.get(one.region, Region).laterality.sides


def test_the_right_of_the_person_is_on_the_left_of_a_picture_from_the_front() -> None:
    front, back = figure(View.FRONT), figure(View.BACK)
    for name in ("shoulder-lateral", "knee-lateral"):
        region = f"anatomy/regions/{name}"
        right, left = front.region(region, Side.RIGHT), front.region(region, Side.LEFT)
        assert right
        assert left
        assert right.at[0] < front.width / 2 < left.at[0]
        behind = back.region(region, Side.RIGHT)
        assert behind
        assert behind.at[0] > back.width / 2


@pytest.mark.parametrize("view", SYMMETRIC)
def test_the_two_sides_of_a_region_mirror_each_other(view: View) -> None:
    shown = figure(view)
    for right in (one for one in shown.regions if one.side is Side.RIGHT):
        left = shown.region(right.region, Side.LEFT)
        assert left
        x, y, wide, high = box(left.path)
        assert box(right.path) == pytest.approx(
            (shown.width - wide, y, shown.width - x, high), abs=1
        )
        assert area(left.path) == pytest.approx(area(right.path), rel=0.01, abs=2)
    middle = shown.outline
    x, _, wide, _ = box(middle)
    assert x + wide == pytest.approx(shown.width, abs=3)


def test_the_left_view_mirrors_the_right_one() -> None:
    left, right = figure(View.LEFT), figure(View.RIGHT)
    assert {(one.region, one.side) for one in left.regions} == {
        (one.region, one.side.mirrored) for one in right.regions
    }
    assert box(mirrored_path(left.outline, left.width)) == box(right.outline)


@pytest.mark.parametrize("view", View)
def test_regions_cover_the_body_and_do_not_overlap(view: View) -> None:
    shown = figure(view)
    body = raster(shown.outline, shown)
    times = [0] * len(body)
    for one in shown.regions:
        for place, inside in enumerate(raster(one.path, shown)):
            times[place] += inside
    covered = sum(1 for inside, count in zip(body, times, strict=True) if inside and count)
    doubled = sum(1 for count in times if count > 1)
    assert covered >= 0.985 * sum(body)
    assert doubled <= 0.005 * sum(body)


@pytest.mark.parametrize("view", View)
def test_a_label_stands_within_its_region(view: View) -> None:
    shown = figure(view)
    for one in shown.regions:
        rings = polygons(one.path)
        assert _contains(rings, one.at), f"{one.region} {one.side} in {view}"


def _contains(rings: list[list[tuple[float, float]]], at: tuple[int, int]) -> bool:
    x, y = at[0] + 0.01, at[1] + 0.01
    inside = False
    for ring in rings:
        for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
            if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
                inside = not inside
    return inside


def test_every_muscle_of_the_library_has_a_shape_on_both_sides() -> None:
    for build in Build:
        seen = {
            (one.muscle, one.side)
            for view in View
            for one in figure(view, build if view.is_whole else Build.NEUTRAL).muscles
        }
        missing = {
            (one.id, side)
            for one in LIBRARY.all(Muscle)
            for side in (Side.LEFT, Side.RIGHT)
            if (one.id, side) not in seen
        }
        assert not missing, "draw it in tools/body_figure/muscles"


def test_a_muscle_lies_over_the_regions_that_the_library_names_for_it() -> None:
    """Its shape meets one of them in a view, or the shape or the region is in the wrong place."""
    for muscle in LIBRARY.all(Muscle):
        assert any(_meet(muscle, figure(view)) for view in View), muscle.id


def _meet(muscle: Muscle, shown: Figure) -> bool:
    shape = shown.muscle(muscle.id, Side.RIGHT)
    if shape is None:
        return False
    left, top, right, bottom = box(shape.path)
    for region in muscle.regions:
        named = shown.region(region, Side.RIGHT) or shown.region(region, Side.MIDLINE)
        if named:
            x, y, wide, high = box(named.path)
            if left < wide and x < right and top < high and y < bottom:
                return True
    return False


def test_the_shares_of_all_sides_are_the_whole_skin() -> None:
    shares = region_shares()
    assert shares.keys() == {one.id for one in LIBRARY.all(Region)}
    assert min(shares.values()) > 0
    sides = {one.id: len(one.laterality.sides) for one in LIBRARY.all(Region)}
    assert sum(share * sides[one] for one, share in shares.items()) == pytest.approx(100, abs=0.1)


def test_the_data_are_those_of_the_manifest() -> None:
    manifest = json.loads((DATA / "manifest.json").read_text())
    files = {one.name: one for one in DATA.iterdir() if one.name != "manifest.json"}
    assert files.keys() == manifest["files"].keys()
    for name, digest in manifest["files"].items():
        assert hashlib.sha256(files[name].read_bytes()).hexdigest() == digest, name
    assert re.fullmatch(r"[0-9a-f]{64}", manifest["wheel"]["sha256"])
    assert "CC0" in manifest["licence"]


def test_a_mirrored_path_twice_is_the_path() -> None:
    path = "M10 20c1 2 3 4 5 6 -7 8 9 1 2 3zM5 5c0 1 1 2 3 4"
    assert mirrored_path(path, 100) == "M90 20c-1 2 -3 4 -5 6 7 8 -9 1 -2 3zM95 5c0 1 -1 2 -3 4"
    assert mirrored_path(mirrored_path(path, 100), 100) == path
