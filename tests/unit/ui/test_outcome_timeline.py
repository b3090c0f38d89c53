"""The outcome timeline: where its marks lie, what its band covers, and what it does with silence."""

from datetime import date, timedelta
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filiform.clinic.ui.charts import (
    Band,
    Chart,
    Measurement,
    Range,
    Series,
    Session,
    improvement_band,
    outcome_timeline,
)
from filiform.clinic.ui.charts.axes import Axis, apart, day_ticks, number, ticks

FIRST = date(2026, 3, 3)
SCALE = Range(0, 10, 2, lower_is_better=True)
SVG = "{http://www.w3.org/2000/svg}"


def timeline(*values: float | None, band: Band | None = None, sessions: int = 0) -> Chart:
    measurements = [
        Measurement(FIRST + timedelta(weeks=n), value) for n, value in enumerate(values)
    ]
    return outcome_timeline(
        name="pain",
        title="Pain",
        scale=SCALE,
        series=[Series("Worst pain", measurements)],
        baseline=values[0] if values else None,
        band=band,
        sessions=[Session(FIRST + timedelta(days=n)) for n in range(sessions)],
    )


def marks(svg: str, kind: str) -> list[ElementTree.Element]:
    return [each for each in ElementTree.fromstring(svg).iter() if each.get("class") == kind]


def grid_place(svg: str, value: float) -> float:
    """The height of the grid line that bears a figure."""
    labels = [
        each for each in ElementTree.fromstring(svg).iter("text") if each.text == number(value)
    ]
    return float(labels[0].get("y", "nan")) - 4.5


@given(st.lists(st.floats(0, 10), min_size=2, max_size=2))
def test_a_higher_value_never_lies_lower(pair: list[float]) -> None:
    svg = timeline(*sorted(pair)).wide
    low, high = (float(point.get("cy", "nan")) for point in marks(svg, "chart-point"))
    assert high <= low


def test_a_point_lies_on_the_grid_line_of_its_value() -> None:
    svg = timeline(7, 4).wide
    assert float(marks(svg, "chart-point")[1].get("cy", "nan")) == grid_place(svg, 4)


@pytest.mark.parametrize("drawing", ["wide", "narrow"])
def test_the_band_covers_exactly_the_values_given(drawing: str) -> None:
    svg = getattr(timeline(7, 4, band=Band(2, 6, "an example")), drawing)
    (band,) = marks(svg, "chart-band")
    top, height = float(band.get("y", "nan")), float(band.get("height", "nan"))
    assert top == pytest.approx(grid_place(svg, 6), abs=0.02)
    assert top + height == pytest.approx(grid_place(svg, 2), abs=0.02)


def test_an_improvement_band_begins_one_threshold_from_the_baseline_towards_the_better_end() -> (
    None
):
    function = Range(0, 100, 20, lower_is_better=False)
    assert improvement_band(SCALE, baseline=7, threshold=2, label="") == Band(0, 5, "")
    assert improvement_band(function, baseline=40, threshold=15, label="") == Band(55, 100, "")


def test_an_improvement_band_is_empty_where_the_baseline_leaves_no_room() -> None:
    band = improvement_band(SCALE, baseline=1, threshold=2, label="")
    assert band.lowest == band.highest == 0


def test_a_silence_breaks_the_line_and_is_marked_where_nobody_answered() -> None:
    svg = timeline(7, 6, None, 5, 4).wide
    assert len(marks(svg, "chart-line")) == 2
    assert len(marks(svg, "chart-gap")) == 1
    assert len(marks(svg, "chart-point")) == 4
    assert "not answered" in svg


def test_without_silence_nothing_says_that_there_was_one() -> None:
    svg = timeline(7, 6, 5).wide
    assert not marks(svg, "chart-gap")
    assert "not answered" not in svg


