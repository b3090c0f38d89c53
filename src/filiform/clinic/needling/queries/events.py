"""Needle events between rows and the ledger: a row as the science counts it, an event as a row keeps it."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any, get_args
from uuid import UUID

import msgspec

from filiform.clinic.needling.models import NeedleEvent, NeedlingSession
from filiform.clinical import ledger
from filiform.clinical.ledger import Inserted
from filiform.kernel.side import Side

_KINDS = {str(kind.__struct_config__.tag): kind for kind in get_args(ledger.NeedleEvent)}
_COLUMN = {
    "by": "recovered_by",
    "to": "escalated_to",
    "at": "device_at",
}
_FIELDS = {
    name: tuple((one.name, _COLUMN.get(one.name, one.name)) for one in msgspec.structs.fields(kind))
    for name, kind in _KINDS.items()
}
_COLUMNS = tuple(
    dict.fromkeys(["type", "at", *(column for fields in _FIELDS.values() for _, column in fields)])
)
_IDENTIFIERS = frozenset({"id", "needle", "voids", "fragment"})


def session_events(session: NeedlingSession) -> tuple[ledger.NeedleEvent, ...]:
    """The events of a session as the science counts them."""
    rows = session.events.values(*_COLUMNS)  # a third of the time that whole rows take
    return tuple(_event(row, row["at"]) for row in rows)


def events_of(rows: Iterable[NeedleEvent]) -> tuple[ledger.NeedleEvent, ...]:
    """Rows as the ledger knows them."""
    return tuple(event_of(row) for row in rows)


def event_of(row: NeedleEvent) -> ledger.NeedleEvent:
    """One row as the ledger knows it, by the server's clock."""
    return _event(_said_in(row), row.at)


def sent_as(row: NeedleEvent) -> ledger.NeedleEvent:
    """One row as the device sent it, by its own clock."""
    return _event(_said_in(row), row.device_at)


def _said_in(row: NeedleEvent) -> dict[str, Any]:
    return {column: getattr(row, column) for column in _COLUMNS}


def _event(row: Mapping[str, Any], at: Any) -> ledger.NeedleEvent:
    said = {"type": row["type"]}
    for name, column in _FIELDS[row["type"]]:
        value = row[column]
        if value is not None and value != "":
            said[name] = str(value) if name in _IDENTIFIERS else value
    if "side" in said:
        said["side"] = Side(said["side"])
    return msgspec.convert(said | {"at": at}, ledger.NeedleEvent)


def columns_of(event: ledger.NeedleEvent) -> dict[str, Any]:
    """What a row keeps of an event, by column."""
    columns: dict[str, Any] = {"type": event.type.value}
    for name, column in _FIELDS[event.type.value]:
        value = getattr(event, name)
        if value is None or value == "":
            continue
        if isinstance(value, datetime):
            value = value.astimezone(UTC)  # PostgreSQL takes no offset beyond 16 hours
        columns[column] = UUID(value) if name in _IDENTIFIERS else value
    return columns


def says_the_same(sent: ledger.NeedleEvent, row: NeedleEvent) -> bool:
    """Whether a row is what was sent; the technique that the server filled in does not count."""
    kept = sent_as(row)
    if isinstance(sent, Inserted) and isinstance(kept, Inserted) and not sent.technique:
        kept = msgspec.structs.replace(kept, technique="")
    return kept == sent
