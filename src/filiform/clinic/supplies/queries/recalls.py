"""Recalls of lots, and whether one holds: what a session asks before a needle is opened."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from filiform.clinic.people.models import Clinic
from filiform.clinic.supplies.lot_numbers import lot_key
from filiform.clinic.supplies.models import LotRecall


def recalls_of(clinic: Clinic) -> QuerySet[LotRecall]:
    """Every recall, the latest first, with what ended it."""
    return clinic.lot_recalls.select_related("withdrawal__recorded_by", "recorded_by")


def recall_named(clinic: Clinic, recall: UUID) -> LotRecall | None:
    """A recall of the clinic by its id."""
    return recalls_of(clinic).filter(pk=recall).first()


def recall_of(clinic: Clinic, lot: str) -> LotRecall | None:
    """The recall that closes this lot now, however it is typed; None when it may be opened."""
    key = lot_key(lot)
    holds = clinic.lot_recalls.filter(withdrawal__isnull=True)
    return holds.filter(lot_key=key).first() if key else None


def recalled_lots(clinic: Clinic, lots: Iterable[str]) -> tuple[LotRecall, ...]:
    """The recalls that hold for any of these lots, each once."""
    keys = {lot_key(lot) for lot in lots} - {""}
    if not keys:
        return ()
    return tuple(clinic.lot_recalls.filter(withdrawal__isnull=True, lot_key__in=keys))
