"""The lots of a clinic, and what is left of each: received, less what sessions opened and what was thrown away."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from filiform.clinic.people.models import Clinic
from filiform.clinic.supplies.lot_numbers import lot_key
from filiform.clinic.supplies.models import LotMovement, LotRecall, MovementKind, NeedleLot
from filiform.clinic.supplies.queries.opened import opened_by_lot
from filiform.clinic.supplies.queries.recalls import recalls_of

# A quarter of a year to use them or to order others: a convenience of the page, no clinical limit.
EXPIRES_SOON = timedelta(days=90)

LotState = Literal["recalled", "expired", "expires_soon", "empty", "in_use"]


@dataclass(frozen=True, slots=True)
class LotStock:
    """A lot and its needles: what arrived, what sessions opened, what was thrown away, since when a box is open."""

    lot: NeedleLot
    received: int
    opened: int
    thrown_away: int
    opened_on: date | None
    recall: LotRecall | None

    @property
    def left(self) -> int:
        """Needles that should still be there. Below zero: more were opened than were written down as received."""
        return self.received - self.opened - self.thrown_away

    def state(self, on: date) -> LotState:
        """What matters most about it on that day. A needle may be used up to and with the day it expires on."""
        if self.recall is not None:
            return "recalled"
        if self.lot.expires_on < on and self.left > 0:
            return "expired"
        if self.left <= 0:
            return "empty"
        return "expires_soon" if self.lot.expires_on - on <= EXPIRES_SOON else "in_use"


def current_lots(clinic: Clinic) -> QuerySet[NeedleLot]:
    """The lots of a clinic as they stand after every correction."""
    return clinic.needle_lots.filter(replaced_by__isnull=True)


def lot_named(clinic: Clinic, lot: UUID) -> NeedleLot | None:
    """A lot of the clinic by its id, as long as no correction has replaced it."""
    return current_lots(clinic).filter(pk=lot).first()


def lot_of_key(clinic: Clinic, key: str) -> NeedleLot | None:
    """The lot of that key, if it is on the list."""
    return current_lots(clinic).filter(lot_key=key).first()


def lot_like(clinic: Clinic, lot: str) -> NeedleLot | None:
    """The lot on the list that somebody means who types this, whatever the case, spaces and dashes."""
    key = lot_key(lot)
    return lot_of_key(clinic, key) if key else None


def unknown_lots(clinic: Clinic, lots: Iterable[str]) -> tuple[str, ...]:
    """Those of the lots that are not on the list; none for a clinic that keeps no list."""
    known = {one.lot_key for one in current_lots(clinic)}
    return tuple(lot for lot in lots if lot_key(lot) not in known) if known else ()


def lots_to_open(clinic: Clinic, on: date) -> QuerySet[NeedleLot]:
    """The lots from which a session may open needles on that day: those with an open box first, then the newest.

    What is left of them is not counted here: a needle in the hand is there, whatever the list says.
    """
    closed = clinic.lot_recalls.filter(withdrawal__isnull=True).values("lot_key")
    boxes = LotMovement.objects.filter(lot=OuterRef("pk"), kind=MovementKind.BOX_OPENED)
    rows = current_lots(clinic).filter(expires_on__gte=on).exclude(lot_key__in=closed)
    return rows.annotate(has_open_box=Exists(boxes)).order_by("-has_open_box", "-recorded_at", "pk")


def stock(clinic: Clinic) -> tuple[LotStock, ...]:
    """Every lot with what is left of it, the one that expires first before the others."""
    rows = {row.pk: row for row in clinic.needle_lots.all()}
    replaced = {row.replaces_id: row.pk for row in rows.values() if row.replaces_id}
    newest = {pk: _newest(pk, replaced) for pk in rows}
    movements: dict[UUID, list[LotMovement]] = {}
    for one in clinic.lot_movements.all():
        movements.setdefault(newest[one.lot_id], []).append(one)
    opened = opened_by_lot(clinic)
    recalled = {one.lot_key: one for one in recalls_of(clinic) if not hasattr(one, "withdrawal")}
    standing = (rows[pk] for pk in dict.fromkeys(newest.values()))
    found = (
        _stock(lot, movements.get(lot.pk, ()), opened, recalled.get(lot.lot_key))
        for lot in standing
    )
    return tuple(sorted(found, key=lambda one: (one.lot.expires_on, one.lot.lot_key)))


def stock_of(lot: NeedleLot) -> LotStock:
    """What is left of one lot."""
    return next(one for one in stock(lot.clinic) if one.lot.pk == lot.pk)


def movements_of(lot: NeedleLot) -> tuple[LotMovement, ...]:
    """What came and went, also before the lot was corrected, the latest first."""
    chain, row = [lot.pk], lot
    while row.replaces_id is not None:
        row = lot.clinic.needle_lots.get(pk=row.replaces_id)
        chain.append(row.pk)
    rows = lot.clinic.lot_movements.filter(lot_id__in=chain).select_related("recorded_by")
    return tuple(rows.order_by("-recorded_at", "id"))


def _newest(pk: UUID, replaced: dict[UUID, UUID]) -> UUID:
    while pk in replaced:
        pk = replaced[pk]
    return pk


def _stock(
    lot: NeedleLot,
    movements: Iterable[LotMovement],
    opened: dict[str, int],
    recall: LotRecall | None,
) -> LotStock:
    movements = list(movements)
    taken_back = {one.takes_back_id for one in movements if one.takes_back_id}
    holds = [one for one in movements if not one.takes_back_id and one.pk not in taken_back]
    return LotStock(
        lot=lot,
        received=sum(one.quantity for one in holds if one.kind == MovementKind.RECEIVED),
        opened=opened.get(lot.lot_key, 0),
        thrown_away=sum(one.quantity for one in holds if one.kind == MovementKind.THROWN_AWAY),
        opened_on=min(
            (one.on for one in holds if one.kind == MovementKind.BOX_OPENED), default=None
        ),
        recall=recall,
    )
