"""Reading events as JSON: either an event, or which field cannot be read, what it was and what is allowed."""

import re
from enum import StrEnum
from typing import Any, get_args

import msgspec

from filiform.clinical.dwell import FEWEST_MINUTES, MOST_MINUTES
from filiform.clinical.ledger.event import (
    DepthBand,
    Event,
    Manipulation,
    NeedleEvent,
    NeedleEventType,
)
from filiform.kernel.identifier import nearest
from filiform.kernel.side import Side

_SHOWN = 60
_PLACE = re.compile(r" - at `\$\.?(?P<path>[^`]*)`$")
_NAMED = re.compile(r"`(?P<name>[a-z_]+)`")
_KINDS: dict[str, type[Event]] = {
    str(kind.__struct_config__.tag): kind for kind in get_args(NeedleEvent)
}
_ENUMS: dict[str, type[StrEnum]] = {
    "type": NeedleEventType,
    "side": Side,
    "depth_band": DepthBand,
    "manipulation": Manipulation,
}
_WORDS = {
    "at": "a time with offset, such as 2026-11-26T10:15:00+01:00",
    "expires_on": "a day, such as 2027-10-31",
    "score": "a whole number from 0 to 10",
    "dwell_minutes": f"a whole number of minutes from {FEWEST_MINUTES} to {MOST_MINUTES}, or left out",
}
_decoder: msgspec.json.Decoder[NeedleEvent] = msgspec.json.Decoder(NeedleEvent)


class Unreadable(msgspec.Struct, frozen=True, kw_only=True):
    """Why an event could not be read. `id` is its own where that could be read; `given` is cut short."""

    field: str
    given: str
    allowed: str
    id: str = ""

    def __str__(self) -> str:
        where = f"`{self.field}`: " if self.field else ""
        return f"{where}given {self.given}; allowed: {self.allowed}"


def read_event(given: bytes | str | dict[str, Any]) -> NeedleEvent | Unreadable:
    """One event from JSON text, or from JSON that was taken apart already."""
    try:
        return _without_null(_decoded(given))
    except msgspec.ValidationError as error:
        return _invalid(str(error), given)
    except msgspec.DecodeError as error:
        return Unreadable(field="", given=_cut(given), allowed=f"one JSON object; {error}")
    except UnicodeDecodeError:
        return Unreadable(field="", given=_cut(given), allowed="one JSON object in UTF-8")
    except RecursionError:
        return Unreadable(field="", given=_cut(given), allowed="one JSON object, not so deep")


def _decoded(given: bytes | str | dict[str, Any]) -> NeedleEvent:
    if isinstance(given, dict):
        event: NeedleEvent = msgspec.convert(given, NeedleEvent)
        return event
    return _decoder.decode(given)


def _without_null(event: NeedleEvent) -> NeedleEvent | Unreadable:
    """The event, unless a text in it holds the null character, which not every database can keep."""
    for name in event.__struct_fields__:
        value = getattr(event, name)
        if isinstance(value, str) and "\0" in value:
            allowed = "text without the null character"
            return Unreadable(field=name, given=_cut(value), allowed=allowed, id=event.id)
    return event


def schema() -> dict[str, Any]:
    """The JSON Schema of an event: one kind a type, with the fields it needs and those it may have."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "NeedleEvent",
        **msgspec.json.schema(NeedleEvent),
    }


def fields_of(kind: type[Event]) -> dict[str, bool]:
    """The fields of a kind of event, and whether each is needed."""
    return {one.name: one.required for one in msgspec.structs.fields(kind)}


def _invalid(message: str, given: bytes | str | dict[str, Any]) -> Unreadable:
    """Which field is wrong; of a text that holds a number beyond all numbers, only that much can be said."""
    try:
        document = given if isinstance(given, dict) else msgspec.json.decode(given)
    except msgspec.DecodeError as error:
        allowed = f"one JSON object; {error}"
        return Unreadable(field="", given=_cut(given), allowed=allowed)
    return _unreadable(message, document)


def _unreadable(message: str, document: Any) -> Unreadable:
    if not isinstance(document, dict):
        return Unreadable(field="", given=_cut(document), allowed="one JSON object an event")
    found = _PLACE.search(message)
    field = found["path"].split(".")[0].split("[")[0] if found else _field_named(message)
    said = message[: found.start()] if found else message
    return Unreadable(
        field=field,
        given=_cut(document[field]) if field in document else "nothing",
        allowed=_allowed(field, said, document),
        id=str(document.get("id", ""))[:64],
    )


def _field_named(message: str) -> str:
    """The field that a message is about when it names no path: the first that it names."""
    named = _NAMED.search(message)
    return named["name"] if named else ""


def _allowed(field: str, said: str, document: dict[str, Any]) -> str:
    kind = document.get("type")
    fields = fields_of(_KINDS[kind]) if isinstance(kind, str) and kind in _KINDS else {}
    if field in _ENUMS and (field in fields or field == "type"):
        return _one_of(_ENUMS[field], document.get(field))
    if "unknown field" in said:
        return f"for `{kind}`: {', '.join(('type', *fields))}"
    if "missing required" in said:
        needed = ", ".join(name for name, is_needed in fields.items() if is_needed)
        return f"`{kind}` needs {needed}"
    return _WORDS.get(field, said[:1].lower() + said[1:])


def _one_of(enum: type[StrEnum], given: Any) -> str:
    values = [one.value for one in enum]
    near = nearest(given, values) if isinstance(given, str) else ()
    hint = f"; did you mean {' or '.join(near)}?" if near else ""
    return ", ".join(values) + hint


def _cut(given: Any) -> str:
    text = given.decode(errors="replace") if isinstance(given, bytes) else given
    if not isinstance(text, str) or not isinstance(given, bytes):
        text = msgspec.json.encode(text).decode()
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
