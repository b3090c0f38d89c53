"""The public answer to "is dry needling right for you?": verdict, reasons, what to tell, what studies found."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import msgspec

from filiform.clinic.screening.forms.visitor import Visitor
from filiform.clinic.screening.presenters.advice import FirstAdvice, first_advice
from filiform.clinic.screening.presenters.decisions import decision_card, source_line
from filiform.clinic.screening.presenters.studies import StudyGroup, by_weight, study_lines
from filiform.clinic.screening.presenters.words import answer_words
from filiform.clinic.screening.queries.questionnaire import slug_of
from filiform.clinic.ui.parts import DecisionCard, SourceLine, SummaryRow
from filiform.clinical.facts import Answer, AnswerValue
from filiform.kernel.decision import Decision
from filiform.knowledge.library import Library
from filiform.knowledge.model.aftercare import Jurisdiction
from filiform.knowledge.model.evidence import Comparator
from filiform.knowledge.model.needling import ConsentElement
from filiform.knowledge.model.planning import Indication
from filiform.knowledge.model.screening import Finding, ScreeningVerdict

LABELS = {
    ScreeningVerdict.SUITABLE: "Nothing you told us speaks against it",
    ScreeningVerdict.SUITABLE_WITH_PRECAUTIONS: "It may suit you, with some care",
    ScreeningVerdict.NOT_NOW: "Not now",
    ScreeningVerdict.NOT_SUITABLE: "It is not right for you",
    ScreeningVerdict.REFER_NOW: "See a doctor first",
}
HELPED, ADDED_NOTHING = "Studies in which it helped", "Studies in which it added nothing"
# What Filiform tells everyone before needling, and which is true of a visitor as well.
WHAT_IT_IS = "needling/consent/what-it-is"
NOT_THIS = "needling/consent/what-it-is-not"


@dataclass(frozen=True, slots=True)
class ReasonForNeedling:
    """One reason to consider needling: what it may do in plain words, and the studies on both sides."""

    label: str
    text: str
    helped: StudyGroup
    added_nothing: StudyGroup
    sentence: str
    sources: tuple[SourceLine, ...]
    review: str


@dataclass(frozen=True, slots=True)
class Suitability:
    """Everything the result page shows."""

    card: DecisionCard
    advice: FirstAdvice | None
    reasons: tuple[ReasonForNeedling, ...]
    has_reason: bool
    to_tell: tuple[SummaryRow, ...]
    open_questions: int
    not_this: str


def suitability(
    visitor: Visitor, decision: Decision[ScreeningVerdict], library: Library
) -> Suitability:
    """The result page for a visitor, in the words of the library."""
    said_yes = [name for name, one in visitor.answers.items() if one.value is AnswerValue.YES]
    fitting = [one for one in library.all(Indication) if _may_fit(one, visitor)]
    open_questions = [one for one in decision.questions if one.why == "unanswered"]
    return Suitability(
        card=decision_card(
            _for_visitors(decision), library, for_patient=True, label=LABELS[decision.verdict]
        ),
        advice=first_advice(said_yes, visitor.country, library),
        reasons=tuple(reason_for_needling(one, library) for one in fitting),
        has_reason=bool(fitting),
        to_tell=tuple(to_tell(visitor.answers, library)),
        open_questions=len(open_questions),
        not_this=_patient_text(NOT_THIS, library),
    )


def start_words(library: Library) -> dict[str, Any]:
    """What the first page says: what needling is and is not, and the countries with their emergency numbers."""
    return {
        "what_it_is": _patient_text(WHAT_IT_IS, library),
        "not_this": _patient_text(NOT_THIS, library),
        "countries": [(slug_of(one.id), one.label) for one in library.all(Jurisdiction)],
    }


def reason_for_needling(indication: Indication, library: Library) -> ReasonForNeedling:
    """One indication with the studies in which needling helped and those in which it added nothing.

    Those that weigh most come first. Comparisons of one way of needling with another say neither.
    """
    results = by_weight(indication.evidence, library)
    compared = [one for one in results if one.comparator is not Comparator.WITHIN_NEEDLING]
    helped = [one.id for one in compared if not one.adds_nothing]
    nothing = [one.id for one in compared if one.adds_nothing]
    return ReasonForNeedling(
        label=indication.label,
        text=indication.patient_text,
        helped=StudyGroup(HELPED, study_lines(helped, library)),
        added_nothing=StudyGroup(ADDED_NOTHING, study_lines(nothing, library)),
        sentence=indication.statement,
        sources=tuple(source_line(one, library) for one in indication.citations),
        review=indication.review.status.value,
    )


def to_tell(answers: dict[str, Answer], library: Library) -> Iterable[SummaryRow]:
    """What the person should tell the clinician: every question not answered no, with its places."""
    for name, answer in answers.items():
        if answer.value is not AnswerValue.NO:
            finding = library.get(name, Finding)
            words = answer_words(answer, library, for_patient=True)
            yield SummaryRow(finding.question or finding.label, words)


def _for_visitors(decision: Decision[Any]) -> Decision[Any]:
    """Constraints speak to whoever needles and open questions are counted: neither is shown to a visitor."""
    return msgspec.structs.replace(decision, constraints=(), questions=())


def _may_fit(indication: Indication, visitor: Visitor) -> bool:
    return visitor.reasons.get(indication.id) is AnswerValue.YES


def _patient_text(identifier: str, library: Library) -> str:
    return library.get(identifier, ConsentElement).patient_text if identifier in library else ""
