"""Strokes: the events of which a pain drawing consists. They are only ever added, never changed."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

import msgspec

from filiform.clinical.findings import PainQuality
from filiform.kernel.side import Side

Place = tuple[str, Side]

# The pains of one person that a drawing tells apart, each with a colour and a pattern of its own.
PAINS = tuple("12345")


class StrokeKind(StrEnum):
    """What a stroke does to the places it touches."""

    PAINT = "paint"
    CHANGE = "change"
    ERASE = "erase"
    CLEAR = "clear"
    UNDO = "undo"


class Stroke(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One stroke, with an id that the device gave it.

    `sequence` is one more than the highest that the device had seen when the stroke was made, so that
    a stroke made in answer to another always comes after it, whatever the clocks say.

    `paint` adds places to a pain; what is said of intensity and quality holds for them, what is not
    said stays as it was. `change` says it of those places that are painted, and paints none. `erase`
    takes places off a pain, `clear` takes off the whole pain. `undo` makes the stroke of the id in
    `undoes` count as never made; an undo can be undone like any other stroke.
    """

    id: UUID
    sequence: int
    made_at: datetime
    kind: StrokeKind
    pain: str = "1"
    places: tuple[Place, ...] = ()
    intensity: int | None = None
    quality: PainQuality | None = None
    undoes: UUID | None = None

    @property
    def order(self) -> tuple[int, datetime, UUID]:
        """Strokes count in this order, in whatever order they arrive."""
        return self.sequence, self.made_at, self.id
