"""What can happen to one needle, as a client records it: one kind of event a class, none of them invalid.

An event carries identifiers of the client's own making: `id` for itself, so that sending it twice
counts once, and `needle` for the one needle it is about, from its packet to the sharps container.
"""

from datetime import date, datetime
from enum import StrEnum
from functools import cache
from typing import Annotated

import msgspec
from msgspec import Meta

from filiform.clinical.dwell import DwellMinutes
from filiform.kernel.side import Side

Identifier = Annotated[str, Meta(min_length=1, max_length=64)]
Words = Annotated[str, Meta(max_length=200)]
Name = Annotated[str, Meta(min_length=1, max_length=120)]
Score = Annotated[int, Meta(ge=0, le=10)]
Amount = Annotated[float, Meta(gt=0, le=100_000)]
Instant = Annotated[datetime, Meta(tz=True, description="The device's own clock, with its offset.")]


class NeedleEventType(StrEnum):
    """What can happen, in the order of a needle's life: at one instant the earlier comes first."""

    OPENED = "opened"
    INSERTED = "inserted"
    ADJUSTED = "adjusted"
    TWITCH = "twitch"
    DISCOMFORT = "discomfort"
    SHARP_PAIN = "sharp_pain"
    PAIN_RECOGNISED = "pain_recognised"
    BENT = "bent"
    EMERGENCY_STOP = "emergency_stop"
    BROKEN = "broken"
    REMOVED = "removed"
    DROPPED = "dropped"
    RECOVERED = "recovered"
    RETAINED_ESCALATED = "retained_escalated"
    DISCARDED = "discarded"
    VOID = "void"


class DepthBand(StrEnum):
    """How deep a needle went, in words that a clinician can see and feel: never a depth in figures."""

    UNDER_SKIN = "under_skin"
    IN_MUSCLE = "in_muscle"
    TO_BONE = "to_bone"


class Manipulation(StrEnum):
    """Whether a needle was moved in and out, or left still."""

    STATIC = "static"
    PISTONING = "pistoning"


class MuscleSide(msgspec.Struct, frozen=True):
    """A muscle on one side of the body."""

    muscle: str
    side: Side


class Event(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    omit_defaults=True,
    forbid_unknown_fields=True,
    tag_field="type",
):
    """What every event has. `at` is when it happened, by the clock of the device that recorded it."""

    id: Identifier
    at: Instant

    @property
    def type(self) -> NeedleEventType:
        """What kind of event it is, by the name that JSON has for it."""
        return _type_of(self.__class__)

    @property
    def needle(self) -> str:
        """The needle it is about; empty where it is about none."""
        return ""

    @property
    def place(self) -> MuscleSide | None:
        """The muscle and side it says it happened in."""
        return None


@cache
def _type_of(kind: type[Event]) -> NeedleEventType:
    return NeedleEventType(str(kind.__struct_config__.tag))


class OfNeedle(Event, frozen=True, kw_only=True):
    """An event of one needle. Where it happened may be said: muscle and side, or neither.

    Raises:
        ValueError: when only one of them is given.
    """

    needle: Identifier
    muscle: Words = ""
    side: Side | None = None

    def __post_init__(self) -> None:
        _check_place(self.muscle, self.side)

    @property
    def place(self) -> MuscleSide | None:
        """The muscle and side it says it happened in."""
        return MuscleSide(self.muscle, self.side) if self.side is not None else None


class InMuscle(Event, frozen=True, kw_only=True):
    """An event in a muscle; which needle brought it about need not be known."""

    muscle: Name
    side: Side
    needle: Annotated[str, Meta(max_length=64)] = ""

    @property
    def place(self) -> MuscleSide | None:
        """The muscle and side it happened in."""
        return MuscleSide(self.muscle, self.side)


class Opened(OfNeedle, tag="opened", frozen=True, kw_only=True):
    """A needle out of its packet, with what is printed on it; empty what could not be read.

    `maker` tells two lots of one number apart; empty where nobody had to say it.
    """

    lot: Annotated[str, Meta(max_length=60)] = ""
    maker: Annotated[str, Meta(max_length=100)] = ""
    gauge: Annotated[str, Meta(max_length=20)] = ""
    length_mm: Annotated[float, Meta(gt=0, le=200)] | None = None
    expires_on: date | None = None


