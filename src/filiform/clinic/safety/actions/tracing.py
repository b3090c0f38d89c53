"""The trace that is left when somebody looks up who was needled with a lot: many patients on one page."""

from datetime import datetime
from typing import Any

from filiform.clinic.audit.action import audited
from filiform.clinic.people.models import Clinic


@audited("safety.lot_traced")
def note_tracing(*, clinic: Clinic, by: Any, at: datetime) -> Clinic:
    """Leave a trace that somebody read which patients were needled with a lot."""
    return clinic
