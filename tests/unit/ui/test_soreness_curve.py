"""The soreness curve: a smooth band through the values given, and reports that differ in shape."""

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filiform.clinic.ui.charts import Chart, Expected, Range, Report, soreness_curve
from filiform.clinic.ui.charts.svg import smooth

SCALE = Range(0, 10, 2, lower_is_better=True)
EXPECTED = [Expected(0, 0, 1), Expected(24, 1, 5), Expected(72, 0, 1)]


def curve(*reports: Report) -> Chart:
    return soreness_curve(
        name="s", title="Soreness", scale=SCALE, expected=EXPECTED, reports=reports
    )


def kinds(svg: str) -> list[str]:
    return [each.get("class", "") for each in ElementTree.fromstring(svg).iter()]


def test_a_report_above_what_is_expected_differs_in_shape_and_word() -> None:
    chart = curve(Report(3, 1), Report(24, 7, above=True))
    assert kinds(chart.wide).count("chart-point") == 1
    assert kinds(chart.wide).count("chart-outside") == 1
    assert "more than expected" in chart.wide


def test_the_edges_pass_through_every_value_given() -> None:
    drawn = curve().wide
    upper, lower = re.findall(r'd="(M[^"]*)" class="chart-expected-edge"', drawn)
    anchors = [pair.split(" ")[-2:] for pair in re.split("[MC]", upper)[1:]]
    heights = [float(y) for _, y in anchors]
    assert len(anchors) == len(EXPECTED)
    assert heights[1] < heights[0] == heights[2]
    assert lower != upper


@given(st.lists(st.floats(0, 100), min_size=2, max_size=8))
def test_a_smooth_line_never_leaves_the_height_of_its_points(heights: list[float]) -> None:
    path = smooth([(10.0 * n, height) for n, height in enumerate(heights)])
    figures = [float(figure) for figure in re.findall(r"-?\d+(?:\.\d+)?(?:e-?\d+)?", path)]
    assert min(heights) - 0.01 <= min(figures[1::2])
    assert max(figures[1::2]) <= max(heights) + 0.01


@pytest.mark.parametrize("reports", [(), (Report(0, 0),), (Report(200, 10),)])
def test_no_report_one_and_a_late_one_all_draw(reports: tuple[Report, ...]) -> None:
    chart = curve(*reports)
    for svg in (chart.wide, chart.narrow):
        ElementTree.fromstring(svg)
        assert "nan" not in svg
        assert "style" not in svg


def test_the_table_says_which_reports_were_more_than_expected() -> None:
    chart = curve(Report(24, 7, above=True), Report(3, 1))
    assert [list(row) for row in chart.table.rows] == [
        ["3 hours", "1", "as expected"],
        ["24 hours", "7", "more"],
    ]


@pytest.mark.parametrize("hours", [[], [0], [0, 0], [24, 0]])
def test_an_expectation_that_does_not_go_forward_is_refused(hours: list[float]) -> None:
    with pytest.raises(ValueError, match="two or more, each later"):
        soreness_curve(
            name="s", title="s", scale=SCALE, expected=[Expected(hour, 0, 1) for hour in hours]
        )