class Inserted(Event, tag="inserted", frozen=True, kw_only=True):
    """A needle into a muscle. The settings belong to a needle that carries a current.

    `approach` are the words of the way in that was taken. `technique` is a technique of the library.
    `rib_bracketed`: whether a rib was held between two fingers as it went in, where that was asked;
    false where it was not possible. `dwell_minutes`: how long the needle is meant to stay. Both are told
    in the note, and nothing is decided by them.
    """

    needle: Identifier
    muscle: Name
    side: Side
    technique: Words = ""
    approach: Words = ""
    depth_band: DepthBand | None = None
    manipulation: Manipulation | None = None
    rib_bracketed: bool | None = None
    dwell_minutes: DwellMinutes | None = None
    frequency_hz: Amount | None = None
    pulse_width_us: Amount | None = None
    intensity_ma: Amount | None = None
    minutes: Amount | None = None

    @property
    def place(self) -> MuscleSide | None:
        """The muscle and side it went into."""
        return MuscleSide(self.muscle, self.side)


class Adjusted(OfNeedle, tag="adjusted", frozen=True, kw_only=True):
    """A needle turned or redirected without leaving the body."""


class Twitch(InMuscle, tag="twitch", frozen=True, kw_only=True):
    """One local twitch."""


class Discomfort(InMuscle, tag="discomfort", frozen=True, kw_only=True):
    """How much it hurts, from 0 to 10."""

    score: Score


class SharpPain(InMuscle, tag="sharp_pain", frozen=True, kw_only=True):
    """An unusually sharp pain as the needle went in."""


class PainRecognised(InMuscle, tag="pain_recognised", frozen=True, kw_only=True):
    """Whether the person knows the pain that the needle brings on as their own."""

    recognised: bool


class Bent(OfNeedle, tag="bent", frozen=True, kw_only=True):
    """A needle that is bent."""


class Broken(OfNeedle, tag="broken", frozen=True, kw_only=True):
    """A needle that is two things now: what came out, which keeps its identity, and what did not.

    `fragment` is the identity of what did not come out; the event's own id where none is given.
    `out_mm` is the length of what came out, in millimetres.
    """

    out_mm: Annotated[float, Meta(ge=0, le=200)] | None = None
    fragment: Annotated[str, Meta(max_length=64)] = ""

    @property
    def left_behind(self) -> str:
        """The identity of the part that did not come out."""
        return self.fragment or self.id


class EmergencyStop(Event, tag="emergency_stop", frozen=True, kw_only=True):
    """Everything out now: the count is suspended until every needle is recovered by itself.

    A void takes it back only as a slip of the hand: nothing else was recorded in between.
    """


class Removed(OfNeedle, tag="removed", frozen=True, kw_only=True):
    """A needle out of the body, and not yet in the sharps container."""


class Dropped(OfNeedle, tag="dropped", frozen=True, kw_only=True):
    """A needle that fell, and that nobody has in hand."""


class Recovered(OfNeedle, tag="recovered", frozen=True, kw_only=True):
    """A needle, or the part of one, in hand again: found by one person and seen by another.

    Raises:
        ValueError: when both are the same person.
    """

    by: Name
    witnessed_by: Name

    def __post_init__(self) -> None:
        _check_place(self.muscle, self.side)
        if _folded(self.by) == _folded(self.witnessed_by):
            raise ValueError("`witnessed_by` is somebody other than `by`")


class RetainedEscalated(OfNeedle, tag="retained_escalated", frozen=True, kw_only=True):
    """A needle, or the part of one, that stays where it is, handed on to somebody by name."""

    to: Name


class Discarded(OfNeedle, tag="discarded", frozen=True, kw_only=True):
    """A needle in the sharps container, used or not."""

    container: Annotated[str, Meta(max_length=60)] = ""


class Void(Event, tag="void", frozen=True, kw_only=True):
    """Takes back an event that was recorded by mistake; it stays on record and counts no more."""

    voids: Identifier


NeedleEvent = (
    Opened
    | Inserted
    | Adjusted
    | Twitch
    | Discomfort
    | SharpPain
    | PainRecognised
    | Bent
    | Broken
    | EmergencyStop
    | Removed
    | Dropped
    | Recovered
    | RetainedEscalated
    | Discarded
    | Void
)


def _check_place(muscle: str, side: Side | None) -> None:
    if bool(muscle) != (side is not None):
        raise ValueError("`muscle` and `side` are given together, or neither of them")


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
