"""Lots, recalls and containers, made by the real actions."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import uuid4

from filiform.clinic.accounts.models import User
from filiform.clinic.people.models import Clinic
from filiform.clinic.supplies.actions import open_container, recall_lot, register_lot
from filiform.clinic.supplies.models import LotRecall, NeedleLot, SharpsContainer
from tests.factories.instants import NOW, TODAY


def a_lot(clinic: Clinic, *, by: User, at: datetime = NOW, **fields: Any) -> NeedleLot:
    """A hundred needles of lot A1234."""
    given: dict[str, Any] = {
        "row_id": uuid4(),
        "maker": "Steelneedle",
        "brand": "Plain",
        "gauge": "0.25 mm",
        "length_mm": Decimal("30"),
        "lot": "A1234",
        "expires_on": date(2028, 5, 31),
        "gtin": "",
        "received": 100,
        "received_on": TODAY,
    }
    return register_lot(clinic=clinic, by=by, at=at, **given | fields)


def a_recall(
    clinic: Clinic, lot: str = "A1234", *, by: User, at: datetime = NOW, **fields: Any
) -> LotRecall:
    """A recall by the maker."""
    given: dict[str, Any] = {
        "row_id": uuid4(),
        "recalled_on": TODAY,
        "announced_by": "the maker, notice 7",
        "reason": "Seals of the packets may be open.",
    }
    return recall_lot(clinic=clinic, lot=lot, by=by, at=at, **given | fields)


def a_container(clinic: Clinic, *, by: User, at: datetime = NOW, **fields: Any) -> SharpsContainer:
    """A container that is open since today."""
    given: dict[str, Any] = {
        "row_id": uuid4(),
        "label": "Container 1",
        "place": "Room 2",
        "opened_on": TODAY,
    }
    return open_container(clinic=clinic, by=by, at=at, **given | fields)
