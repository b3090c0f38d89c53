"""How long needles stay: those whose planned time is over, and how long each was in, both from the events alone."""

from collections.abc import Iterable
from datetime import datetime, timedelta

import msgspec

from filiform.clinical.ledger.event import Inserted, Manipulation, MuscleSide
from filiform.clinical.ledger.needle import Needle, NeedleState

_LEFT = frozenset({NeedleState.OUT, NeedleState.DISCARDED, NeedleState.LOST})
"""Where a needle is that is in the muscle no more. One that is retained stays there."""


class Stay(msgspec.Struct, frozen=True, kw_only=True):
    """One needle in a muscle, from going in to coming out; `dwell_minutes` is how long it was meant to be."""

    needle: str
    place: MuscleSide
    inserted_at: datetime
    out_at: datetime
    dwell_minutes: int | None = None

    @property
    def minutes(self) -> int:
        """Whole minutes that it was in."""
        return (self.out_at - self.inserted_at) // timedelta(minutes=1)


def stays_minutes(event: Inserted) -> int | None:
    """How long a needle is meant to stay; None where nobody said, and for one that is moved in and out."""
    return None if event.manipulation is Manipulation.PISTONING else event.dwell_minutes


def ended_stay(before: Needle, after: Needle) -> Stay | None:
    """The stay of a needle that came out between two of its states; None where it did not."""
    if before.inserted_at is None or before.place is None or after.state not in _LEFT:
        return None
    return Stay(
        needle=before.id,
        place=before.place,
        inserted_at=before.inserted_at,
        out_at=after.since,
        dwell_minutes=before.dwell_minutes,
    )


def due_needles(needles: Iterable[Needle], at: datetime) -> tuple[Needle, ...]:
    """The needles in the body whose planned time is over at an instant, the one due longest first.

    It decides nothing: a needle that is due is in the body as any other, and counted so.
    """
    due = [
        (due_at, one.id, one)
        for one in needles
        if (due_at := one.due_at) is not None and due_at <= at
    ]
    return tuple(one for *_, one in sorted(due, key=lambda entry: (entry[0], entry[1])))
