"""Lots of needles: putting one on the list, correcting it, and what came and went."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from filiform.clinic.audit.action import Refused, audited, repeat_of
from filiform.clinic.people.models import Clinic
from filiform.clinic.supplies.actions.writing import row_of
from filiform.clinic.supplies.lot_numbers import lot_key
from filiform.clinic.supplies.makers import Whose, maker_key, whose
from filiform.clinic.supplies.models import LotMovement, MovementKind, NeedleLot
from filiform.clinic.supplies.queries import lots_of_key, stock_of

KNOWN = "This lot is on the list already. Open it there, and add what arrived."
WITHOUT_MAKER = (
    "A lot of this number is on the list without its maker. Open it there and say whose it is; "
    "if it is another maker’s, this one can then be added."
)
OTHERS = "Another lot on the list has this number and this maker. Compare both with their packets."


@audited("supplies.lot_registered")
def register_lot(
    *,
    clinic: Clinic,
    row_id: UUID,
    maker: str,
    brand: str,
    gauge: str,
    length_mm: Decimal,
    lot: str,
    expires_on: date,
    gtin: str,
    received: int,
    received_on: date,
    by: Any,
    at: datetime,
) -> NeedleLot:
    """Put a lot on the list, with what arrived of it.

    Raises:
        Refused: when that maker's lot of that number is there already, or one of that number whose maker
            nobody said, or the number or the maker holds no letter or digit.
    """
    columns = _printed(maker, brand, gauge, length_mm, lot, expires_on, gtin)
    repeat_of(clinic.needle_lots, row_id, **columns)
    Clinic.objects.select_for_update().get(pk=clinic.pk)
    for one in lots_of_key(clinic, columns["lot_key"]):
        if not one.maker:
            raise Refused(WITHOUT_MAKER)
        if _is_same(one, maker, gtin):
            raise Refused(KNOWN)
    made = NeedleLot.objects.create(id=row_id, **row_of(clinic, by, at), **columns)
    LotMovement.objects.create(
        **row_of(clinic, by, at),
        lot=made,
        kind=MovementKind.RECEIVED,
        quantity=received,
        on=received_on,
    )
    return made


@audited("supplies.lot_corrected")
def correct_lot(
    *,
    lot: NeedleLot,
    row_id: UUID,
    maker: str,
    brand: str,
    gauge: str,
    length_mm: Decimal,
    number: str,
    expires_on: date,
    gtin: str,
    by: Any,
    at: datetime,
) -> NeedleLot:
    """Put right what was typed from a packet: a new row that replaces the old one.

    Raises:
        Refused: when it was corrected since the page was opened, or number and maker are another lot's.
    """
    columns = _printed(maker, brand, gauge, length_mm, number, expires_on, gtin)
    repeat_of(lot.clinic.needle_lots, row_id, **columns, replaces_id=lot.pk)
    Clinic.objects.select_for_update().get(pk=lot.clinic_id)
    if NeedleLot.objects.filter(replaces=lot).exists():
        raise Refused("Somebody corrected this lot since you opened the page. Open it again.")
    others = (one for one in lots_of_key(lot.clinic, columns["lot_key"]) if one.pk != lot.pk)
    if any(not one.maker or _is_same(one, maker, gtin) for one in others):
        raise Refused(OTHERS)
    return NeedleLot.objects.create(
        id=row_id, **row_of(lot.clinic, by, at), **columns, replaces=lot
    )


def _is_same(lot: NeedleLot, maker: str, gtin: str) -> bool:
    """Whether a lot of the same number is the same one: of the same maker, and of no other article."""
    if whose(maker, lot.maker) is not Whose.THEIRS:
        return False
    return not (lot.gtin and gtin) or lot.gtin == gtin


def _printed(
    maker: str, brand: str, gauge: str, length_mm: Decimal, lot: str, expires_on: date, gtin: str
) -> dict[str, Any]:
    if not lot_key(lot):
        raise Refused("A lot number holds at least one letter or digit. Type it from the packet.")
    if not maker_key(maker):
        raise Refused("A maker’s name holds at least one letter or digit. Type it from the packet.")
    return {
        "maker": maker.strip(),
        "brand": brand.strip(),
        "gauge": gauge.strip(),
        "length_mm": length_mm,
        "lot": lot.strip(),
        "lot_key": lot_key(lot),
        "expires_on": expires_on,
        "gtin": gtin,
    }


@audited("supplies.movement_recorded", details=lambda row: {"kind": row.kind})
def record_movement(
    *,
    lot: NeedleLot,
    row_id: UUID,
    kind: MovementKind,
    quantity: int,
    on: date,
    reason: str,
    by: Any,
    at: datetime,
) -> LotMovement:
    """Needles that arrived, a box that was opened, or needles thrown away outside a session.

    Raises:
        Refused: when needles are thrown away without a reason, or more than are left.
    """
    columns = {"kind": kind.value, "quantity": quantity, "on": on, "reason": reason.strip()}
    repeat_of(lot.clinic.lot_movements, row_id, **columns, lot_id=lot.pk)
    Clinic.objects.select_for_update().get(pk=lot.clinic_id)
    if kind is MovementKind.THROWN_AWAY:
        if not columns["reason"]:
            raise Refused("Say why the needles were thrown away.")
        left = stock_of(lot).left
        if quantity > left:
            raise Refused(f"Only {max(left, 0)} are left of this lot. Count again.")
    return LotMovement.objects.create(id=row_id, **row_of(lot.clinic, by, at), lot=lot, **columns)


@audited("supplies.movement_taken_back")
def take_back_movement(
    *, movement: LotMovement, row_id: UUID, reason: str, by: Any, at: datetime
) -> LotMovement:
    """Take back what was entered by mistake; both rows stay.

    Raises:
        Refused: without a reason, when it was taken back already, or is itself a taking back.
    """
    reason = reason.strip()
    repeat_of(movement.clinic.lot_movements, row_id, takes_back_id=movement.pk, reason=reason)
    if not reason:
        raise Refused("Say why this entry is taken back.")
    if (
        movement.takes_back_id is not None
        or LotMovement.objects.filter(takes_back=movement).exists()
    ):
        raise Refused("This entry was taken back already.")
    return LotMovement.objects.create(
        id=row_id,
        **row_of(movement.clinic, by, at),
        lot_id=movement.lot_id,
        kind=movement.kind,
        quantity=movement.quantity,
        on=movement.on,
        reason=reason,
        takes_back=movement,
    )
