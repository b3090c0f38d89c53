"""The end of a session: signing it, and what is added afterwards."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from filiform.clinic.accounts.roles import Permission
from filiform.clinic.audit.action import Refused
from filiform.clinic.needling.actions import add_addendum, sign_session
from filiform.clinic.needling.forms import AddendumForm, RowForm
from filiform.clinic.needling.views.table import (
    REFUSED,
    UNREADABLE,
    back_to,
    session_for_staff,
    table,
)
from filiform.clinic.people.access import staff


@staff(Permission.SIGN_SESSION)
@require_POST
def sign(request: HttpRequest, episode: UUID, session: UUID) -> HttpResponse:
    """Sign the session."""
    own = session_for_staff(request, episode, session)
    form = RowForm(request.POST)
    if not form.is_valid():
        return table(request, own, message="Reload this page and sign again.", status=UNREADABLE)
    try:
        sign_session(
            session=own, row_id=form.cleaned_data["row"], by=request.user, at=timezone.now()
        )
    except Refused as refusal:
        return table(request, own, refusal=refusal, status=REFUSED)
    return back_to(own)


@staff(Permission.SIGN_SESSION)
@require_POST
def addendum(request: HttpRequest, episode: UUID, session: UUID) -> HttpResponse:
    """Add to a signed session."""
    own = session_for_staff(request, episode, session)
    form = AddendumForm(request.POST)
    if not form.is_valid():
        return table(request, own, addendum_form=form, status=UNREADABLE)
    try:
        add_addendum(
            session=own,
            row_id=form.cleaned_data["row"],
            text=form.cleaned_data["text"],
            by=request.user,
            at=timezone.now(),
        )
    except Refused as refusal:
        return table(request, own, refusal=refusal, addendum_form=form, status=REFUSED)
    return back_to(own, "addenda")
