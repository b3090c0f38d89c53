"""Taps beside the needles: what was found over a muscle, and minutes of exercise and hands-on care."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from filiform.clinic.accounts.roles import Permission
from filiform.clinic.needling.actions import record_found, record_minutes
from filiform.clinic.needling.forms import FoundForm, MinutesForm
from filiform.clinic.needling.presenters.session import slug_of
from filiform.clinic.needling.views.table import UNREADABLE, session_for_staff, table
from filiform.clinic.needling.views.taps import first_error, written
from filiform.clinic.people.access import staff


@staff(Permission.RECORD_SESSION)
@require_POST
def found(request: HttpRequest, episode: UUID, session: UUID) -> HttpResponse:
    """Tissue that no needle goes over was found, or it was noted by mistake."""
    own = session_for_staff(request, episode, session)
    form = FoundForm.of_tap(request.POST)
    if not form.is_valid():
        return table(request, own, message=first_error(form), status=UNREADABLE)
    said = form.action_arguments()
    return written(request, own, f"found-{slug_of(said['place'])}", record_found, said)


@staff(Permission.RECORD_SESSION)
@require_POST
def minutes(request: HttpRequest, episode: UUID, session: UUID) -> HttpResponse:
    """Minutes of one service billed by time."""
    own = session_for_staff(request, episode, session)
    form = MinutesForm.of_tap(request.POST)
    if not form.is_valid():
        return table(request, own, message=first_error(form), status=UNREADABLE)
    return written(request, own, "minutes", record_minutes, form.action_arguments())
