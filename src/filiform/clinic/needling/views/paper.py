"""A session on paper: the note of a signed one as a file, the draft of an open one as a page to print."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from filiform.clinic.accounts.roles import Permission
from filiform.clinic.knowledge import library
from filiform.clinic.needling.actions import record_download
from filiform.clinic.needling.presenters.draft import draft_of
from filiform.clinic.needling.presenters.paper import session_paper
from filiform.clinic.needling.queries import signature_of
from filiform.clinic.needling.views.table import back_to, session_for_staff
from filiform.clinic.people.access import staff
from filiform.clinic.screening.presenters import stage_page
from filiform.clinic.ui.paper import printed
from filiform.clinic.ui.paper.response import pdf_response


@staff(Permission.VIEW_EPISODE)
@require_GET
def note(request: HttpRequest, episode: UUID, session: UUID) -> HttpResponse:
    """The note as PDF; 404 before it is signed, because there is none yet."""
    own = session_for_staff(request, episode, session)
    if signature_of(own) is None:
        raise Http404
    made = printed(session_paper(own, library()))
    record_download(session=own, by=request.user, at=timezone.now())
    return pdf_response(made, f"session-{own.on.isoformat()}.pdf")


@staff(Permission.VIEW_EPISODE)
@require_GET
def draft(request: HttpRequest, episode: UUID, session: UUID) -> HttpResponse:
    """The session as it stands, to print while it is open; a signed one has its note instead."""
    own = session_for_staff(request, episode, session)
    if signature_of(own) is not None:
        return back_to(own)
    now = timezone.now()
    context = stage_page(own.episode, timezone.localdate(now), library()) | {
        "session": own,
        "draft": draft_of(own, library(), at=now),
    }
    return render(request, "needling/draft.html", context)
