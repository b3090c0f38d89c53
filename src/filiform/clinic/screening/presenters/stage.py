"""The clinician's page of screening: what to confirm, what is open, what was said, the decision, the way on."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.forms.boundfield import BoundField

from filiform.clinic.screening.forms.answers import QuestionsForm, field_of
from filiform.clinic.screening.forms.pages import SECTIONS
from filiform.clinic.screening.presenters.decisions import evidence_line
from filiform.clinic.screening.presenters.words import answer_words
from filiform.clinic.screening.queries.questionnaire import asked_findings, by_section
from filiform.clinic.ui.parts import SummaryRow
from filiform.clinical.facts import Answer, AnsweredBy, ScreeningFacts
from filiform.kernel.decision import Question
from filiform.knowledge.library import Library
from filiform.knowledge.model.screening import Finding

FROM_RECORD = ("confirm", "past", "conflict")
WHY = {
    "confirm": "The record says so. Is it so?",
    "past": "The record said so in the past. Is it still so?",
    "conflict": "The record says so and the patient says no.",
}
WHO = {AnsweredBy.PATIENT: "the patient", AnsweredBy.CLINICIAN: "a clinician"}


@dataclass(frozen=True, slots=True)
class OpenLine:
    """One question that is open: its field, why it is, what the record holds and what the patient said."""

    field: BoundField
    why: str = ""
    evidence: tuple[str, ...] = ()
    said: str = ""


@dataclass(frozen=True, slots=True)
class OpenSection:
    """The open questions of one section."""

    title: str
    lines: tuple[OpenLine, ...]


@dataclass(frozen=True, slots=True)
class SaidSection:
    """The answers of one section, each with a link that changes it."""

    title: str
    rows: tuple[SummaryRow, ...]


def open_findings(questions: Iterable[Question], library: Library) -> tuple[Finding, ...]:
    """The findings to be answered yes, no or not sure; a place that is missing is asked on its own page."""
    return tuple(library.get(one.finding, Finding) for one in questions if one.why != "where")


def standing_answers(facts: ScreeningFacts, findings: Iterable[Finding]) -> dict[str, Answer]:
    """What a clinician answered already; what only the patient said is for the clinician to weigh anew."""
    answers = ((one.id, facts.answers.get(one.id)) for one in findings)
    return {
        name: answer
        for name, answer in answers
        if answer is not None and answer.answered_by is AnsweredBy.CLINICIAN
    }


def lines_from_record(
    form: QuestionsForm, questions: Iterable[Question], facts: ScreeningFacts, library: Library
) -> tuple[OpenLine, ...]:
    """What the record says and a person has not settled, with the entries that say so."""
    asked = (one for one in questions if one.why in FROM_RECORD)
    return tuple(_line(form, one, facts, library) for one in asked)


def open_sections(
    form: QuestionsForm, questions: Iterable[Question], facts: ScreeningFacts, library: Library
) -> tuple[OpenSection, ...]:
    """Everything else that is open, under the sections of the questionnaire."""
    others = {one.finding: one for one in questions if one.why in ("unanswered", "unsure")}
    sections = by_section(library.get(name, Finding) for name in others)
    return tuple(
        OpenSection(
            SECTIONS[section],
            tuple(_line(form, others[one.id], facts, library) for one in findings),
        )
        for section, findings in sections.items()
    )


def places_missing(
    questions: Iterable[Question], link: Callable[[str], str]
) -> tuple[SummaryRow, ...]:
    """What was answered yes without saying where: it counts for the whole body until somebody says."""
    return tuple(
        SummaryRow(one.text, "Nobody has said where", link(one.finding), "Say where")
        for one in questions
        if one.why == "where"
    )


def said_sections(
    facts: ScreeningFacts, link: Callable[[str], str], library: Library
) -> tuple[SaidSection, ...]:
    """Every answer that was given, in the order of the questionnaire."""
    answered = [one for one in asked_findings(facts, library) if one.id in facts.answers]
    extra = [name for name in facts.answers if name not in {one.id for one in answered}]
    findings = (*answered, *(library.get(name, Finding) for name in extra if name in library))
    return tuple(
        SaidSection(SECTIONS[section], tuple(_row(one, facts, link, library) for one in members))
        for section, members in by_section(findings).items()
    )


def _line(
    form: QuestionsForm, question: Question, facts: ScreeningFacts, library: Library
) -> OpenLine:
    answer = facts.answers.get(question.finding)
    said = f"{answer_words(answer, library)}, said {WHO[answer.answered_by]}" if answer else ""
    return OpenLine(
        field=form[field_of(question.finding)],
        why=WHY.get(question.why, ""),
        evidence=tuple(evidence_line(one) for one in question.evidence),
        said=said,
    )


def _row(
    finding: Finding, facts: ScreeningFacts, link: Callable[[str], str], library: Library
) -> SummaryRow:
    answer = facts.answers[finding.id]
    words = f"{answer_words(answer, library)} ({WHO[answer.answered_by]})"
    return SummaryRow(finding.question or finding.label, words, link(finding.id))
