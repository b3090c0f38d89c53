"""The pages of recalls: every recall, recording one, and saying that one does not hold any more."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST

from filiform.clinic.accounts.roles import Permission
from filiform.clinic.audit.action import Refused
from filiform.clinic.people.access import staff
from filiform.clinic.supplies import actions
from filiform.clinic.supplies.forms import ReasonForm, RecallForm
from filiform.clinic.supplies.lot_numbers import LONGEST
from filiform.clinic.supplies.makers import LONGEST as LONGEST_MAKER
from filiform.clinic.supplies.presenters.lots import lot_and_maker
from filiform.clinic.supplies.presenters.recalls import lot_query, recall_lines
from filiform.clinic.supplies.queries import listed, recall_named, recalls_of

UNPROCESSABLE = 422


@staff(Permission.RECALL_LOT)
@require_http_methods(["GET", "HEAD", "POST"])
def recalls(request: Any) -> HttpResponse:
    """Every recall; posting records one and leads to who was needled with the lot."""
    initial = {
        "recalled_on": timezone.localdate(),
        "lot": request.GET.get("lot", "")[:LONGEST],
        "maker": request.GET.get("maker", "")[:LONGEST_MAKER],
    }
    form = RecallForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        try:
            made = actions.recall_lot(
                clinic=request.clinic,
                row_id=said.pop("row"),
                **said,
                by=request.user,
                at=timezone.now(),
            )
        except Refused as refused:
            form.add_error("lot", refused.message)
        else:
            named = lot_and_maker(made)
            messages.success(request, f"Lot {named} is closed. No session opens it any more.")
            where = reverse("safety:trace", args=[request.clinic.slug])
            return redirect(f"{where}?{urlencode(lot_query(made))}")
    status = UNPROCESSABLE if request.method == "POST" else 200
    context = {
        "form": form,
        "recalls": recall_lines(recalls_of(request.clinic)),
        "withdraw_form": ReasonForm(),
        "makers": listed(request.clinic).makers,
    }
    return render(request, "supplies/recalls.html", context, status=status)


@staff(Permission.RECALL_LOT)
@require_POST
def withdraw(request: Any, recall: UUID) -> HttpResponse:
    """Say that a recall does not hold any more."""
    found = recall_named(request.clinic, recall)
    if found is None:
        raise Http404
    form = ReasonForm(request.POST)
    if not form.is_valid():
        messages.warning(request, "Say why the lot may be used again.")
    else:
        try:
            actions.withdraw_recall(
                recall=found,
                row_id=form.cleaned_data["row"],
                reason=form.cleaned_data["reason"],
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, f"Lot {lot_and_maker(found)} may be opened again.")
        except Refused as refused:
            messages.warning(request, refused.message)
    return redirect("supplies:recalls", request.clinic.slug)
