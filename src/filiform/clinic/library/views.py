"""Pages of the library, for everybody; nothing on them is about a person."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from filiform.clinic.knowledge import library
from filiform.clinic.library.presenters.concept import concept_page
from filiform.clinic.library.presenters.index import index_page, kind_page, search_page
from filiform.clinic.library.presenters.muscle import muscle_page
from filiform.clinic.people.access import public
from filiform.knowledge.library import UnknownConcept
from filiform.knowledge.model import KINDS
from filiform.knowledge.model.anatomy import Muscle
from filiform.knowledge.model.concept import Concept

LONGEST_QUERY = 100


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
    try:
        found = library().get(identifier, Concept)
    except UnknownConcept as unknown:
        raise Http404(str(unknown)) from None
    if isinstance(found, Muscle):
        return render(request, "library/muscle.html", {"page": muscle_page(found, library())})
    return render(request, "library/concept.html", {"page": concept_page(found, library())})
