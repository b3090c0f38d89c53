"""Which needles are due, by hand: one needle at a time, its last insertion sought backwards, nothing folded."""

from datetime import datetime, timedelta

from filiform.clinical.ledger import Inserted, NeedleEvent
from tests.reference.needles_by_hand import kept_by_hand, states_by_hand


def due_by_hand(events: list[NeedleEvent], at: datetime) -> set[str]:
    """The needles that are in the body now, and were to come out by this instant."""
    due = set()
    for name, state in states_by_hand(events).items():
        if state != "in_body":
            continue
        insertions = [
            event
            for event in kept_by_hand(events)
            if isinstance(event, Inserted) and event.needle == name
        ]
        last = insertions[-1]
        if last.dwell_minutes is None or last.manipulation == "pistoning":
            continue
        if last.at + timedelta(minutes=last.dwell_minutes) <= at:
            due.add(name)
    return due
