"""How the session stands for every device that looks on, and where measures before and after arrive: JSON both ways."""

from typing import Annotated, Any
from uuid import UUID

import msgspec
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from filiform.clinic.accounts.roles import Permission
from filiform.clinic.audit.action import Refused
from filiform.clinic.knowledge import library
from filiform.clinic.needling.actions import record_response
from filiform.clinic.needling.forms import MeasureForm
from filiform.clinic.needling.models import NeedlingSession
from filiform.clinic.needling.presenters.response import response_as_sent
from filiform.clinic.needling.views.table import live_context, session_for_staff
from filiform.clinic.people.access import staff

MOST_AT_ONCE = 100


class Measures(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a device measured, in order."""

    responses: Annotated[tuple[dict[str, Any], ...], msgspec.Meta(max_length=MOST_AT_ONCE)]


@staff(Permission.VIEW_EPISODE)
@require_GET
def live(request: HttpRequest, episode: UUID, session: UUID) -> HttpResponse:
    """Every event and measure so far, which muscles are closed, and the parts that only the server can write."""
    own = session_for_staff(request, episode, session)
    context = live_context(own)
    return _said(
        {
            "now": timezone.now(),
            "events": msgspec.to_builtins(context["stands"].facts.events),
            "responses": [response_as_sent(row) for row in own.responses.all()],
            "is_signed": context["is_signed"],
            "stopped": {row.slug: row.is_stopped for row in context["rows"]},
            "containers": msgspec.to_builtins(context["into"]),
            "parts": render_to_string("needling/live.html", context, request).strip(),
        }
    )


@staff(Permission.RECORD_SESSION)
@require_POST
def responses(request: HttpRequest, episode: UUID, session: UUID) -> HttpResponse:
    """Take measures, each answered by itself: what one says cannot hold up the others."""
    own = session_for_staff(request, episode, session)
    try:
        sent = msgspec.json.decode(request.body, type=Measures).responses
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        message = f"These are no measures: {error}. Allowed: `responses`, at most {MOST_AT_ONCE}."
        return _said({"message": message}, status=422)
    return _said({"answers": [_answer(own, one, request.user) for one in sent]})


def _answer(session: NeedlingSession, sent: dict[str, Any], by: Any) -> dict[str, Any]:
    name = str(sent.get("id", ""))
    form = MeasureForm(sent, library=library())
    if not form.is_valid():
        message = " ".join(str(error) for errors in form.errors.values() for error in errors)
        return {"id": name, "answer": "refused", "message": message}
    said = form.action_arguments()
    try:
        record_response(session=session, by=by, at=timezone.now(), **said)
    except Refused as refusal:
        return {"id": name, "answer": "refused", "message": refusal.message}
    return {"id": name, "answer": "accepted", "message": ""}


def _said(document: dict[str, Any], status: int = 200) -> HttpResponse:
    body = msgspec.json.encode(document)
    return HttpResponse(body, content_type="application/json", status=status)
