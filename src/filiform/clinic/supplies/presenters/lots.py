"""Lots as pages show them: what is printed on the packet, what is left, and what matters about it."""

from dataclasses import dataclass
from datetime import date

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


def lot_words(lot: NeedleLot) -> str:
    """The lot and its packet in one line."""
    return f"{lot.lot}: {lot.brand}, {size_words(lot)}"


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
    if one.left < 0:
        return f"{-one.left} more opened than received: count again"
    return f"{one.left:,} left of {one.received:,}"


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
        SummaryRow("Needles", size_words(lot)),
        SummaryRow("Lot", lot.lot),
        SummaryRow("Use before", day(lot.expires_on)),
        SummaryRow("Article number (GTIN)", lot.gtin),
        SummaryRow("Box opened", day(one.opened_on) or "Not written down"),
        SummaryRow("Received", f"{one.received:,}"),
        SummaryRow("Opened in sessions", f"{one.opened:,}"),
        SummaryRow("Thrown away unopened", f"{one.thrown_away:,}"),
        SummaryRow("Left", f"{one.left:,}" if one.left >= 0 else left_words(one)),
    )
    return LotPage(
        title=f"{lot.brand}, lot {lot.lot}",
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
