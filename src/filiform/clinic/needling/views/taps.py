"""Taps: one POST is one event. Answered with the live parts, or without JavaScript with the page again."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from filiform.clinic.accounts.roles import Permission
from filiform.clinic.audit.action import Refused
from filiform.clinic.needling.actions import record_response, record_tap
from filiform.clinic.needling.forms import (
    EventForm,
    NeedlesForm,
    ResponseForm,
    fields_of_tap,
    read_tap,
)
from filiform.clinic.needling.models import Moment, NeedlingSession
from filiform.clinic.needling.presenters.session import slug_of
from filiform.clinic.needling.views.table import (
    REFUSED,
    UNREADABLE,
    back_to,
    is_tap,
    session_for_staff,
    table,
)
from filiform.clinic.people.access import staff


@staff(Permission.RECORD_SESSION)
@require_POST
def event(request: HttpRequest, episode: UUID, session: UUID) -> HttpResponse:
    """One event of one needle, or of the muscle it is in."""
    own = session_for_staff(request, episode, session)
    form = EventForm(fields_of_tap(request.POST))
    if not form.is_valid():
        return table(request, own, message=first_error(form), status=UNREADABLE)
    tapped = form.tapped()
    part = f"row-{slug_of(tapped.place)}" if tapped.place else "tray"
    said = {"row_id": form.cleaned_data["row"], "tapped": tapped}
    return written(request, own, part, record_tap, said)


@staff(Permission.RECORD_SESSION)
@require_POST
def needles(request: HttpRequest, episode: UUID, session: UUID) -> HttpResponse:
    """Needles opened, with what is printed on the packet."""
    own = session_for_staff(request, episode, session)
    form = NeedlesForm(request.POST)
    if not form.is_valid():
        message = first_error(form) if is_tap(request) else ""
        return table(request, own, message=message, needles_form=form, status=UNREADABLE)
    said = {"row_id": form.cleaned_data["row"], "tapped": form.tapped()}
    return written(request, own, "tray", record_tap, said)


@staff(Permission.RECORD_SESSION)
@require_POST
def response(request: HttpRequest, episode: UUID, session: UUID) -> HttpResponse:
    """Pain before or after."""
    own = session_for_staff(request, episode, session)
    said = read_tap(request.POST.get("tap", ""))
    form = ResponseForm(
        {"row": said.get("row"), "when": said.get("kind"), "pain": said.get("number")}
    )
    if not form.is_valid():
        return table(request, own, message=first_error(form), status=UNREADABLE)
    when = Moment(form.cleaned_data["when"])
    arguments = {
        "row_id": form.cleaned_data["row"],
        "when": when,
        "pain": form.cleaned_data["pain"],
    }
    return written(request, own, f"response-{when.value}", record_response, arguments)


def written(
    request: HttpRequest, session: NeedlingSession, part: str, action: Any, said: dict[str, Any]
) -> HttpResponse:
    """Do it, and answer with the live parts or with the page at the part that was touched."""
    try:
        action(session=session, by=request.user, at=timezone.now(), **said)
    except Refused as refusal:
        return table(request, session, refusal=refusal, status=REFUSED)
    return table(request, session) if is_tap(request) else back_to(session, part)


def first_error(form: Any) -> str:
    """What is wrong with a tap that cannot be read, in one sentence."""
    name, errors = next(iter(form.errors.items()))
    field = form.fields.get(name)
    label = f"{field.label}: " if field is not None and field.label else ""
    return f"This tap could not be read. {label}{errors[0]}"
