"""Reads the strokes that a page sends; every fault is told at once, with its place."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from filiform.clinical.drawing.strokes import PAINS, Place, Stroke, StrokeKind
from filiform.clinical.findings import PainQuality
from filiform.clinical.findings.entry import Entry
from filiform.knowledge.library import Library
from filiform.knowledge.model.anatomy import Region
from filiform.knowledge.model.outcomes import Instrument

NPRS = "outcomes/instruments/nprs"
# A device counts on from what it has seen: past this it has not counted.
FURTHEST = 1_000_000
EXPECTED = 'expected an object such as {"strokes": [{"id": …}]}'


class UnusableStrokes(Exception):
    """Strokes that cannot be used. `faults` has one line for each thing to mend, with its place."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(self.faults))


def read_strokes(content: bytes | str, library: Library, *, most: int) -> tuple[Stroke, ...]:
    """The strokes in a JSON document `{"strokes": […]}`; a region may be named in short.

    Args:
        content: the document. Other names beside `strokes` are left to whoever asked.
        library: knows the regions and their sides.
        most: how many strokes may come at once.

    Raises:
        UnusableStrokes: for a document that is not as described, a region the library does not know,
            a side that the body does not have there, an intensity outside the scale, too many strokes.
    """
    try:
        document = msgspec.json.decode(content)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise UnusableStrokes([f"this is not JSON: {error}"]) from None
    listed = document.get("strokes") if isinstance(document, dict) else None
    if not isinstance(listed, list):
        raise UnusableStrokes([EXPECTED])
    if len(listed) > most:
        raise UnusableStrokes([f"strokes: {len(listed)} given; at most {most} at once"])
    return _all(listed, library)


def _all(listed: list[Any], library: Library) -> tuple[Stroke, ...]:
    faults: list[str] = []
    strokes = []
    for number, given in enumerate(listed):
        entry = _Entry(f"strokes[{number}]", given)
        stroke = _stroke(entry, library)
        faults += entry.faults
        if stroke is not None:
            strokes.append(stroke)
    if faults:
        raise UnusableStrokes(faults)
    return tuple(strokes)


class _Entry(Entry):
    """The fields that strokes have and findings have not."""

    def uuid(self, field: str, *, needed: bool) -> UUID | None:
        """An id that the device made."""
        given = self._text(field, needed=needed)
        try:
            return UUID(given) if given is not None else None
        except ValueError:
            self.fault(field, f"`{given}` is no UUID")
            return None

    def instant(self, field: str) -> datetime | None:
        """An instant with its offset from UTC."""
        given = self._text(field, needed=True)
        try:
            found = msgspec.convert(given, datetime) if given is not None else None
        except msgspec.ValidationError:
            found = None
        if given is not None and (found is None or found.tzinfo is None):
            self.fault(field, f"`{given}` is no instant such as 2026-01-10T09:30:00.000Z")
            return None
        return found

    def whole(self, field: str, low: float, high: float) -> int | None:
        """A whole number, or None when the field is absent."""
        found = self.number(field, low, high)
        if found is not None and found != int(found):
            self.fault(field, f"`{found:g}` given; a whole number is allowed")
        return None if found is None else int(found)

    def places(self, library: Library) -> Iterator[Place]:
        """The regions that are touched, each with its side."""
        given = self._take("places")
        if given is not None and not isinstance(given, list):
            self.fault("places", "expected a list")
        for number, each in enumerate(given if isinstance(given, list) else []):
            place = Entry(f"{self._place}.places[{number}]", each)
            region = place.concept("region", Region, library)
            side = place.side(region)
            self._faults += place.faults
            if region is not None:
                yield region.id, side

    def pain(self) -> str:
        """Which pain is drawn; the first one when nothing is said."""
        given = self.name("pain") or PAINS[0]
        if given not in PAINS:
            self.fault("pain", f"`{given}` is none of {', '.join(PAINS)}")
        return given


def _stroke(entry: _Entry, library: Library) -> Stroke | None:
    scale = library.get(NPRS, Instrument).range
    identity = entry.uuid("id", needed=True)
    sequence, made_at = entry.whole("sequence", 1, FURTHEST), entry.instant("made_at")
    if sequence is None:
        entry.fault("sequence", "missing, or not a number")
    kind = entry.needed_choice("kind", StrokeKind)
    touches = kind in (StrokeKind.PAINT, StrokeKind.CHANGE, StrokeKind.ERASE)
    places = tuple(entry.places(library))
    if touches and not places:
        entry.fault("places", f"missing; `{kind}` needs at least one region")
    pain, undoes = entry.pain(), entry.uuid("undoes", needed=kind is StrokeKind.UNDO)
    if undoes and kind is not StrokeKind.UNDO:
        entry.fault("undoes", f"only an undo has it, not `{kind}`")
    intensity = entry.whole("intensity", scale.low, scale.high)
    quality = entry.choice("quality", PainQuality)
    if identity is None or sequence is None or made_at is None:
        return None
    return Stroke(
        id=identity,
        sequence=sequence,
        made_at=made_at,
        kind=kind,
        pain=pain,
        places=tuple(dict.fromkeys(places)),
        intensity=intensity,
        quality=quality,
        undoes=undoes,
    )
