"""How may needling work? The simulation for everybody, and the one nearest to a patient's own session."""

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from filiform.clinic.aftercare.queries import sessions_of_patient
from filiform.clinic.home.how_it_works.choice import (
    Choice,
    ChoiceForm,
    asked,
    choice_of,
    choice_of_session,
    scenarios,
)
from filiform.clinic.home.how_it_works.curves import shown
from filiform.clinic.home.how_it_works.words import claim_lines, wrong
from filiform.clinic.needling.queries import session_events
from filiform.clinic.people.access import patient, public


@public
@require_safe
@cache_control(max_age=300)
def page(request: HttpRequest) -> HttpResponse:
    """The whole page; what an address asks for that is out of bounds is said, and the usual is shown."""
    return _page(request, asked(request.GET))


@public
@require_safe
@cache_control(max_age=3600)
def curves(request: HttpRequest) -> HttpResponse:
    """The part that changes when a slider moves."""
    form = ChoiceForm(asked(request.GET))
    if not form.is_valid():
        return render(request, "home/how_it_works/faults.html", {"form": form}, status=422)
    return render(request, "home/how_it_works/curves.html", _shown(form))


@patient
@require_safe
def mine(request: Any) -> HttpResponse:
    """What may have happened in the muscle: the choice nearest to the patient's latest signed session."""
    session = sessions_of_patient(request.patient).first()
    if session is None:
        return redirect("home:how_it_works")
    query = QueryDict(choice_of_session(session_events(session)).query())
    return _page(request, query, from_session=session.on)


def _page(request: HttpRequest, query: QueryDict, from_session: Any = None) -> HttpResponse:
    form = ChoiceForm(query)
    is_valid = form.is_valid()
    usable = form if is_valid else _usual()
    is_student = usable.cleaned_data["depth"] == "student"
    context = {
        "form": form if is_valid else usable,
        "faults": None if is_valid else form,
        "scenarios": _links(usable.choice(), query.get("depth", "")),
        "besides": scenarios(),
        "claims": claim_lines(is_student),
        "wrong": wrong(),
        "from_session": from_session,
        **_shown(usable),
    }
    return render(request, "home/how_it_works/page.html", context, status=200 if is_valid else 422)


def _usual() -> ChoiceForm:
    form = ChoiceForm(asked(QueryDict()))
    form.is_valid()
    return form


def _shown(form: ChoiceForm) -> dict[str, Any]:
    name = form.cleaned_data["beside"]
    beside = scenarios().get(name)
    is_student = form.cleaned_data["depth"] == "student"
    label = beside.label if beside else ""
    other = choice_of(beside.course) if beside else None
    return {
        "shown": shown(form.choice(), other, label, is_student),
        "beside": name,
        "beside_label": label,
        "is_student": is_student,
    }


def _links(present: Choice, depth: str) -> list[dict[str, Any]]:
    tail = f"&depth={depth}" if depth == "student" else ""
    return [
        {
            "label": one.label,
            "url": f"?scenario={name}{tail}",
            "is_present": choice_of(one.course) == present,
            "says": one.patient_text,
        }
        for name, one in scenarios().items()
    ]
