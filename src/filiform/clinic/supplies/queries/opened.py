"""How many needles of each lot sessions opened.

Needling asks this room whether a lot is recalled, so nothing of needling is imported here: its rows
are reached through the clinic.
"""

from django.db.models import Count, Exists, OuterRef

from filiform.clinic.people.models import Clinic
from filiform.clinic.supplies.lot_numbers import key_of_column
from filiform.clinical.ledger import NeedleEventType


def opened_by_lot(clinic: Clinic) -> dict[str, int]:
    """Needles that sessions opened, by the key of the lot that was written down; none that was taken back."""
    voided = clinic.needle_events.filter(voids=OuterRef("pk"))
    opened = clinic.needle_events.filter(type=NeedleEventType.OPENED).exclude(Exists(voided))
    counted = opened.values(key=key_of_column("lot")).annotate(
        needles=Count("needle", distinct=True)
    )
    return {one["key"]: one["needles"] for one in counted.order_by()}
