"""The pictures of the body map: a view with nothing on it, the same for everybody."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from filiform.clinic.assessment.presenters.body_map import picture
from filiform.clinic.knowledge import library
from filiform.clinic.people.access import public
from filiform.figure import Build, View

A_DAY = 24 * 60 * 60


@public
@cache_control(public=True, max_age=A_DAY)
@require_safe
def blank(request: HttpRequest, view: str, build: str) -> HttpResponse:
    """A view of the body in a build; its address carries the version of the library, so it may be kept."""
    try:
        content = picture(View(view), Build(build), library())
    except ValueError:
        raise Http404 from None
    return HttpResponse(content, content_type="application/json")