@pytest.mark.parametrize("values", [(), (7,), (None,), (None, None)])
def test_no_answer_or_one_draws_without_a_number_that_is_none(
    values: tuple[float | None, ...],
) -> None:
    chart = timeline(*values)
    for svg in (chart.wide, chart.narrow):
        ElementTree.fromstring(svg)
        assert "nan" not in svg.lower()
        assert "inf" not in svg.lower()


def test_each_needling_session_is_one_needle() -> None:
    assert len(marks(timeline(7, 5, sessions=4).wide, "chart-needle-handle")) == 4


def test_every_mark_stays_inside_the_drawing() -> None:
    chart = timeline(7, 9, 0, 10, None, 3, sessions=3, band=Band(0, 5, "an example"))
    for svg in (chart.wide, chart.narrow):
        root = ElementTree.fromstring(svg)
        _, _, width, height = (float(side) for side in root.get("viewBox", "").split())
        for point in (*marks(svg, "chart-point"), *marks(svg, "chart-missing")):
            x, y = point.get("cx") or point.get("x1"), point.get("cy") or point.get("y1")
            assert 0 <= float(x or "nan") <= width
            assert 0 <= float(y or "nan") <= height


def test_the_drawing_has_a_name_a_description_and_a_table_of_the_same_figures() -> None:
    chart = timeline(7, None, 4, sessions=1)
    assert "7 on 3 Mar 2026 to 4 on 17 Mar 2026; 1 not answered." in chart.description
    assert chart.description.replace("'", "&#x27;") in chart.wide
    assert [list(row) for row in chart.table.rows] == [
        ["3 Mar 2026", "7", "yes"],
        ["10 Mar 2026", "not answered", ""],
        ["17 Mar 2026", "4", ""],
    ]


def test_labels_are_escaped() -> None:
    chart = outcome_timeline(
        name="pain", title="<b>", scale=SCALE, series=[Series("<i>", [Measurement(FIRST, 1)])]
    )
    assert "<b>" not in chart.wide
    assert "<i>" not in chart.wide


def test_no_drawing_carries_a_style_attribute_or_a_script() -> None:
    chart = timeline(7, None, 4, sessions=2, band=Band(0, 5, "an example"))
    for svg in (chart.wide, chart.narrow):
        assert "style" not in svg
        assert "<script" not in svg


def test_three_series_are_refused_with_what_is_allowed() -> None:
    with pytest.raises(ValueError, match="series: 3 given; allowed: 1 or 2"):
        outcome_timeline(name="x", title="x", scale=SCALE, series=[Series("x", [])] * 3)


@pytest.mark.parametrize(
    ("lowest", "highest", "step"), [(10, 0, 2), (0, 0, 1), (0, 10, 0), (0, float("inf"), 1)]
)
def test_a_scale_that_is_no_scale_is_refused(lowest: float, highest: float, step: float) -> None:
    with pytest.raises(ValueError, match="must be"):
        Range(lowest, highest, step, lower_is_better=True)


def test_ticks_include_both_ends_even_when_the_step_does_not_fit() -> None:
    assert ticks(0, 10, 2) == (0, 2, 4, 6, 8, 10)
    assert ticks(0, 10, 4) == (0, 4, 8, 10)


@given(st.integers(0, 6000), st.integers(1, 8))
def test_day_ticks_are_never_more_than_asked_for_and_begin_with_the_first_day(
    span: int, most: int
) -> None:
    days = day_ticks(FIRST, FIRST + timedelta(days=span), most)
    assert days[0] == FIRST
    assert len(days) <= most


@given(st.lists(st.floats(0, 300), min_size=1, max_size=2), st.floats(1, 40))
def test_labels_pushed_apart_never_overlap(places: list[float], least: float) -> None:
    moved = sorted(apart(places, least))
    assert all(below - above >= least - 1e-9 for above, below in pairwise(moved))


def test_a_value_beyond_the_axis_is_held_at_its_end() -> None:
    assert Axis(0, 10, 100, 0).place(12) == 0


def test_a_value_that_is_no_number_has_no_place() -> None:
    with pytest.raises(ValueError, match="no place"):
        Axis(0, 10, 100, 0).place(float("nan"))
