"""Charts drawn on the server as plain SVG: no library, no script, no style attribute; they print and can be read aloud.

Every number comes from the caller, thresholds above all. A chart has a wide and a narrow drawing
(a phone shows the narrow one), a sentence for a screen reader and a table of the same figures.
Show one with `<c-chart :chart="chart" />`.
"""

from filiform.clinic.ui.charts.inputs import (
    Band,
    Chart,
    Expected,
    Measurement,
    Range,
    Report,
    Series,
    Session,
)
from filiform.clinic.ui.charts.soreness import soreness_curve
from filiform.clinic.ui.charts.timeline import improvement_band, outcome_timeline

__all__ = [
    "Band",
    "Chart",
    "Expected",
    "Measurement",
    "Range",
    "Report",
    "Series",
    "Session",
    "improvement_band",
    "outcome_timeline",
    "soreness_curve",
]
