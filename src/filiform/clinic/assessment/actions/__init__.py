"""Everything that can be done in an assessment; each thing is saved by itself and leaves one audit event."""

from filiform.clinic.assessment.actions.assessment import (
    finish_assessment,
    record_pain,
    record_range,
    record_regions,
    record_trigger_point,
    start_assessment,
)
from filiform.clinic.assessment.actions.drawing import record_marks, record_strokes

__all__ = [
    "finish_assessment",
    "record_marks",
    "record_pain",
    "record_range",
    "record_regions",
    "record_strokes",
    "record_trigger_point",
    "start_assessment",
]
