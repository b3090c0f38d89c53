"""The needle ledger: what became of every single needle of a session, folded from its events.

`needle_count` takes events in whatever order they come, from any number of devices and however
often, and says where each needle is. No sequence of events may be signed while a needle is neither
in the sharps container nor handed on as retained. `because` gives each reason with its rule.
"""

from filiform.clinical.ledger.because import Because, because, count_reasons
from filiform.clinical.ledger.count import Finding, NeedleCount, needle_count
from filiform.clinical.ledger.event import (
    Adjusted,
    Bent,
    Broken,
    DepthBand,
    Discarded,
    Discomfort,
    Dropped,
    EmergencyStop,
    Inserted,
    Manipulation,
    MuscleSide,
    NeedleEvent,
    NeedleEventType,
    Opened,
    PainRecognised,
    Recovered,
    Removed,
    RetainedEscalated,
    SharpPain,
    Twitch,
    Void,
)
from filiform.clinical.ledger.merging import needled, standing
from filiform.clinical.ledger.needle import Needle, NeedleState
from filiform.clinical.ledger.quantities import derived
from filiform.clinical.ledger.reading import Unreadable, read_event, schema
from filiform.clinical.ledger.stay import Stay, due_needles, stays_minutes

__all__ = [
    "Adjusted",
    "Because",
    "Bent",
    "Broken",
    "DepthBand",
    "Discarded",
    "Discomfort",
    "Dropped",
    "EmergencyStop",
    "Finding",
    "Inserted",
    "Manipulation",
    "MuscleSide",
    "Needle",
    "NeedleCount",
    "NeedleEvent",
    "NeedleEventType",
    "NeedleState",
    "Opened",
    "PainRecognised",
    "Recovered",
    "Removed",
    "RetainedEscalated",
    "SharpPain",
    "Stay",
    "Twitch",
    "Unreadable",
    "Void",
    "because",
    "count_reasons",
    "derived",
    "due_needles",
    "needle_count",
    "needled",
    "read_event",
    "schema",
    "standing",
    "stays_minutes",
]
