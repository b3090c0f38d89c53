"""Everything the clinician's page of screening shows, put together."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from filiform.clinic.episode.models import Episode
from filiform.clinic.episode.queries import current_status
from filiform.clinic.screening.forms.answers import QuestionsForm
from filiform.clinic.screening.models import Screening
from filiform.clinic.screening.presenters import stage, standing
from filiform.clinic.screening.presenters.advice import first_advice
from filiform.clinic.screening.presenters.decisions import decision_card, override_words
from filiform.clinic.screening.presenters.words import label_of
from filiform.clinic.screening.presenters.workspace import stage_page
from filiform.clinic.screening.queries.outcome import latest_outcome, overrides, verdict_now
from filiform.clinic.screening.queries.questionnaire import slug_of
from filiform.clinic.screening.queries.screening import facts_of
from filiform.clinic.ui.parts import DecisionCard, SummaryRow
from filiform.clinical.constraints import Override
from filiform.clinical.facts import AnswerValue, ScreeningFacts
from filiform.clinical.screening import screen
from filiform.kernel.decision import Decision, Severity
from filiform.knowledge.library import Library
from filiform.knowledge.model.screening import Finding, FindingSection, ScreeningVerdict


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one screening today, and what it comes to."""

    screening: Screening
    facts: ScreeningFacts
    decision: Decision[ScreeningVerdict]
    library: Library

    @property
    def episode(self) -> Episode:
        """The episode that is screened."""
        return self.screening.episode

    @property
    def open_findings(self) -> tuple[Finding, ...]:
        """What is still to be answered."""
        return stage.open_findings(self.decision.questions, self.library)

    def rest_of(self, section: FindingSection) -> tuple[Finding, ...]:
        """What one "no" answers in a section."""
        return stage.rest_of(section, self.decision.questions, self.library)

    def form(self, data: Any = None) -> QuestionsForm:
        """The form of everything that is open."""
        given = stage.standing_answers(self.facts, self.open_findings)
        return QuestionsForm(self.open_findings, given, data, required=False)


def known(screening: Screening, on: date, library: Library) -> Known:
    """Read a screening and work out what it comes to."""
    facts = facts_of(screening, on)
    return Known(screening, facts, screen(facts, library), library)


def stage_context(now: Known, form: QuestionsForm | None = None) -> dict[str, Any]:
    """The context of the whole page."""
    form = form or now.form()
    questions, links = now.decision.questions, _links(now)
    said_yes = [name for name, one in now.facts.answers.items() if one.value is AnswerValue.YES]
    jurisdiction = now.episode.clinic.jurisdiction
    return {
        **stage_page(now.episode, now.facts.on, now.library),
        **decision_context(now),
        "screening": now.screening,
        "form": form,
        "from_record": stage.lines_from_record(form, questions, now.facts, now.library),
        "open_sections": stage.open_sections(form, questions, now.facts, now.library),
        "places_missing": stage.places_missing(questions, links),
        "said": stage.said_sections(now.facts, links, now.library),
        "judgements": tuple(_judgements(now)),
        "advice": first_advice(said_yes, jurisdiction, now.library, for_patient=False),
        "rows": standing.standing_rows(now.screening, now.decision, len(now.facts.answers)),
    }


def decision_context(now: Known) -> dict[str, Any]:
    """The part that changes with every answer: the card, whether it is recorded, and the ways on."""
    outcome = latest_outcome(now.episode)
    recorded = standing.is_recorded(outcome, now.facts, now.library.version)
    set_aside = overrides(now.episode)
    verdict = verdict_now(now.episode, now.facts.on, now.library) if recorded else None
    return {
        "episode": now.episode,
        "card": _card(now, set_aside, standing.decided_words(outcome, recorded)),
        "is_recorded": recorded,
        "ways_on": standing.ways_on(
            now.episode, current_status(now.episode), verdict, is_complete=now.decision.complete
        ),
        "set_aside": [
            override_words(one, now.library) for one in set_aside if now.facts.on < one.expires_on
        ],
        "may_be_set_aside": tuple(_may_be_set_aside(now)) if recorded else (),
    }


def finding_url(episode: Episode, finding: str) -> str:
    """The page on which one finding is answered by a clinician."""
    parts = [episode.clinic.slug, episode.pk, slug_of(finding)]
    return reverse("screening:finding", args=parts)


def _card(now: Known, set_aside: tuple[Override, ...], decided: str) -> DecisionCard:
    card = decision_card(
        now.decision, now.library, decided=decided, overrides=set_aside, on=now.facts.on
    )
    # Open questions have fields of their own on this page.
    return replace(card, unanswered=())


def _links(now: Known) -> Callable[[str], str]:
    return lambda finding: finding_url(now.episode, finding)


def _judgements(now: Known) -> Iterator[SummaryRow]:
    """What only a clinician can say: findings without a question that no record and no date of birth tells."""
    for one in now.library.all(Finding):
        told = one.question or one.record or one.age or one.closes_questionnaire
        if not told and one.id not in now.facts.answers:
            yield SummaryRow(one.label, "Not recorded", finding_url(now.episode, one.id), "Record")


def _may_be_set_aside(now: Known) -> Iterator[SummaryRow]:
    """Everything that speaks against needling or asks care, except red flags."""
    address = reverse("screening:set_aside", args=[now.episode.clinic.slug, now.episode.pk])
    for reason in now.decision.reasons:
        if reason.severity in (Severity.CONTRAINDICATION, Severity.PRECAUTION):
            label = label_of(reason.statement, now.library)
            url = f"{address}?{urlencode({'statement': reason.statement})}"
            yield SummaryRow(label, reason.severity.value.capitalize(), url, "Set aside")
