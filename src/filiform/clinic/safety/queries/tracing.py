"""Who was needled with a lot: one question to the database, however many sessions there were."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, Exists, OuterRef, Q, Value

from filiform.clinic.people.models import Clinic
from filiform.clinic.supplies.lot_numbers import (
    is_near_miss,
    key_of_column,
    lot_key,
    may_be_near,
    shape_of_column,
)
from filiform.clinical.ledger import MuscleSide, NeedleEventType
from filiform.kernel.side import Side


@dataclass(frozen=True, slots=True)
class TracedSession:
    """A session in which needles of one lot were opened: how the lot was written, how many, and where they went.

    A session whose needles went into no muscle stands here too: they were opened for this patient.
    """

    session: Any
    lot: str
    needles: int
    muscles: tuple[MuscleSide, ...]


@dataclass(frozen=True, slots=True)
class Tracing:
    """What was found for a lot: sessions of it, and sessions of lots so alike that one may be a misreading."""

    lot: str
    exact: tuple[TracedSession, ...]
    near: tuple[TracedSession, ...]


def traced(clinic: Clinic, lot: str) -> Tracing:
    """Who was needled with a lot, the latest session first. Case, spaces and dashes do not matter.

    Raises:
        ValueError: when the lot holds no letter or digit.
    """
    key = lot_key(lot)
    if not key:
        raise ValueError("a lot holds at least one letter or digit")
    by_session: dict[Any, list[Any]] = {}
    for row in _events(clinic, key):
        by_session.setdefault(row.session_id, []).append(row)
    found = [one for rows in by_session.values() for one in _by_lot(rows)]
    return Tracing(
        lot=lot.strip(),
        exact=tuple(one for one in found if lot_key(one.lot) == key),
        near=tuple(one for one in found if is_near_miss(key, lot_key(one.lot))),
    )


def _events(clinic: Clinic, key: str) -> Iterable[Any]:
    """The opening and the insertions of every needle of this lot, and of lots that may be near it."""
    every = clinic.needle_events
    standing = every.exclude(Exists(every.filter(voids=OuterRef("pk"))))
    opened = standing.filter(type=NeedleEventType.OPENED).alias(
        searched=Value(key, output_field=CharField()),
        key=key_of_column("lot"),
        shape=shape_of_column("lot"),
    )
    like = opened.exclude(key="").filter(Q(key=key) | may_be_near(key))
    types = (NeedleEventType.OPENED, NeedleEventType.INSERTED)
    rows = standing.filter(type__in=types, needle__in=like.values("needle"))
    rows = rows.select_related(
        "session__clinic",
        "session__episode__patient",
        "session__practitioner",
        "session__signature",
    )
    return rows.order_by("-session__started_at", "session_id", "at", "id")


def _by_lot(rows: list[Any]) -> Iterator[TracedSession]:
    """One entry for each way in which a session wrote a lot: its needles, and the muscles they went into."""
    lot_of = {row.needle: row.lot for row in rows if row.type == NeedleEventType.OPENED}
    for lot in dict.fromkeys(lot_of.values()):
        muscles = {
            MuscleSide(row.muscle, Side(row.side))
            for row in rows
            if row.type == NeedleEventType.INSERTED and lot_of.get(row.needle) == lot
        }
        needles = sum(one == lot for one in lot_of.values())
        named = tuple(sorted(muscles, key=lambda one: (one.muscle, one.side.value)))
        yield TracedSession(rows[0].session, lot, needles, named)


def needles_without_lot(clinic: Clinic) -> int:
    """Needles that were opened and whose lot nobody wrote down: of these no question has an answer."""
    every = clinic.needle_events
    standing = every.exclude(Exists(every.filter(voids=OuterRef("pk"))))
    return standing.filter(type=NeedleEventType.OPENED, lot="").count()
