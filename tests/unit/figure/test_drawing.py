"""What is drawn on the figure: well-formed, calm under a strict policy, the same each time, and in words."""

import re
from typing import Any
from xml.etree import ElementTree as Xml

import pytest

from filiform.figure import (
    Build,
    Drawing,
    Ink,
    MusclePoint,
    Painted,
    Referral,
    View,
    draw,
    draw_sheet,
    figure,
    views_with,
)
from filiform.kernel.side import Side
from filiform.knowledge.library import load_library
from filiform.knowledge.model.anatomy import Muscle, Region

LIBRARY = load_library()
INFRASPINATUS = LIBRARY.get("anatomy/muscles/infraspinatus", Muscle)


def painted(name: str = "shoulder-anterior", side: Side = Side.RIGHT, **fields: Any) -> Painted:
    return Painted(region=f"anatomy/regions/{name}", side=side, **({"intensity": 5} | fields))


def everything() -> Drawing:
    """Every region with a pain of its own for every fifth, a point and a referral."""
    return Drawing(
        painted=tuple(
            Painted(region=one.id, side=side, intensity=number % 11, pain=str(number % 5))
            for number, one in enumerate(LIBRARY.all(Region))
            for side in one.laterality.sides
        ),
        points=(MusclePoint(muscle=INFRASPINATUS, side=Side.RIGHT, recognised=True),),
        referral=Referral(muscle=INFRASPINATUS, side=Side.RIGHT),
    )


def elements(svg: str, kind: str) -> list[Xml.Element]:
    return [one for one in Xml.fromstring(svg).iter() if one.get("class") == f"figure-{kind}"]


@pytest.mark.parametrize("view", View)
def test_a_drawing_is_well_formed_and_needs_no_style_and_no_script(view: View) -> None:
    for ink in Ink:
        svg = draw(everything(), view, LIBRARY, ink=ink, borders=True)
        names = [one.get("id") for one in Xml.fromstring(svg).iter() if one.get("id")]
        assert len(names) == len(set(names))
        assert not re.search(r"\bstyle=|<style|<script|\bon\w+=|javascript:|href=", svg)
        assert set(re.findall(r"url\(#([^)]+)\)", svg)) <= set(names)


def test_a_sheet_is_well_formed_and_needs_no_style_and_no_script() -> None:
    svg = draw_sheet(everything(), LIBRARY)
    names = [one.get("id") for one in Xml.fromstring(svg).iter() if one.get("id")]
    assert len(names) == len(set(names))
    assert not re.search(r"\bstyle=|<style|<script|\bon\w+=|href=", svg)
    assert set(re.findall(r"url\(#([^)]+)\)", svg)) <= set(names)


def test_the_same_drawing_is_the_same_text() -> None:
    assert draw(everything(), View.FRONT, LIBRARY) == draw(everything(), View.FRONT, LIBRARY)
    assert draw_sheet(everything(), LIBRARY) == draw_sheet(everything(), LIBRARY)


def test_every_region_of_a_view_is_a_hook_for_a_page() -> None:
    svg = draw(Drawing(), View.FRONT, LIBRARY)
    hooks = {(one.get("data-region"), one.get("data-side")) for one in elements(svg, "region")}
    assert hooks == {(one.region, one.side.value) for one in figure(View.FRONT).regions}


def test_a_pain_is_told_by_its_pattern_and_its_number_not_by_colour_alone() -> None:
    drawing = Drawing(
        painted=(painted(pain="neck"), painted("thigh-anterior-upper", pain="leg", intensity=8))
    )
    svg = draw(drawing, View.FRONT, LIBRARY)
    assert "url(#front-pain-0)" in svg
    assert "url(#front-pain-1)" in svg
    one, two = re.findall(r'<pattern id="front-pain-\d"[^>]*>(.*?)</pattern>', svg)
    assert re.sub(r"#[0-9a-f]{6}", "", one) != re.sub(r"#[0-9a-f]{6}", "", two)
    assert {one.find(".//{*}text").text for one in elements(svg, "intensity")} == {"5", "8"}  # type: ignore[union-attr]


