"""What the sender of an event is told, and what of an event is looked at before anything on record is."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

import msgspec

from filiform.clinic.knowledge import library
from filiform.clinical import ledger
from filiform.clinical.ledger import Inserted
from filiform.kernel.decision import Decision
from filiform.knowledge.model.anatomy import Muscle
from filiform.knowledge.model.needling import Technique

CLOCK_BOUND = timedelta(minutes=2)
"""A device whose clock is further off than this is told so, and its events are put in order by the server's."""
EARLIEST, LATEST = 2000, 2100
"""Years between which an event can have happened."""


class Verdict(StrEnum):
    """What became of an event that was sent."""

    ACCEPTED = "accepted"
    REPEATED = "repeated"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the sender is told about one event. `field` and `allowed` where it cannot be read."""

    id: str
    verdict: Verdict
    message: str = ""
    field: str = ""
    allowed: str = ""
    statements: tuple[str, ...] = ()
    decision: Decision[Any] | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """An event as it was sent, with its answer. `at` is when it happened by the server's clock.

    `is_late`: it came after the signature, so it is kept beside the session.
    """

    event: ledger.NeedleEvent
    answer: Answer
    at: datetime | None = None
    is_late: bool = False

    @property
    def is_new(self) -> bool:
        """Whether there is something to write."""
        return self.answer.verdict is Verdict.ACCEPTED


def by_the_servers_clock(
    event: ledger.NeedleEvent, offset_seconds: float, *, received_at: datetime
) -> ledger.NeedleEvent | None:
    """The event when it happened; None where nothing can have happened then.

    By the device's clock, or by the server's where the two are far apart. Nothing happened after it
    was told: a device whose clock was set right before it sent has events ahead of their time, and
    they happened when they were received, at the latest.
    """
    offset = timedelta(seconds=offset_seconds)
    try:
        at = (event.at if abs(offset) <= CLOCK_BOUND else event.at + offset).astimezone(UTC)
    except OverflowError:
        return None
    if not all(EARLIEST <= one.year <= LATEST for one in (at, event.at)):
        return None
    return msgspec.structs.replace(event, at=received_at if at > received_at + CLOCK_BOUND else at)


def unlikely(event: ledger.NeedleEvent) -> Answer:
    return Answer(
        event.id,
        Verdict.REFUSED,
        "Nothing can have happened then. Look at the device's clock.",
        field="at",
        allowed=f"a time between the years {EARLIEST} and {LATEST}",
    )


def unknown_name(event: ledger.NeedleEvent) -> Answer | None:
    """The answer to an event that names a muscle or a technique which the library does not have."""
    if event.place is not None and _is_unknown(event.place.muscle, Muscle):
        return _names(event, "muscle")
    if isinstance(event, Inserted) and event.technique and _is_unknown(event.technique, Technique):
        return _names(event, "technique")
    return None


def _is_unknown(identifier: str, kind: type[Any]) -> bool:
    try:
        library().get(identifier, kind)
    except LookupError:
        return True
    return False


def _names(event: ledger.NeedleEvent, field: str) -> Answer:
    return Answer(
        event.id,
        Verdict.REFUSED,
        f"There is no such {field}.",
        field=field,
        allowed=f"a {field} of the library, such as those of the session",
    )
