"""The lots of a clinic, and what is left of each: received, less what sessions opened and what was thrown away."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from filiform.clinic.people.models import Clinic
from filiform.clinic.supplies.lot_numbers import lot_key
from filiform.clinic.supplies.makers import maker_key
from filiform.clinic.supplies.models import LotMovement, LotRecall, MovementKind, NeedleLot
from filiform.clinic.supplies.queries.listed import Listed, WrittenLot, listed
from filiform.clinic.supplies.queries.opened import opened_by_lot
from filiform.clinic.supplies.queries.recalls import closing, recalled_lots, recalls_of

# A quarter of a year to use them or to order others: a convenience of the page, no clinical limit.
EXPIRES_SOON = timedelta(days=90)

LotState = Literal["recalled", "expired", "expires_soon", "empty", "in_use"]


@dataclass(frozen=True, slots=True)
class LotStock:
    """A lot and its needles: what arrived, what sessions opened, what was thrown away, since when a box is open.

    `opened_unsaid` are needles of this number that may be of this lot or of another one on the list;
    they are counted off neither.
    """

    lot: NeedleLot
    received: int
    opened: int
    opened_unsaid: int
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


def lots_of_key(clinic: Clinic, key: str) -> tuple[NeedleLot, ...]:
    """The lots of that key on the list: of several makers, or several articles of one."""
    return tuple(current_lots(clinic).filter(lot_key=key).order_by("recorded_at", "pk"))


def lots_like(clinic: Clinic, lot: str) -> tuple[NeedleLot, ...]:
    """The lots on the list that somebody may mean who types this, whatever the case, spaces and dashes."""
    key = lot_key(lot)
    return lots_of_key(clinic, key) if key else ()


def makers_to_tell_apart(clinic: Clinic, lot: str) -> tuple[str, ...]:
    """The makers of this number, where the list has it of more than one; else nothing has to be said."""
    makers = {maker_key(one.maker): one.maker for one in lots_like(clinic, lot) if one.maker}
    return tuple(sorted(makers.values())) if len(makers) > 1 else ()


def unknown_lots(known: Listed, lots: Iterable[WrittenLot]) -> tuple[WrittenLot, ...]:
    """Those of the lots that are not on the list; none for a clinic that keeps no list."""
    return tuple(one for one in lots if not known.lots_of(one)) if known.lots else ()


def lots_to_open(clinic: Clinic, on: date) -> QuerySet[NeedleLot]:
    """The lots from which a session may open needles on that day: those with an open box first, then the newest.

    What is left of them is not counted here: a needle in the hand is there, whatever the list says.
    """
    recalled = clinic.lot_recalls.filter(withdrawal__isnull=True).values("lot_key")
    numbers = current_lots(clinic).filter(lot_key__in=recalled).values_list("pk", "lot", "maker")
    written = {pk: WrittenLot(lot, maker) for pk, lot, maker in numbers}
    closed = recalled_lots(clinic, written.values()) if written else {}
    boxes = LotMovement.objects.filter(lot=OuterRef("pk"), kind=MovementKind.BOX_OPENED)
    rows = current_lots(clinic).filter(expires_on__gte=on)
    rows = rows.exclude(pk__in=[pk for pk, one in written.items() if one in closed])
    return rows.annotate(has_open_box=Exists(boxes)).order_by("-has_open_box", "-recorded_at", "pk")


def stock(clinic: Clinic) -> tuple[LotStock, ...]:
    """Every lot with what is left of it, the one that expires first before the others."""
    rows = {row.pk: row for row in clinic.needle_lots.all()}
    replaced = {row.replaces_id: row.pk for row in rows.values() if row.replaces_id}
    newest = {pk: _newest(pk, replaced) for pk in rows}
    movements: dict[UUID, list[LotMovement]] = {}
    for one in clinic.lot_movements.all():
        movements.setdefault(newest[one.lot_id], []).append(one)
    known = listed(clinic)
    opened, unsaid = _opened(clinic, known, rows)
    holding = [one for one in recalls_of(clinic) if not hasattr(one, "withdrawal")]
    found = [
        _stock(
            lot := rows[pk],
            movements.get(pk, ()),
            opened=opened[pk],
            unsaid=unsaid[pk],
            recall=closing(WrittenLot(lot.lot, lot.maker), holding, known),
        )
        for pk in dict.fromkeys(newest.values())
    ]
    return tuple(
        sorted(found, key=lambda one: (one.lot.expires_on, one.lot.lot_key, one.lot.maker))
    )


def _opened(
    clinic: Clinic, known: Listed, rows: dict[UUID, NeedleLot]
) -> tuple[Counter[UUID], Counter[UUID]]:
    """Needles that sessions opened: those of one lot alone, and those that may be of this lot or of another.

    Where the maker does not tell two lots of one number apart, the length on the packet may.
    """
    of_one: Counter[UUID] = Counter()
    of_several: Counter[UUID] = Counter()
    for opened in opened_by_lot(clinic):
        lots = [one.id for one in known.lots_of(opened.written)]
        as_long = [pk for pk in lots if float(rows[pk].length_mm) == opened.length_mm]
        lots = as_long if len(lots) > 1 and as_long else lots
        counted = of_one if len(lots) == 1 else of_several
        for pk in lots:
            counted[pk] += opened.needles
    return of_one, of_several


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
    *,
    opened: int,
    unsaid: int,
    recall: LotRecall | None,
) -> LotStock:
    movements = list(movements)
    taken_back = {one.takes_back_id for one in movements if one.takes_back_id}
    holds = [one for one in movements if not one.takes_back_id and one.pk not in taken_back]
    return LotStock(
        lot=lot,
        received=sum(one.quantity for one in holds if one.kind == MovementKind.RECEIVED),
        opened=opened,
        opened_unsaid=unsaid,
        thrown_away=sum(one.quantity for one in holds if one.kind == MovementKind.THROWN_AWAY),
        opened_on=min(
            (one.on for one in holds if one.kind == MovementKind.BOX_OPENED), default=None
        ),
        recall=recall,
    )
