"""Sides of the body, as seen by the person whose body it is."""

from enum import StrEnum


class Side(StrEnum):
    """Left, right, or the midline, where the body has no sides."""

    LEFT = "left"
    RIGHT = "right"
    MIDLINE = "midline"

    @property
    def mirrored(self) -> "Side":
        """The other side; the midline is its own mirror."""
        return {Side.LEFT: Side.RIGHT, Side.RIGHT: Side.LEFT}.get(self, self)


class Laterality(StrEnum):
    """Whether a part of the body exists on both sides or once in the middle."""

    PAIRED = "paired"
    MIDLINE = "midline"

    @property
    def sides(self) -> tuple[Side, ...]:
        """The sides on which such a part exists."""
        return (Side.LEFT, Side.RIGHT) if self is Laterality.PAIRED else (Side.MIDLINE,)
