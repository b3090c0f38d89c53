"""The hours after needling: what to do, to leave and to wait with, and until when."""

from filiform.knowledge.library import Library
from filiform.knowledge.model.care import SameDayStep


def steps_at(hours_after: float, library: Library) -> tuple[SameDayStep, ...]:
    """The steps that hold so many hours after a session; a step without hours always holds.

    Raises:
        ValueError: for a time before the session.
    """
    if hours_after < 0:
        raise ValueError(f"hours after a session are 0 or more, and were given as {hours_after}")
    return tuple(one for one in library.all(SameDayStep) if _holds(one, hours_after))


def _holds(step: SameDayStep, hours_after: float) -> bool:
    return step.hours is None or step.hours.low <= hours_after <= step.hours.high
