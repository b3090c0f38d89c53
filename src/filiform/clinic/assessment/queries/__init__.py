"""What other stages may ask of assessment: pain, drawings, what was examined, which muscles are likely."""

from filiform.clinic.assessment.queries.assessment import (
    Finding,
    PainOnDay,
    active_trigger_points,
    baseline_pain,
    decision_of,
    examined_muscles,
    in_order,
    latest_assessment,
    pain_by_assessment,
    pain_ratings,
    painful_regions,
    palpations,
    regions_in_order,
    standing,
)
from filiform.clinic.assessment.queries.drawing import (
    DrawingOnDay,
    drawing_of,
    drawing_on,
    drawings,
    is_anything_drawn,
)
from filiform.clinic.assessment.queries.examination import Examination, Seen, examination_of
from filiform.clinic.assessment.queries.ranking import (
    findings_of,
    forget_rankings,
    likely_muscles,
    nerve_results,
    ranking_of,
)

__all__ = [
    "DrawingOnDay",
    "Examination",
    "Finding",
    "PainOnDay",
    "Seen",
    "active_trigger_points",
    "baseline_pain",
    "decision_of",
    "drawing_of",
    "drawing_on",
    "drawings",
    "examination_of",
    "examined_muscles",
    "findings_of",
    "forget_rankings",
    "in_order",
    "is_anything_drawn",
    "latest_assessment",
    "likely_muscles",
    "nerve_results",
    "pain_by_assessment",
    "pain_ratings",
    "painful_regions",
    "palpations",
    "ranking_of",
    "regions_in_order",
    "standing",
]
