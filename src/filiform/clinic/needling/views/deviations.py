"""Deviations from a gate: telling one, and looking at one that somebody else told."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from filiform.clinic.accounts.roles import Permission
from filiform.clinic.audit.action import Refused
from filiform.clinic.needling.actions import review_deviation, tell_deviation
from filiform.clinic.needling.forms import DeviationForm, ReviewForm
from filiform.clinic.needling.views.table import (
    REFUSED,
    UNREADABLE,
    back_to,
    session_for_staff,
    table,
)
from filiform.clinic.people.access import staff

PART = "deviations"


@staff(Permission.SIGN_SESSION)
@require_POST
def tell(request: HttpRequest, episode: UUID, session: UUID) -> HttpResponse:
    """Tell what went in although a gate forbade it."""
    own = session_for_staff(request, episode, session)
    form = DeviationForm(request.POST)
    if not form.is_valid():
        return table(request, own, deviation_form=form, status=UNREADABLE)
    try:
        tell_deviation(session=own, **form.action_arguments(), by=request.user, at=timezone.now())
    except Refused as refusal:
        return table(request, own, refusal=refusal, deviation_form=form, status=REFUSED)
    return back_to(own, PART)


@staff(Permission.REVIEW_DEVIATION)
@require_POST
def review(request: HttpRequest, episode: UUID, session: UUID, deviation: UUID) -> HttpResponse:
    """Look at a deviation, and write what follows from it."""
    own = session_for_staff(request, episode, session)
    found = own.deviations.filter(pk=deviation).first()
    if found is None:
        raise Http404
    form = ReviewForm(request.POST, deviation=found.pk)
    if not form.is_valid():
        return table(request, own, deviation_form=form, status=UNREADABLE)
    try:
        review_deviation(
            deviation=found,
            row_id=form.cleaned_data["row"],
            follows=form.cleaned_data["follows"],
            by=request.user,
            at=timezone.now(),
        )
    except Refused as refusal:
        return table(request, own, refusal=refusal, deviation_form=form, status=REFUSED)
    return back_to(own, PART)
