"""The clinician's page of screening: what to confirm, what is open, what was said, the decision, the way on."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from django.forms.boundfield import BoundField

from filiform.clinic.screening.forms.answers import QuestionsForm, field_of
from filiform.clinic.screening.forms.pages import SECTIONS
from filiform.clinic.screening.presenters.decisions import evidence_line
from filiform.clinic.screening.presenters.words import answer_words
from filiform.clinic.screening.queries.questionnaire import (
    answered_together,
    asked_findings,
    by_section,
)
from filiform.clinic.ui.parts import SummaryRow
from filiform.clinical.facts import Answer, AnsweredBy, ScreeningFacts
from filiform.kernel.decision import Question
from filiform.knowledge.library import Library
from filiform.knowledge.model.screening import Finding, FindingSection

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
    may_be_no: bool = False


@dataclass(frozen=True, slots=True)
class OpenSection:
    """The open questions of one section; `key` names it in the form."""

    key: str
    title: str
    lines: tuple[OpenLine, ...]

    @property
    def is_open(self) -> bool:
        """Whether its questions are in sight at once: urgent ones, and those with something to put right."""
        return self.key == FindingSection.URGENT or any(one.field.errors for one in self.lines)

    @property
    def has_rest(self) -> bool:
        """Whether a button may answer more than one of its questions with no."""
        return sum(one.may_be_no for one in self.lines) > 1


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
    questions = tuple(questions)
    others = {one.finding: one for one in questions if one.why in ("unanswered", "unsure")}
    sections = by_section(library.get(name, Finding) for name in others)
    return tuple(
        OpenSection(
            section.value,
            SECTIONS[section],
            _lines(form, others, findings, facts, library),
        )
        for section, findings in sections.items()
    )


def rest_of(
    section: FindingSection, questions: Iterable[Question], library: Library
) -> tuple[Finding, ...]:
    """What one "no" answers in a section: all that nobody has said anything about, but for red flags."""
    silent = (library.get(one.finding, Finding) for one in questions if one.why == "unanswered")
    return tuple(one for one in answered_together(silent, library) if one.section is section)


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


def _lines(
    form: QuestionsForm,
    questions: Mapping[str, Question],
    findings: tuple[Finding, ...],
    facts: ScreeningFacts,
    library: Library,
) -> tuple[OpenLine, ...]:
    rest = rest_of(findings[0].section, questions.values(), library)
    return tuple(
        replace(_line(form, questions[one.id], facts, library), may_be_no=one in rest)
        for one in findings
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
