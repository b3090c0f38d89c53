"""The pages of lots: the list, adding one by its code or by hand, one lot with its entries, correcting it."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from filiform.clinic.accounts.roles import Permission
from filiform.clinic.audit.action import Refused
from filiform.clinic.people.access import staff
from filiform.clinic.people.presenters import day
from filiform.clinic.supplies import actions
from filiform.clinic.supplies.forms import CodeForm, LotForm, MovementForm, PrintedForm, ReasonForm
from filiform.clinic.supplies.models import MovementKind, NeedleLot
from filiform.clinic.supplies.packet_codes import PacketCode
from filiform.clinic.supplies.presenters.containers import container_rows
from filiform.clinic.supplies.presenters.lots import lot_page, lot_rows, lot_words
from filiform.clinic.supplies.queries import (
    container_standing,
    containers_of,
    current_lots,
    listed,
    lot_named,
    lots_like,
    movements_of,
    needles_by_container,
    stock,
    stock_of,
)

UNPROCESSABLE = 422


@staff(Permission.MANAGE_SUPPLIES)
@require_safe
def supplies(request: Any) -> HttpResponse:
    """Every lot with what is left of it, and the sharps containers."""
    containers = [container_standing(one) for one in containers_of(request.clinic)]
    context = {
        "lots": lot_rows(stock(request.clinic), timezone.localdate()),
        "containers": container_rows(containers, needles_by_container(request.clinic)),
        "may_recall": request.membership.may(Permission.RECALL_LOT),
        "sees_patients": request.membership.may(Permission.REPORT_ADVERSE_EVENT),
    }
    return render(request, "supplies/supplies.html", context)


@staff(Permission.MANAGE_SUPPLIES)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: Any) -> HttpResponse:
    """Put a lot on the list. The code in the address fills the form; posting it makes the lot."""
    if request.method == "POST":
        return _register(request)
    code = CodeForm(request.GET if "code" in request.GET else None)
    said = code.cleaned_data["code"] if code.is_valid() else None
    initial = {"received_on": timezone.localdate()} | (_of_code(request, said) if said else {})
    known = lots_like(request.clinic, said.lot) if said else ()
    return _form_page(request, LotForm(initial=initial), code=code, said=said, known=known)


def _register(request: Any) -> HttpResponse:
    form = LotForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        try:
            made = actions.register_lot(
                clinic=request.clinic,
                row_id=said["row"],
                lot=said["lot"],
                **form.printed(),
                received=said["received"],
                received_on=said["received_on"],
                by=request.user,
                at=timezone.now(),
            )
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, f"Lot {made.lot} is on the list.")
            return _to_lot(made)
    known = lots_like(request.clinic, request.POST.get("lot", "")[:100])
    return _form_page(request, form, code=CodeForm(), known=known, status=UNPROCESSABLE)


def _of_code(request: Any, said: PacketCode) -> dict[str, Any]:
    """What the code says, and what an earlier lot of the same article had printed on it."""
    filled: dict[str, Any] = {"gtin": said.gtin, "lot": said.lot, "expires_on": said.expires_on}
    rows = current_lots(request.clinic).filter(gtin=said.gtin) if said.gtin else None
    earlier = rows.order_by("-recorded_at").first() if rows is not None else None
    if earlier is not None:
        filled |= {
            "maker": earlier.maker,
            "brand": earlier.brand,
            "gauge": earlier.gauge,
            "length_mm": f"{float(earlier.length_mm):g}",
        }
    return filled


def _form_page(
    request: Any,
    form: PrintedForm,
    *,
    code: CodeForm,
    said: PacketCode | None = None,
    known: Iterable[NeedleLot] = (),
    status: int = 200,
) -> HttpResponse:
    context = {
        "form": form,
        "code_form": code,
        "said": said,
        "known": [(one.pk, lot_words(one)) for one in known],
        "makers": listed(request.clinic).makers,
    }
    return render(request, "supplies/add_lot.html", context, status=status)


@staff(Permission.MANAGE_SUPPLIES)
@require_http_methods(["GET", "HEAD", "POST"])
def lot(request: Any, lot: UUID) -> HttpResponse:
    """One lot, its count and its entries; posting adds an entry."""
    found = _lot(request, lot)
    form = MovementForm(
        request.POST or None,
        initial={"on": timezone.localdate(), "kind": MovementKind.BOX_OPENED},
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            actions.record_movement(
                lot=found,
                row_id=said["row"],
                kind=MovementKind(said["kind"]),
                quantity=said["quantity"],
                on=said["on"],
                reason=said["reason"],
                by=request.user,
                at=timezone.now(),
            )
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, "The entry is saved.")
            return _to_lot(found)
    page = lot_page(stock_of(found), movements_of(found), timezone.localdate())
    context = {
        "lot": found,
        "page": page,
        "form": form,
        "take_back_form": ReasonForm(),
        "may_recall": request.membership.may(Permission.RECALL_LOT),
    }
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "supplies/lot.html", context, status=status)


@staff(Permission.MANAGE_SUPPLIES)
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: Any, lot: UUID) -> HttpResponse:
    """Put right what was typed from the packet."""
    found = _lot(request, lot)
    initial = {
        "maker": found.maker,
        "brand": found.brand,
        "lot": found.lot,
        "gauge": found.gauge,
        "length_mm": f"{float(found.length_mm):g}",
        "expires_on": found.expires_on,
        "gtin": found.gtin,
    }
    form = PrintedForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            made = actions.correct_lot(
                lot=found,
                row_id=said["row"],
                number=said["lot"],
                **form.printed(),
                by=request.user,
                at=timezone.now(),
            )
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, "The lot is corrected. What stood there before is kept.")
            return _to_lot(made)
    status = UNPROCESSABLE if request.method == "POST" else 200
    context = {
        "form": form,
        "lot": found,
        "since": day(timezone.localdate(found.recorded_at)),
        "makers": listed(request.clinic).makers,
    }
    return render(request, "supplies/correct_lot.html", context, status=status)


@staff(Permission.MANAGE_SUPPLIES)
@require_POST
def take_back(request: Any, movement: UUID) -> HttpResponse:
    """Take an entry back, with the reason."""
    found = get_object_or_404(request.clinic.lot_movements.select_related("lot"), pk=movement)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        messages.warning(request, "Say why the entry is taken back.")
    else:
        try:
            actions.take_back_movement(
                movement=found,
                row_id=form.cleaned_data["row"],
                reason=form.cleaned_data["reason"],
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, "The entry is taken back.")
        except Refused as refused:
            messages.warning(request, refused.message)
    lot = found.lot
    while (newer := NeedleLot.objects.filter(replaces=lot).first()) is not None:
        lot = newer
    return _to_lot(lot)


def _lot(request: Any, lot: UUID) -> NeedleLot:
    found = lot_named(request.clinic, lot)
    if found is None:
        raise Http404
    return found


def _to_lot(lot: NeedleLot) -> HttpResponse:
    return redirect("supplies:lot", lot.clinic.slug, lot.pk)
