"""Recalls as pages show them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from filiform.clinic.people.presenters import day
from filiform.clinic.supplies.models import LotRecall
from filiform.clinic.supplies.presenters.lots import lot_and_maker, recall_words


@dataclass(frozen=True, slots=True)
class RecallLine:
    """One recall: the lot, what the notice says, who recorded it, and what ended it."""

    id: str
    lot: str
    words: str
    recorded: str
    withdrawn: str
    trace_url: str


def lot_query(recall: LotRecall) -> dict[str, str]:
    """What to ask for to find everybody a recall concerns."""
    return {"lot": recall.lot} | ({"maker": recall.maker} if recall.maker else {})


def recall_lines(recalls: Iterable[LotRecall]) -> tuple[RecallLine, ...]:
    """Every recall, the latest first."""
    return tuple(_line(one) for one in recalls)


def _line(one: LotRecall) -> RecallLine:
    withdrawal = getattr(one, "withdrawal", None)
    on = day(timezone.localdate(withdrawal.recorded_at)) if withdrawal else ""
    where = reverse("safety:trace", args=[one.clinic.slug])
    return RecallLine(
        id=str(one.pk),
        lot=lot_and_maker(one),
        words=recall_words(one),
        recorded=f"Recorded by {one.recorded_by.name} on {day(timezone.localdate(one.recorded_at))}",
        withdrawn=(
            f"Withdrawn on {on} by {withdrawal.recorded_by.name}: {withdrawal.reason}"
            if withdrawal
            else ""
        ),
        trace_url=f"{where}?{urlencode(lot_query(one))}",
    )
