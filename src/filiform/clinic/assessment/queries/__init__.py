"""What other stages may ask of assessment: pain over time, pain drawings, muscles with an established trigger point."""

from filiform.clinic.assessment.queries.assessment import (
    Finding,
    PainOnDay,
    active_trigger_points,
    baseline_pain,
    decision_of,
    examined_muscles,
    latest_assessment,
    pain_by_assessment,
    pain_ratings,
    painful_regions,
    palpations,
    ranges_of_motion,
    regions_in_order,
    standing,
)
from filiform.clinic.assessment.queries.drawing import (
    DrawingOnDay,
    drawing_of,
    drawing_on,
    drawings,
)

__all__ = [
    "DrawingOnDay",
    "Finding",
    "PainOnDay",
    "active_trigger_points",
    "baseline_pain",
    "decision_of",
    "drawing_of",
    "drawing_on",
    "drawings",
    "examined_muscles",
    "latest_assessment",
    "pain_by_assessment",
    "pain_ratings",
    "painful_regions",
    "palpations",
    "ranges_of_motion",
    "regions_in_order",
    "standing",
]
