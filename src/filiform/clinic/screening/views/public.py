"""Is dry needling right for you? Answered without an account; what is said travels in the form and is never stored."""

import json
from datetime import date

import msgspec
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from filiform.clinic.knowledge import library
from filiform.clinic.people.access import public
from filiform.clinic.screening.forms.page_form import PageForm
from filiform.clinic.screening.forms.pages import (
    Page,
    next_page,
    number_of,
    page_before,
    page_named,
    pages_for,
)
from filiform.clinic.screening.forms.visitor import Unreadable, Visitor, read_visitor
from filiform.clinic.screening.presenters.advice import FirstAdvice, first_advice
from filiform.clinic.screening.presenters.places import place_rows, places_field
from filiform.clinic.screening.presenters.suitability import start_words, suitability
from filiform.clinic.screening.presenters.words import day_words
from filiform.clinical.screening import screen

FILE_NAME = "my-answers.json"


@public
@never_cache
@require_GET
def start(request: HttpRequest) -> HttpResponse:
    """What this is, what it is not, and where to call in an emergency."""
    return render(request, "screening/public/start.html", start_words(library()))


@public
@never_cache
@require_http_methods(["GET", "POST"])
def questions(request: HttpRequest) -> HttpResponse:
    """The page that was asked for, or the next one that has something to ask."""
    if request.method == "GET":
        return redirect("screening:right_for_you")
    try:
        return _questions(request, read_visitor(request.POST, library()), timezone.localdate())
    except Unreadable as fault:
        return _unreadable(request, fault)


@public
@never_cache
@require_http_methods(["GET", "POST"])
def result(request: HttpRequest) -> HttpResponse:
    """What the answers come to; asked again for, it is worked out again."""
    if request.method == "GET":
        return redirect("screening:right_for_you")
    try:
        return _result(request, read_visitor(request.POST, library()), timezone.localdate())
    except Unreadable as fault:
        return _unreadable(request, fault)


@public
@never_cache
@require_http_methods(["GET", "POST"])
def file(request: HttpRequest) -> HttpResponse:
    """The answers as a file for the visitor to keep, in the form that `filiform screen --answers` reads."""
    if request.method == "GET":
        return redirect("screening:right_for_you")
    try:
        visitor = read_visitor(request.POST, library())
    except Unreadable as fault:
        return _unreadable(request, fault)
    content = json.dumps({"answers": msgspec.to_builtins(visitor.answers)}, indent=2)
    disposition = {"Content-Disposition": f'attachment; filename="{FILE_NAME}"'}
    return HttpResponse(content, content_type="application/json", headers=disposition)


def _questions(request: HttpRequest, visitor: Visitor, on: date) -> HttpResponse:
    pages = pages_for(visitor, on, library())
    if wanted := page_named(pages, request.POST.get("show", "")):
        return _page(request, pages, PageForm(wanted, visitor, library()))
    if answered := page_named(pages, request.POST.get("page", "")):
        form = PageForm(answered, visitor, library(), request.POST)
        if not form.is_valid():
            return _page(request, pages, form, status=422)
        visitor = form.merged(on)
        if advice := first_advice(form.said_yes(), visitor.country, library()):
            return _first(request, visitor, advice)
    page = next_page(pages_for(visitor, on, library()), visitor)
    if page is None:
        return _result(request, visitor, on)
    return _page(request, pages_for(visitor, on, library()), PageForm(page, visitor, library()))


def _page(
    request: HttpRequest, pages: tuple[Page, ...], form: PageForm, status: int = 200
) -> HttpResponse:
    where = places_field(form)
    shown = {
        "form": form,
        "page": form.page,
        "number": number_of(pages, form.page),
        "of": len(pages),
        "before": page_before(pages, form.page),
        "hidden": form.hidden(),
        "where": where,
        "places": place_rows(where, library()) if where else (),
    }
    return render(request, "screening/public/page.html", shown, status=status)


def _first(request: HttpRequest, visitor: Visitor, advice: FirstAdvice) -> HttpResponse:
    shown = {"advice": advice, "hidden": tuple(visitor.fields())}
    return render(request, "screening/public/first.html", shown)


def _result(request: HttpRequest, visitor: Visitor, on: date) -> HttpResponse:
    decision = screen(visitor.facts(on), library())
    shown = {
        "result": suitability(visitor, decision, library()),
        "hidden": tuple(visitor.fields()),
        "on": day_words(on),
        "library_version": library().version,
    }
    return render(request, "screening/public/result.html", shown)


def _unreadable(request: HttpRequest, fault: Unreadable) -> HttpResponse:
    shown = {"fault": str(fault)}
    return render(request, "screening/public/unreadable.html", shown, status=422)
