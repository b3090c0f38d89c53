"""Pages of the library, for everybody; nothing on them is about a person."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control

from filiform.clinic.knowledge import library
from filiform.clinic.library.presenters.concept import concept_page
from filiform.clinic.library.presenters.index import index_page, kind_page, search_page
from filiform.clinic.library.presenters.muscle import muscle_page
from filiform.clinic.library.presenters.pictures import picture_of
from filiform.clinic.people.access import public
from filiform.figure import View
from filiform.knowledge.library import UnknownConcept
from filiform.knowledge.model import KINDS
from filiform.knowledge.model.anatomy import Muscle
from filiform.knowledge.model.concept import Concept

LONGEST_QUERY = 100
A_DAY = 86400  # seconds; a new version of the library is seen by tomorrow


@public
def index(request: HttpRequest) -> HttpResponse:
    """Everything the library holds, by stage and kind."""
    return render(request, "library/index.html", {"page": index_page(library())})


@public
def search(request: HttpRequest) -> HttpResponse:
    """What the library holds under a name, a synonym or a misspelling of either."""
    query = request.GET.get("q", "").strip()[:LONGEST_QUERY]
    return render(request, "library/search.html", {"page": search_page(query, library())})


@public
def concept(request: HttpRequest, identifier: str) -> HttpResponse:
    """One concept whole, or the concepts of one kind."""
    if identifier in KINDS:
        return render(request, "library/kind.html", {"page": kind_page(identifier, library())})
    found = _found(identifier)
    if isinstance(found, Muscle):
        return render(request, "library/muscle.html", {"page": muscle_page(found, library())})
    return render(request, "library/concept.html", {"page": concept_page(found, library())})


@public
@cache_control(max_age=A_DAY, public=True)
def picture(request: HttpRequest, identifier: str, view: str) -> HttpResponse:
    """One view of a muscle or a region on the body figure."""
    if view not in set(View):
        raise Http404(f"the body is not drawn from {view}; there are {', '.join(View)}")
    svg = picture_of(_found(identifier), View(view), library())
    if svg is None:
        raise Http404(f"{identifier} has no place on the body")
    return HttpResponse(svg, content_type="image/svg+xml")


def _found(identifier: str) -> Concept:
    try:
        return library().get(identifier, Concept)
    except UnknownConcept as unknown:
        raise Http404(str(unknown)) from None
