"""How many needles of each lot sessions opened.

Needling asks this room whether a lot is recalled, so nothing of needling is imported here: its rows
are reached through the clinic.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef

from filiform.clinic.people.models import Clinic
from filiform.clinic.supplies.lot_numbers import key_of_column
from filiform.clinic.supplies.queries.listed import WrittenLot
from filiform.clinical.ledger import NeedleEventType


@dataclass(frozen=True, slots=True)
class OpenedNeedles:
    """Needles that sessions opened with the same lot, maker and length written down; the length in millimetres."""

    written: WrittenLot
    length_mm: float | None
    needles: int


def opened_by_lot(clinic: Clinic) -> Iterator[OpenedNeedles]:
    """Needles that sessions opened, by what was written down of their lot; none that was taken back."""
    voided = clinic.needle_events.filter(voids=OuterRef("pk"))
    opened = clinic.needle_events.filter(type=NeedleEventType.OPENED).exclude(Exists(voided))
    counted = opened.values("maker", "length_mm", key=key_of_column("lot")).annotate(
        needles=Count("needle", distinct=True)
    )
    for one in counted.order_by():
        written = WrittenLot(one["key"], one["maker"])
        yield OpenedNeedles(written, one["length_mm"], one["needles"])
