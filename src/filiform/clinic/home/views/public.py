"""Pages for everybody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from filiform.clinic.people.access import public


@public
def landing(request: HttpRequest) -> HttpResponse:
    """What Filiform is, and where to begin."""
    return render(request, "home/landing.html")
