"""The shelf of the demonstration: lots of needles, one that expires soon and one that did, and a sharps container."""

from datetime import datetime, timedelta
from decimal import Decimal
from uuid import uuid4

from filiform.clinic.accounts.models import User
from filiform.clinic.people.models import Clinic
from filiform.clinic.supplies.actions import open_container, record_movement, register_lot
from filiform.clinic.supplies.models import MovementKind

# The lot that the sessions of the demonstration open.
LOT = "FD-2207"
# The sharps container that their needles go into.
CONTAINER = "Container 1"
# Made-up makers: lot, maker, name, thickness, length in mm, needles received, days until it expires. Two have one number.
SHELF = (
    (LOT, "Demo Needle Company", "Plain", "0.25 mm", "30", 100, 700),
    ("FD-2311", "Demo Needle Company", "Plain", "0.30 mm", "50", 200, 60),
    ("FD-2311", "Pretend Acupuncture", "Silver", "0.30 mm", "40", 100, 400),
    ("KL 0418", "Example Needles", "Fine", "0.20 mm", "15", 50, -12),
)


def add_supplies(clinic: Clinic, by: User, began: datetime, now: datetime) -> None:
    """Put the lots on the shelf, open a box of the first, and a sharps container."""
    for lot, maker, brand, gauge, length, received, days in SHELF:
        made = register_lot(
            clinic=clinic,
            row_id=uuid4(),
            maker=maker,
            brand=brand,
            gauge=gauge,
            length_mm=Decimal(length),
            lot=lot,
            expires_on=now.date() + timedelta(days=days),
            gtin="",
            received=received,
            received_on=began.date(),
            by=by,
            at=began,
        )
        if lot == LOT:
            record_movement(
                lot=made,
                row_id=uuid4(),
                kind=MovementKind.BOX_OPENED,
                quantity=0,
                on=(now - timedelta(days=28)).date(),
                reason="",
                by=by,
                at=now - timedelta(days=28),
            )
    open_container(
        clinic=clinic,
        row_id=uuid4(),
        label=CONTAINER,
        place="Treatment room 2",
        opened_on=(now - timedelta(days=28)).date(),
        by=by,
        at=now - timedelta(days=28),
    )
