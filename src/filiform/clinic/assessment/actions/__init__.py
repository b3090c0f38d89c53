"""Everything that can be done in an assessment; each thing is saved by itself and leaves one audit event."""

from filiform.clinic.assessment.actions.assessment import (
    finish_assessment,
    record_pain,
    record_regions,
    record_trigger_point,
    start_assessment,
)
from filiform.clinic.assessment.actions.drawing import record_marks, record_strokes
from filiform.clinic.assessment.actions.examination import (
    record_movement,
    record_nerve,
    record_pressure,
    record_strength,
    record_test,
)

__all__ = [
    "finish_assessment",
    "record_marks",
    "record_movement",
    "record_nerve",
    "record_pain",
    "record_pressure",
    "record_regions",
    "record_strength",
    "record_strokes",
    "record_test",
    "record_trigger_point",
    "start_assessment",
]
