"""Pages for everybody."""

from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from filiform.clinic.people.access import public


@public
def landing(request: HttpRequest) -> HttpResponse:
    """What Filiform is, and where to begin."""
    return render(
        request, "home/landing.html", {"questions_url": reverse("screening:right_for_you")}
    )


@public
def about(request: HttpRequest) -> HttpResponse:
    """Intended use, review status and licences."""
    return render(request, "home/about.html")


@public
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """Whether the service can reach its database; for whatever watches over it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})


@public
@never_cache
def start(request: HttpRequest) -> HttpResponse:
    """Where each person begins after signing in: a patient at home, staff at their clinic's worklist."""
    if not request.user.is_authenticated:
        return redirect("home:landing")
    if getattr(request.user, "patient", None) is not None:
        return redirect("home:my")
    memberships = list(request.user.memberships.filter(active=True).select_related("clinic"))
    if len(memberships) == 1:
        return redirect("home:worklist", clinic=memberships[0].clinic.slug)
    return render(request, "home/clinics.html", {"memberships": memberships})
