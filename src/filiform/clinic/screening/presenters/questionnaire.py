"""The patient's questionnaire on the phone: which question stands on which page, and the answers to review."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from filiform.clinic.screening.forms.pages import SECTIONS
from filiform.clinic.screening.forms.sheets import Sheet, sheets_with
from filiform.clinic.screening.presenters.words import answer_words
from filiform.clinic.screening.queries.questionnaire import asked_findings, by_section, slug_of
from filiform.clinic.ui.parts import SummaryRow
from filiform.clinical.facts import Answer, AnsweredBy, AnswerValue, ScreeningFacts
from filiform.knowledge.library import Library
from filiform.knowledge.model.screening import Finding


@dataclass(frozen=True, slots=True)
class SectionOfAnswers:
    """The answers of one section, to be looked over before they are sent."""

    title: str
    rows: tuple[SummaryRow, ...]
    is_open: bool


class Questionnaire:
    """The questions one patient is asked by phone: all that are theirs but for those a clinician has answered."""

    def __init__(self, screening: UUID, facts: ScreeningFacts, library: Library) -> None:
        """Put the patient's questions in order."""
        self.screening, self.facts, self.library = screening, facts, library
        self.findings = tuple(
            one
            for one in asked_findings(facts, library)
            if not _by_clinician(facts.answers.get(one.id))
        )
        self.sheets = sheets_with(self.findings, library)

    @property
    def of(self) -> int:
        """How many questions there are."""
        return len(self.findings)

    @property
    def answered(self) -> int:
        """How many of them have an answer."""
        return sum(one.id in self.facts.answers for one in self.findings)

    @property
    def said_yes(self) -> tuple[str, ...]:
        """The findings that were answered yes."""
        answers = self.facts.answers.items()
        return tuple(name for name, one in answers if one.value is AnswerValue.YES)

    def sheet(self, finding: Finding) -> Sheet:
        """The questions on whose page a question stands, itself among them."""
        return self.sheets[self.number(finding) - 1]

    def number(self, finding: Finding) -> int:
        """The place of a question's page, from 1."""
        return 1 + next(place for place, sheet in enumerate(self.sheets) if finding in sheet)

    def holds(self, finding: Finding) -> bool:
        """Whether this question is one of the patient's."""
        return finding in self.findings

    def next_url(self, finding: Finding | None = None) -> str:
        """Where to go on: the next open question after this one, then those left out before, then the review."""
        start = self._order.index(finding) + 1 if finding and self.holds(finding) else 0
        order = self._order[start:] + self._order[: max(start - 1, 0)]
        return self._first_open(order) or self.url("review")

    def later_url(self, finding: Finding) -> str:
        """Where to go on when this page is left for later: the next open one after it, or the review."""
        rest = self.sheets[self.number(finding) :]
        return self._first_open(one for sheet in rest for one in sheet) or self.url("review")

    def back_url(self, finding: Finding) -> str:
        """The page before this one; before the first stands the page they began on."""
        place = self.number(finding) - 1
        return self.page_url(self.sheets[place - 1][0]) if place else reverse("screening:mine")

    def page_url(self, finding: Finding) -> str:
        """The page on which a question is asked: its own, or that of its sheet."""
        sheet = self.sheet(finding)
        return self.url("together" if len(sheet) > 1 else "question", slug_of(sheet[0].id))

    def where_url(self, sheet: Sheet, after: Finding | None = None) -> str:
        """Where the next place of a sheet is asked for; empty when none is left to ask."""
        rest = sheet[sheet.index(after) + 1 :] if after in sheet else sheet
        found = next((one for one in rest if self._lacks_place(one)), None)
        return self.url("where", slug_of(found.id)) if found else ""

    def url(self, name: str, *more: str) -> str:
        """The address of one of the patient's pages of this screening."""
        return reverse(f"screening:my_{name}", args=[self.screening, *more])

    def review(self) -> tuple[SectionOfAnswers, ...]:
        """Every answer under its section, each with a link that changes it."""
        sections = by_section(self.findings)
        return tuple(
            SectionOfAnswers(
                SECTIONS[section],
                tuple(self._row(one) for one in findings),
                is_open=any(self._is_worth_a_look(one) for one in findings),
            )
            for section, findings in sections.items()
        )

    @property
    def _order(self) -> Sheet:
        return tuple(one for sheet in self.sheets for one in sheet)

    def _first_open(self, findings: Iterable[Finding]) -> str:
        found = next((one for one in findings if one.id not in self.facts.answers), None)
        return self.page_url(found) if found else ""

    def _lacks_place(self, finding: Finding) -> bool:
        answer = self.facts.answers.get(finding.id)
        said_yes = answer is not None and answer.value is AnswerValue.YES
        return finding.asks_where and said_yes and not (answer and answer.places)

    def _is_worth_a_look(self, finding: Finding) -> bool:
        """Whether the answer is missing, or anything but no."""
        answer = self.facts.answers.get(finding.id)
        return answer is None or answer.value is not AnswerValue.NO

    def _row(self, finding: Finding) -> SummaryRow:
        answer = self.facts.answers.get(finding.id)
        url = self.url("question", slug_of(finding.id)) + "?from=review"
        words = answer_words(answer, self.library, for_patient=True)
        return SummaryRow(finding.question, words, url, "Change" if answer else "Answer")


def _by_clinician(answer: Answer | None) -> bool:
    return answer is not None and answer.answered_by is AnsweredBy.CLINICIAN
