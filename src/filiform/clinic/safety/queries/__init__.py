"""What other rooms may ask of safety: adverse events, what must be told to whom, and who was needled with a lot."""

from filiform.clinic.safety.queries.adverse_events import (
    check_in_of,
    event_named,
    events_of_clinic,
    events_of_episode,
    known_of,
    reportable_events,
    standing_events,
)
from filiform.clinic.safety.queries.lost_needles import LostNeedle, lost_needles
from filiform.clinic.safety.queries.needle_sticks import (
    needle_stick_named,
    readable_needle_sticks,
    unseen_needle_sticks,
)
from filiform.clinic.safety.queries.rates import rates_of_events
from filiform.clinic.safety.queries.telling import (
    EventAttention,
    TellingTask,
    events_needing_attention,
    open_tellings,
    telling_tasks,
)
from filiform.clinic.safety.queries.tracing import Tracing, needles_without_lot, traced

__all__ = [
    "EventAttention",
    "LostNeedle",
    "TellingTask",
    "Tracing",
    "check_in_of",
    "event_named",
    "events_needing_attention",
    "events_of_clinic",
    "events_of_episode",
    "known_of",
    "lost_needles",
    "needle_stick_named",
    "needles_without_lot",
    "open_tellings",
    "rates_of_events",
    "readable_needle_sticks",
    "reportable_events",
    "standing_events",
    "telling_tasks",
    "traced",
    "unseen_needle_sticks",
]
