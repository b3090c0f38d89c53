"""The rows of an assessment. They are never changed: what corrects one is a row of its own."""

from filiform.clinic.assessment.models.assessment import (
    Assessment,
    PainfulRegion,
    PainRating,
    RangeOfMotion,
    TriggerPoint,
)
from filiform.clinic.assessment.models.drawing import DrawingStroke, PainDrawing

__all__ = [
    "Assessment",
    "DrawingStroke",
    "PainDrawing",
    "PainRating",
    "PainfulRegion",
    "RangeOfMotion",
    "TriggerPoint",
]
