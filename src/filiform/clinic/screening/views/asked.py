"""Where in which questionnaire a request of a patient stands, and which page comes next."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from filiform.clinic.knowledge import library
from filiform.clinic.screening.forms.pages import SECTIONS
from filiform.clinic.screening.models import Screening
from filiform.clinic.screening.presenters.questionnaire import Questionnaire
from filiform.clinic.screening.queries import facts_of
from filiform.clinic.screening.queries.questionnaire import finding_named
from filiform.clinical.facts import Answer
from filiform.knowledge.library import UnknownConcept
from filiform.knowledge.model.screening import Finding


@dataclass(frozen=True, slots=True)
class At:
    """Where in which questionnaire a request stands."""

    screening: Screening
    asked: Questionnaire
    finding: Finding

    @property
    def answer(self) -> Answer | None:
        """What was answered before, if anything was."""
        return self.asked.facts.answers.get(self.finding.id)

    def shown(self) -> dict[str, Any]:
        """What every page about one question shows around it."""
        return {
            "finding": self.finding,
            "section": SECTIONS[self.finding.section],
            "number": self.asked.number(self.finding),
            "of": len(self.asked.sheets),
            "back_url": self.asked.back_url(self.finding),
            "later_url": self.asked.later_url(self.finding),
            "page_url": self.asked.page_url(self.finding),
        }


def own_screening(request: Any, screening: UUID) -> Screening:
    """The patient's own screening; anybody else's does not exist."""
    rows = request.clinic.screenings.filter(episode__patient=request.patient)
    return get_object_or_404(rows.select_related("episode__patient", "record"), pk=screening)


def at_question(request: Any, screening: UUID, slug: str) -> At:
    """The patient's question of that name; one that is not theirs does not exist."""
    row = own_screening(request, screening)
    try:
        finding = finding_named(slug, library())
    except UnknownConcept:
        raise Http404 from None
    asked = questionnaire_of(row)
    if not asked.holds(finding):
        raise Http404
    return At(row, asked, finding)


def questionnaire_of(screening: Screening) -> Questionnaire:
    """The questionnaire with everything that is answered by now."""
    return Questionnaire(screening.pk, facts_of(screening, timezone.localdate()), library())


def onward(request: Any, at: At) -> str:
    """Where to go on after an answer; back to the review when one came from there.

    What else was answered yes on the same page is asked about first: where it is. Then comes the
    next open question, with everything that is answered by now.
    """
    if query_of(request):
        return at.asked.url("review")
    asked = questionnaire_of(at.screening)
    sheet = asked.sheet(at.finding)
    return asked.where_url(sheet, after=at.finding) or asked.next_url(sheet[-1])


def query_of(request: Any) -> str:
    """What keeps in mind that one came from the review."""
    return "?from=review" if request.GET.get("from") == "review" else ""


def render_page(
    request: Any, page: str, shown: dict[str, Any], form: Form | None = None
) -> HttpResponse:
    """A page of the questionnaire; with 422 when there is something to put right."""
    status = 422 if form is not None and form.errors else 200
    return render(request, f"screening/patient/{page}.html", shown, status=status)
