"""Everything that can be done with supplies; each action leaves exactly one audit event."""

from filiform.clinic.supplies.actions.containers import open_container, record_container_step
from filiform.clinic.supplies.actions.lots import (
    correct_lot,
    record_movement,
    register_lot,
    take_back_movement,
)
from filiform.clinic.supplies.actions.recalls import recall_lot, withdraw_recall

__all__ = [
    "correct_lot",
    "open_container",
    "recall_lot",
    "record_container_step",
    "record_movement",
    "register_lot",
    "take_back_movement",
    "withdraw_recall",
]
