"""Who was needled with a lot: one question to the database, however many sessions there were.

Two makers may have one number. A recall of one of them errs to too many and never to too few: what
is not plainly another maker's stays in sight, and what is stands apart, so that nothing is left out
unseen.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import CharField, Exists, OuterRef, Q, Value

from filiform.clinic.people.models import Clinic
from filiform.clinic.supplies.lot_numbers import (
    is_near_miss,
    key_of_column,
    lot_key,
    may_be_near,
    shape_of_column,
)
from filiform.clinic.supplies.makers import Whose
from filiform.clinic.supplies.queries import Listed, WrittenLot, listed
from filiform.clinical.ledger import MuscleSide, NeedleEventType
from filiform.kernel.side import Side

OF_SESSION = (
    "session__clinic",
    "session__episode__patient",
    "session__practitioner",
    "session__signature",
)


@dataclass(frozen=True, slots=True)
class TracedSession:
    """A session in which needles of one lot were opened: how the lot was written, how many, and where they went.

    A session whose needles went into no muscle stands here too: they were opened for this patient.
    `maker` is the one that was said with the needle; `listed_maker` where none was, that of the only lot of
    the number on the clinic's list.
    """

    session: Any
    lot: str
    maker: str
    listed_maker: str
    needles: int
    muscles: tuple[MuscleSide, ...]


@dataclass(frozen=True, slots=True)
class Tracing:
    """What was found for a lot, each session in one group for each way it wrote the lot.

    `exact` are of the lot, `unsure` have its number and may be of its maker or of another, `others`
    have its number, or an earlier one, and are plainly of another maker, `corrected` have a number under which the lot stood
    on the list before somebody put it right, and `near` have a number so alike that one may be a
    misreading. Without a maker every session of the number is exact.
    """

    lot: str
    maker: str
    exact: tuple[TracedSession, ...]
    unsure: tuple[TracedSession, ...]
    others: tuple[TracedSession, ...]
    corrected: tuple[TracedSession, ...]
    near: tuple[TracedSession, ...]


def traced(clinic: Clinic, lot: str, maker: str = "") -> Tracing:
    """Who was needled with a lot, the latest session first. Case, spaces and dashes do not matter.

    Raises:
        ValueError: when the lot holds no letter or digit.
    """
    key = lot_key(lot)
    if not key:
        raise ValueError("a lot holds at least one letter or digit")
    known = listed(clinic)
    earlier = known.earlier_keys(lot)
    by_session: dict[Any, list[Any]] = {}
    for row in (*_events(clinic, key, earlier), *_late(clinic, key, earlier)):
        by_session.setdefault(row.session.pk, []).append(row)
    found = [one for rows in by_session.values() for one in _by_lot(rows, known)]
    found.sort(key=lambda one: one.session.started_at, reverse=True)
    groups: dict[Whose, list[TracedSession]] = {one: [] for one in Whose}
    corrected, near = [], []
    for one in found:
        own, whose = lot_key(one.lot), known.whose(WrittenLot(one.lot, one.maker), maker)
        if own == key or (own in earlier and whose is Whose.ANOTHERS):
            groups[whose].append(one)
        elif own in earlier:
            corrected.append(one)
        elif is_near_miss(key, own):
            near.append(one)
    return Tracing(
        lot=lot.strip(),
        maker=maker.strip(),
        exact=tuple(groups[Whose.THEIRS]),
        unsure=tuple(groups[Whose.NOT_KNOWN]),
        others=tuple(groups[Whose.ANOTHERS]),
        corrected=tuple(corrected),
        near=tuple(near),
    )


def _events(clinic: Clinic, key: str, earlier: frozenset[str]) -> Iterable[Any]:
    """The opening and the insertions of every needle of this lot, of its earlier numbers, and of lots that may be near."""
    every = clinic.needle_events
    standing = every.exclude(Exists(every.filter(voids=OuterRef("pk"))))
    opened = standing.filter(type=NeedleEventType.OPENED).alias(
        searched=Value(key, output_field=CharField()),
        key=key_of_column("lot"),
        shape=shape_of_column("lot"),
    )
    like = opened.exclude(key="").filter(Q(key__in=[key, *earlier]) | may_be_near(key))
    types = (NeedleEventType.OPENED, NeedleEventType.INSERTED)
    rows = standing.filter(type__in=types, needle__in=like.values("needle"))
    rows = rows.select_related(*OF_SESSION)
    return rows.order_by("-session__started_at", "session_id", "at", "id")


@dataclass(frozen=True, slots=True)
class _LateRow:
    """An event that reached the server after the signature, as a row of the session would have it."""

    session: Any
    type: str
    needle: UUID
    lot: str
    maker: str
    muscle: str
    side: str


def _late(clinic: Clinic, key: str, earlier: frozenset[str]) -> Iterator[_LateRow]:
    """The same of events that came after the signature and are kept beside the session; what was taken back too."""
    types = [NeedleEventType.OPENED.value, NeedleEventType.INSERTED.value]
    kept = clinic.late_events.filter(event__type__in=types).select_related(*OF_SESSION)
    rows = [_late_row(one) for one in kept.order_by("-session__started_at", "recorded_at", "id")]
    keys = {row: lot_key(row.lot) for row in rows if row.type == NeedleEventType.OPENED}
    same = {key, *earlier}
    like = {row.needle for row, own in keys.items() if own in same or is_near_miss(key, own)}
    return (row for row in rows if row.needle in like)


def _late_row(kept: Any) -> _LateRow:
    said = {
        name: str(kept.event.get(name) or "") for name in ("type", "lot", "maker", "muscle", "side")
    }
    return _LateRow(session=kept.session, needle=UUID(kept.event["needle"]), **said)


def _by_lot(rows: list[Any], known: Listed) -> Iterator[TracedSession]:
    """One entry for each way in which a session wrote a lot: its needles, and the muscles they went into.

    A needle that was opened twice, which no record should say, stands under both of its lots.
    """
    needles_of: dict[WrittenLot, set[UUID]] = {}
    for row in rows:
        if row.type == NeedleEventType.OPENED:
            needles_of.setdefault(WrittenLot(row.lot, row.maker), set()).add(row.needle)
    for lot, needles in needles_of.items():
        muscles = {
            MuscleSide(row.muscle, Side(row.side))
            for row in rows
            if row.type == NeedleEventType.INSERTED and row.needle in needles
        }
        named = tuple(sorted(muscles, key=lambda one: (one.muscle, one.side.value)))
        listed_maker = "" if lot.maker else known.maker_of(lot)
        yield TracedSession(rows[0].session, lot.lot, lot.maker, listed_maker, len(needles), named)


def needles_without_lot(clinic: Clinic) -> int:
    """Needles that were opened and whose lot nobody wrote down: of these no question has an answer."""
    every = clinic.needle_events
    standing = every.exclude(Exists(every.filter(voids=OuterRef("pk"))))
    return standing.filter(type=NeedleEventType.OPENED, lot="").count()
