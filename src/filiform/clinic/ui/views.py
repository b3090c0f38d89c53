"""The gallery: every component in its states, and one page of each layout. For developers only."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from filiform.clinic.ui import gallery as specimens

View = Callable[[HttpRequest], HttpResponse]


def only_in_debug(view: View) -> View:
    """Answers 404 outside DEBUG: the gallery shows invented people and belongs to nobody's clinic."""

    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponse:
        if not settings.DEBUG:
            raise Http404("The component gallery is shown only with DEBUG on.")
        return view(request)

    return guarded


@only_in_debug
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component, with notes."""
    return render(request, "ui/gallery/gallery.html", specimens.components())


@only_in_debug
def patient_specimen(request: HttpRequest) -> HttpResponse:
    """The patient's layout with one question."""
    return render(request, "ui/gallery/patient.html", specimens.question())


@only_in_debug
def workspace_specimen(request: HttpRequest) -> HttpResponse:
    """The clinician's layout with identity, pathway and two columns."""
    return render(request, "ui/gallery/workspace.html", specimens.workspace())
