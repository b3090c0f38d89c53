"""Lots as pages show them: what is printed on the packet, what is left, and what matters about it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from filiform.clinic.people.presenters import day
from filiform.clinic.supplies.models import LotMovement, LotRecall, MovementKind, NeedleLot
from filiform.clinic.supplies.queries import LotStock
from filiform.clinic.supplies.queries.lots import LotState
from filiform.clinic.ui.parts import SummaryRow, TaskRow, TaskState

WORDS: dict[LotState, str] = {
    "recalled": "Recalled",
    "expired": "Expired",
    "expires_soon": "Expires soon",
    "empty": "None left",
    "in_use": "In use",
}
SHAPES: dict[LotState, TaskState] = {
    "recalled": "blocked",
    "expired": "blocked",
    "expires_soon": "doing",
    "empty": "todo",
    "in_use": "done",
}
# What must be taken off the shelf stands first, what is used up last.
ORDER: tuple[LotState, ...] = ("recalled", "expired", "expires_soon", "in_use", "empty")


def size_words(lot: NeedleLot) -> str:
    """Thickness and length: 0.25 mm × 30 mm."""
    length = f"{float(lot.length_mm):g} mm"
    return f"{lot.gauge} × {length}" if lot.gauge else length


def lot_and_maker(one: Any) -> str:
    """A lot with its maker, where that is known, from anything that has both."""
    return f"{one.lot} of {one.maker}" if one.maker else str(one.lot)


def lot_words(lot: NeedleLot) -> str:
    """The lot and its packet in one line."""
    packet = (lot.maker, lot.brand, size_words(lot))
    return f"{lot.lot}: {', '.join(part for part in packet if part)}"


def lot_rows(stock: tuple[LotStock, ...], on: date) -> list[TaskRow]:
    """The lots of a clinic, what calls for somebody first."""
    rows = sorted(stock, key=lambda one: ORDER.index(one.state(on)))
    return [_row(one, on) for one in rows]


def _row(one: LotStock, on: date) -> TaskRow:
    state = one.state(on)
    where = {"clinic": one.lot.clinic.slug, "lot": one.lot.pk}
    return TaskRow(
        label=lot_words(one.lot),
        status=WORDS[state],
        state=SHAPES[state],
        url=reverse("supplies:lot", kwargs=where),
        hint=f"{left_words(one)}, use before {day(one.lot.expires_on)}",
    )


def left_words(one: LotStock) -> str:
    """How many should be left, or that the count cannot be right."""
    if one.opened_unsaid:
        return f"{max(one.left - one.opened_unsaid, 0):,} to {max(one.left, 0):,} left of {one.received:,}"
    if one.left < 0:
        return f"{-one.left} more opened than received: count again"
    return f"{one.left:,} left of {one.received:,}"


def unsaid_words(one: LotStock) -> str:
    """Needles that may be of this lot or of another one of its number; empty where there are none."""
    if not one.opened_unsaid:
        return ""
    return f"{one.opened_unsaid:,} of this number, of this lot or of another on the list"


@dataclass(frozen=True, slots=True)
class MovementLine:
    """One entry: what, when, by whom, and whether it was taken back."""

    id: str
    words: str
    details: str
    can_be_taken_back: bool


@dataclass(frozen=True, slots=True)
class LotPage:
    """Everything about one lot."""

    title: str
    status: str
    is_closed: bool
    recall: str
    rows: tuple[SummaryRow, ...]
    movements: tuple[MovementLine, ...]


def lot_page(one: LotStock, movements: tuple[LotMovement, ...], on: date) -> LotPage:
    """One lot: the packet, the count, and every entry behind it."""
    lot, state = one.lot, one.state(on)
    rows = (
        SummaryRow("Maker", lot.maker or "Not written down: correct it from the packet"),
        SummaryRow("Needles", f"{lot.brand}, {size_words(lot)}"),
        SummaryRow("Lot", lot.lot),
        SummaryRow("Use before", day(lot.expires_on)),
        SummaryRow("Article number (GTIN)", lot.gtin),
        SummaryRow("Box opened", day(one.opened_on) or "Not written down"),
        SummaryRow("Received", f"{one.received:,}"),
        SummaryRow("Opened in sessions", f"{one.opened:,}"),
        SummaryRow("Opened, maker not said", unsaid_words(one)),
        SummaryRow("Thrown away unopened", f"{one.thrown_away:,}"),
        SummaryRow(
            "Left", left_words(one) if one.left < 0 or one.opened_unsaid else f"{one.left:,}"
        ),
    )
    return LotPage(
        title=f"{lot.maker or lot.brand}, lot {lot.lot}",
        status=WORDS[state],
        is_closed=state in ("recalled", "expired"),
        recall=recall_words(one.recall) if one.recall else "",
        rows=tuple(row for row in rows if row.value),
        movements=movement_lines(movements),
    )


def movement_lines(movements: tuple[LotMovement, ...]) -> tuple[MovementLine, ...]:
    """Every entry, the latest first; one that was taken back says so and stays."""
    taken_back = {one.takes_back_id for one in movements if one.takes_back_id}
    return tuple(_movement(one, one.pk in taken_back) for one in movements)


def _movement(one: LotMovement, is_taken_back: bool) -> MovementLine:
    kind = MovementKind(one.kind)
    what = kind.label if kind is MovementKind.BOX_OPENED else f"{kind.label}: {one.quantity:,}"
    if one.takes_back_id:
        what = f"Taken back: {what[0].lower()}{what[1:]}"
    elif is_taken_back:
        what = f"{what} (taken back)"
    details = f"{day(one.on)}, entered by {one.recorded_by.name}"
    return MovementLine(
        id=str(one.pk),
        words=what,
        details=f"{details}. {one.reason}" if one.reason else details,
        can_be_taken_back=not one.takes_back_id and not is_taken_back,
    )


def recall_words(recall: LotRecall) -> str:
    """A recall in one sentence."""
    return f"Recalled on {day(recall.recalled_on)} by {recall.announced_by}: {recall.reason}"
