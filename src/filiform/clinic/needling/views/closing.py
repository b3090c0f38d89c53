"""The end of a session: signing it, and what is added afterwards."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from filiform.clinic.accounts.roles import Permission
from filiform.clinic.audit.action import Refused
from filiform.clinic.needling.actions import (
    add_addendum,
    co_sign_session,
    name_supervisor,
    sign_session,
)
from filiform.clinic.needling.forms import AddendumForm, RowForm, SupervisorForm
from filiform.clinic.needling.views.table import (
    REFUSED,
    UNREADABLE,
    back_to,
    session_for_staff,
    table,
)
from filiform.clinic.people.access import staff
from filiform.clinic.people.queries_of_practice import practitioners_of


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


@staff(Permission.RECORD_SESSION)
@require_POST
def supervisor(request: HttpRequest, episode: UUID, session: UUID) -> HttpResponse:
    """Say which colleague watches this session."""
    own = session_for_staff(request, episode, session)
    form = SupervisorForm(request.POST, colleagues=practitioners_of(own.clinic))
    if not form.is_valid():
        return table(request, own, message="Choose a colleague of this clinic.", status=UNREADABLE)
    try:
        name_supervisor(
            session=own,
            row_id=form.cleaned_data["row"],
            supervisor=form.cleaned_data["supervisor"],
            by=request.user,
            at=timezone.now(),
        )
    except Refused as refusal:
        return table(request, own, refusal=refusal, status=REFUSED)
    return back_to(own, "supervision")


@staff(Permission.SIGN_SESSION)
@require_POST
def co_sign(request: HttpRequest, episode: UUID, session: UUID) -> HttpResponse:
    """The supervisor puts their name under the session."""
    own = session_for_staff(request, episode, session)
    form = RowForm(request.POST)
    if not form.is_valid():
        return table(request, own, message="Reload this page and sign again.", status=UNREADABLE)
    try:
        co_sign_session(
            session=own, row_id=form.cleaned_data["row"], by=request.user, at=timezone.now()
        )
    except Refused as refusal:
        return table(request, own, refusal=refusal, status=REFUSED)
    return back_to(own, "supervision")


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
