"""Rows of needling: the session and what was asked in it, every needle event, the signature and what follows it."""

from filiform.clinic.needling.models.deviations import DeviationReview, StatedDeviation
from filiform.clinic.needling.models.events import EventDelivery, LateEvent, NeedleEvent
from filiform.clinic.needling.models.session import (
    MOST_MINUTES,
    Addendum,
    CoSignature,
    FoundTissue,
    Moment,
    NeedlingSession,
    OffPlanMuscle,
    ResponseMeasure,
    SessionAnswers,
    SessionSignature,
    SessionSupervision,
    TimedMinutes,
)

__all__ = [
    "MOST_MINUTES",
    "Addendum",
    "CoSignature",
    "DeviationReview",
    "EventDelivery",
    "FoundTissue",
    "LateEvent",
    "Moment",
    "NeedleEvent",
    "NeedlingSession",
    "OffPlanMuscle",
    "ResponseMeasure",
    "SessionAnswers",
    "SessionSignature",
    "SessionSupervision",
    "StatedDeviation",
    "TimedMinutes",
]
