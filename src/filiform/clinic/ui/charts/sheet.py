"""The sheet a chart is drawn on: its size, its margins, and the grid of its scale."""

from dataclasses import dataclass

from filiform.clinic.ui.charts import svg
from filiform.clinic.ui.charts.axes import Axis, number, ticks
from filiform.clinic.ui.charts.inputs import Range


@dataclass(frozen=True, slots=True)
class Sheet:
    """Size and margins in user units, how many dates fit, and whether words fit beside the last point."""

    name: str
    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    dates: int = 0
    labels_beside: bool = False

    @property
    def edge(self) -> float:
        """The right end of the grid."""
        return self.width - self.right

    @property
    def floor(self) -> float:
        """The height of the horizontal axis."""
        return self.height - self.bottom

    def upwards(self, scale: Range) -> Axis:
        """The vertical axis of a scale."""
        return Axis(scale.lowest, scale.highest, self.floor, self.top)


def grid(scale: Range, sheet: Sheet) -> str:
    """A hairline and a figure at each step, and what the highest value means."""
    up = sheet.upwards(scale)
    lines = [
        _grid_line(value, scale, up, sheet)
        for value in ticks(scale.lowest, scale.highest, scale.step)
    ]
    words = svg.text(scale.highest_means, sheet.left + 4, up.end - 7) if scale.highest_means else ""
    return "".join(lines) + words


def _grid_line(value: float, scale: Range, up: Axis, sheet: Sheet) -> str:
    y, kind = up.place(value), "chart-axis" if value == scale.lowest else "chart-gridline"
    figure = svg.text(number(value), sheet.left - 8, y + 4.5, anchor="end")
    return svg.line(sheet.left, y, sheet.edge, y, kind) + figure
