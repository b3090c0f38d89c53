"""Recalls of lots, and whether one holds: what a session asks before a needle is opened."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from filiform.clinic.people.models import Clinic
from filiform.clinic.supplies.lot_numbers import lot_key
from filiform.clinic.supplies.makers import Whose
from filiform.clinic.supplies.models import LotRecall
from filiform.clinic.supplies.queries.listed import Listed, WrittenLot, listed


def recalls_of(clinic: Clinic) -> QuerySet[LotRecall]:
    """Every recall, the latest first, with what ended it."""
    return clinic.lot_recalls.select_related("withdrawal__recorded_by", "recorded_by")


def recall_named(clinic: Clinic, recall: UUID) -> LotRecall | None:
    """A recall of the clinic by its id."""
    return recalls_of(clinic).filter(pk=recall).first()


def recalls_of_number(clinic: Clinic, lot: str) -> tuple[LotRecall, ...]:
    """The recalls of this number that hold now, whosever lot they name."""
    key = lot_key(lot)
    return tuple(_holding(clinic).filter(lot_key=key)) if key else ()


def recall_of(clinic: Clinic, lot: str, maker: str = "") -> LotRecall | None:
    """The recall that closes this lot now, however it is typed; None when it may be opened.

    A recall of one maker leaves another maker's lot open, and closes one whose maker is not known.
    """
    standing = recalls_of_number(clinic, lot)
    return closing(WrittenLot(lot, maker), standing, _list_for(clinic, standing))


def recalled_lots(clinic: Clinic, lots: Iterable[WrittenLot]) -> dict[WrittenLot, LotRecall]:
    """Those of the lots that a recall closes now, each with the recall."""
    lots = tuple(lots)
    keys = {lot_key(one.lot) for one in lots} - {""}
    standing = tuple(_holding(clinic).filter(lot_key__in=keys)) if keys else ()
    if not standing:
        return {}
    known = _list_for(clinic, standing)
    found = {one: closing(one, standing, known) for one in lots}
    return {one: recall for one, recall in found.items() if recall is not None}


def closing(written: WrittenLot, recalls: Iterable[LotRecall], known: Listed) -> LotRecall | None:
    """The first of the recalls that may mean a lot which was written down so."""
    key = lot_key(written.lot)
    return next(
        (
            one
            for one in recalls
            if one.lot_key == key and known.whose(written, one.maker) is not Whose.ANOTHERS
        ),
        None,
    )


def _holding(clinic: Clinic) -> QuerySet[LotRecall]:
    return clinic.lot_recalls.filter(withdrawal__isnull=True)


def _list_for(clinic: Clinic, recalls: Iterable[LotRecall]) -> Listed:
    """The clinic's list, which only a recall that names a maker asks for."""
    return listed(clinic) if any(one.maker for one in recalls) else Listed(())
