"""Recalls: closing a lot, and saying that a recall does not hold any more."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from filiform.clinic.audit.action import Refused, audited, repeat_of
from filiform.clinic.people.models import Clinic
from filiform.clinic.supplies.actions.writing import row_of
from filiform.clinic.supplies.lot_numbers import lot_key
from filiform.clinic.supplies.makers import Whose, maker_key, whose
from filiform.clinic.supplies.models import LotRecall, RecallWithdrawal
from filiform.clinic.supplies.queries import recalls_of_number


@audited("supplies.lot_recalled", details=lambda row: {"lot": row.lot})
def recall_lot(
    *,
    clinic: Clinic,
    row_id: UUID,
    lot: str,
    maker: str = "",
    recalled_on: date,
    announced_by: str,
    reason: str,
    by: Any,
    at: datetime,
) -> LotRecall:
    """Record that a lot was recalled: from now on its needles may not be opened in a session.

    Args:
        maker: whose lot it is; empty closes the number whoever made it.

    Raises:
        Refused: when the number holds no letter or digit, or the lot is recalled already.
    """
    columns = {
        "lot": lot.strip(),
        "maker": maker.strip(),
        "recalled_on": recalled_on,
        "announced_by": announced_by.strip(),
        "reason": reason.strip(),
    }
    repeat_of(clinic.lot_recalls, row_id, **columns)
    if not lot_key(lot):
        raise Refused("A lot number holds at least one letter or digit. Type it from the notice.")
    if maker.strip() and not maker_key(maker):
        raise Refused(
            "A maker’s name holds at least one letter or digit, or the field is left empty."
        )
    standing = recalls_of_number(clinic, lot)
    if any(not one.maker or whose(maker, one.maker) is Whose.THEIRS for one in standing):
        raise Refused("This lot is recalled already.")
    return LotRecall.objects.create(
        id=row_id, **row_of(clinic, by, at), **columns, lot_key=lot_key(lot)
    )


@audited("supplies.recall_withdrawn")
def withdraw_recall(
    *, recall: LotRecall, row_id: UUID, reason: str, by: Any, at: datetime
) -> RecallWithdrawal:
    """Say that a recall does not hold any more, and why.

    Raises:
        Refused: without a reason, or when it was withdrawn already.
    """
    reason = reason.strip()
    repeat_of(recall.clinic.recall_withdrawals, row_id, recall_id=recall.pk, reason=reason)
    if not reason:
        raise Refused("Say why the lot may be used again.")
    if RecallWithdrawal.objects.filter(recall=recall).exists():
        raise Refused("This recall was withdrawn already.")
    return RecallWithdrawal.objects.create(
        id=row_id, **row_of(recall.clinic, by, at), recall=recall, reason=reason
    )
