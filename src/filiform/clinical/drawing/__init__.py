"""A pain drawing: strokes in any order, what they come to, and what changed between two drawings."""

from filiform.clinical.drawing.comparison import (
    DrawingChange,
    DrawingChangeKind,
    compare_drawings,
    painted_share,
)
from filiform.clinical.drawing.fold import drawn, in_order
from filiform.clinical.drawing.reading import UnusableStrokes, read_strokes
from filiform.clinical.drawing.redrawing import (
    Mark,
    Redrawn,
    Said,
    marks_from_list,
    marks_of,
    redraw,
)
from filiform.clinical.drawing.strokes import PAINS, Place, Stroke, StrokeKind

__all__ = [
    "PAINS",
    "DrawingChange",
    "DrawingChangeKind",
    "Mark",
    "Place",
    "Redrawn",
    "Said",
    "Stroke",
    "StrokeKind",
    "UnusableStrokes",
    "compare_drawings",
    "drawn",
    "in_order",
    "marks_from_list",
    "marks_of",
    "painted_share",
    "read_strokes",
    "redraw",
]
