"""The emergency card: for the wall of a clinic, and beside the table with what to tell about this patient."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from filiform.clinic.accounts.roles import Permission
from filiform.clinic.knowledge import library
from filiform.clinic.needling.presenters.emergencies import emergency_card, to_tell_at_the_table
from filiform.clinic.needling.views.table import session_for_staff
from filiform.clinic.people.access import staff
from filiform.clinic.screening.presenters import stage_page


@staff(Permission.VIEW_EPISODE)
@require_GET
def wall_card(request: Any) -> HttpResponse:
    """Every procedure, to be printed and hung up."""
    context = {
        "card": emergency_card(request.clinic, library()),
        "library_version": library().version,
    }
    return render(request, "needling/emergencies.html", context)


@staff(Permission.VIEW_EPISODE)
@require_GET
def at_the_table(request: Any, episode: UUID, session: UUID) -> HttpResponse:
    """The same card, with what to tell the ambulance about this session, and the way back to it."""
    own = session_for_staff(request, episode, session)
    context = stage_page(own.episode, timezone.localdate(), library()) | {
        "card": emergency_card(request.clinic, library()),
        "session": own,
        "to_tell": to_tell_at_the_table(own, library()),
    }
    return render(request, "needling/emergencies.html", context)