def test_a_stronger_pain_is_filled_more() -> None:
    def filled(intensity: float | None) -> float:
        svg = draw(Drawing(painted=(painted(intensity=intensity),)), View.FRONT, LIBRARY)
        return float(elements(svg, "painted")[0].get("fill-opacity") or 0)

    assert filled(1) < filled(5) < filled(10) <= 1
    assert filled(None) == filled(5)


def test_a_region_that_does_not_hurt_stays_plain() -> None:
    svg = draw(Drawing(painted=(painted(intensity=0),)), View.FRONT, LIBRARY)
    assert not elements(svg, "painted")
    assert "0 of 10" in svg


def test_referral_is_drawn_on_the_side_of_the_muscle() -> None:
    drawing = Drawing(referral=Referral(muscle=INFRASPINATUS, side=Side.LEFT))
    shown = figure(View.FRONT)
    primary = {one.get("d") for one in elements(draw(drawing, View.FRONT, LIBRARY), "primary")}
    left = shown.region("anatomy/regions/shoulder-anterior", Side.LEFT)
    right = shown.region("anatomy/regions/shoulder-anterior", Side.RIGHT)
    assert left
    assert right
    assert left.path in primary
    assert right.path not in primary
    assert elements(draw(drawing, View.BACK, LIBRARY), "muscle")


def test_a_deep_muscle_is_dashed() -> None:
    for muscle in LIBRARY.all(Muscle):
        drawing = Drawing(referral=Referral(muscle=muscle, side=Side.RIGHT))
        view = max(View, key=lambda one: _radius(one, muscle))
        drawn = elements(draw(drawing, view, LIBRARY), "muscle")
        assert [bool(one.get("stroke-dasharray")) for one in drawn] == [muscle.is_deep], muscle.id


def _radius(view: View, muscle: Muscle) -> int:
    shape = figure(view).muscle(muscle.id, Side.RIGHT)
    return shape.radius if shape else 0


def test_words_say_what_the_picture_shows() -> None:
    drawing = Drawing(painted=(painted(), painted("scapula", intensity=None)))
    words = Xml.fromstring(draw(drawing, View.FRONT, LIBRARY)).find("{*}desc")
    assert words is not None
    assert words.text == "Anterior shoulder, right: 5 of 10."
    assert "Infraspinous region, right: hurts." in draw_sheet(drawing, LIBRARY)


def test_names_of_pains_are_escaped() -> None:
    drawing = Drawing(painted=(painted(pain='<script>"&'),))
    for svg in (draw(drawing, View.FRONT, LIBRARY), draw_sheet(drawing, LIBRARY)):
        Xml.fromstring(svg)
        assert "<script" not in svg


def test_the_sheet_shows_the_views_that_hold_what_was_found() -> None:
    assert views_with(Drawing(painted=(painted("sternum", Side.MIDLINE),))) == (View.FRONT,)
    assert views_with(Drawing(painted=(painted("lumbar-paraspinal"),))) == (View.BACK,)
    assert View.HAND_DORSUM_RIGHT in views_with(Drawing(painted=(painted("anatomical-snuffbox"),)))
    assert View.FOOT_SOLE_LEFT in views_with(Drawing(painted=(painted("foot-arch", Side.LEFT),)))
    assert views_with(Drawing()) == ()


def test_every_region_is_shown_by_the_views_chosen_for_it() -> None:
    for region in LIBRARY.all(Region):
        for side in region.laterality.sides:
            drawing = Drawing(painted=(Painted(region=region.id, side=side),))
            assert any(figure(view).region(region.id, side) for view in views_with(drawing)), (
                region.id
            )


def test_an_empty_sheet_is_the_plain_figure_with_its_note() -> None:
    svg = draw_sheet(Drawing(), LIBRARY, note="Nothing was found.")
    assert "Nothing was found." in svg
    assert "Front" in svg
    assert "Back" in svg


@pytest.mark.parametrize("build", Build)
def test_each_build_is_drawn(build: Build) -> None:
    svg = draw(Drawing(painted=(painted(),)), View.FRONT, LIBRARY, build=build)
    assert f'data-build="{build}"' in svg
    assert elements(svg, "painted")
