"""The rows of an assessment. They are never changed: what corrects one is a row of its own."""

from filiform.clinic.assessment.models.assessment import (
    Assessment,
    PainfulRegion,
    PainRating,
    TriggerPoint,
)
from filiform.clinic.assessment.models.drawing import DrawingStroke, PainDrawing
from filiform.clinic.assessment.models.examination import (
    MuscleStrength,
    NerveFinding,
    PhysicalTestFinding,
    PressurePainThreshold,
    RangeOfMotion,
)

__all__ = [
    "Assessment",
    "DrawingStroke",
    "MuscleStrength",
    "NerveFinding",
    "PainDrawing",
    "PainRating",
    "PainfulRegion",
    "PhysicalTestFinding",
    "PressurePainThreshold",
    "RangeOfMotion",
    "TriggerPoint",
]
