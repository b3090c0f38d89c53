"""Beginning a screening, answering its questions one by one, and sending the questionnaire."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

import msgspec

from filiform.clinic.accounts.models import User
from filiform.clinic.audit.action import Refused, Repeated, audited, repeat_of
from filiform.clinic.episode.actions import reach_stage
from filiform.clinic.episode.models import Episode
from filiform.clinic.screening.models import QuestionnaireSubmission, Screening, ScreeningAnswer
from filiform.clinic.screening.queries.questionnaire import unanswered_findings
from filiform.clinic.screening.queries.screening import current_answers, facts_of
from filiform.clinical.facts import Answer, AnsweredBy, Place
from filiform.clinical.stage import Stage
from filiform.knowledge.library import Library
from filiform.knowledge.model.screening import Finding


@audited("screening.started")
def start_screening(
    *, episode: Episode, on: date, row_id: UUID, by: User, at: datetime
) -> Screening:
    """Begin a screening of the episode, beside the record that was imported last for the patient.

    Raises:
        Refused: when the episode is over in a way after which nothing is screened.
    """
    repeat_of(episode.screenings, row_id)
    reach_stage(episode=episode, stage=Stage.SCREENING, by=by, at=at)
    record = episode.patient.imported_records.order_by("-on", "-recorded_at").first()
    return Screening.objects.create(
        id=row_id,
        clinic_id=episode.clinic_id,
        episode=episode,
        record=record,
        on=on,
        number=episode.screenings.count() + 1,
        recorded_by=by,
        recorded_at=at,
    )


@audited("screening.answer_recorded")
def record_answer(
    *,
    screening: Screening,
    finding: str,
    answer: Answer,
    row_id: UUID,
    library: Library,
    by: User,
    at: datetime,
) -> ScreeningAnswer:
    """Write one answer down. An answer that stands already is not written again.

    Raises:
        Refused: when the library has no such finding, when a clinician has answered it before and a
            patient would change that, or when the form was sent before with something else in it.
    """
    repeat_of(screening.answers, row_id, finding=finding, value=answer.value.value)
    standing = current_answers(screening).filter(finding=finding).first()
    _refuse_answer(finding, answer, standing, library)
    if standing is not None and _says_the_same(standing, answer):
        raise Repeated(standing)
    return _write(screening, finding, answer, standing, row_id, by, at)


@audited("screening.answers_recorded", details=lambda screening: {"answers": screening.written})
def record_answers(
    *,
    screening: Screening,
    answers: Mapping[str, Answer],
    library: Library,
    by: User,
    at: datetime,
) -> Screening:
    """Write several answers down, each in a row of its own; those that stand already are left alone.

    Raises:
        Refused: as `record_answer`; then none of them is written.
    """
    standing = {row.finding: row for row in current_answers(screening)}
    for finding, answer in answers.items():
        _refuse_answer(finding, answer, standing.get(finding), library)
    changed = {
        finding: answer
        for finding, answer in answers.items()
        if not (finding in standing and _says_the_same(standing[finding], answer))
    }
    if not changed:
        raise Repeated(screening)
    for finding, answer in changed.items():
        _write(screening, finding, answer, standing.get(finding), uuid4(), by, at)
    screening.written = len(changed)  # type: ignore[attr-defined]  # for the audit event alone
    return screening


@audited("screening.questionnaire_submitted")
def submit_questionnaire(
    *, screening: Screening, on: date, row_id: UUID, library: Library, by: User, at: datetime
) -> QuestionnaireSubmission:
    """Send the questionnaire to the clinic.

    Raises:
        Refused: while a question has no answer; "not sure" is one.
    """
    repeat_of(screening.submissions, row_id)
    left = len(unanswered_findings(facts_of(screening, on), library))
    if left:
        questions = "1 question has" if left == 1 else f"{left} questions have"
        raise Refused(
            f"{questions} no answer yet. Answer {'it' if left == 1 else 'them'} first; "
            "“not sure” is an answer, too."
        )
    return QuestionnaireSubmission.objects.create(
        id=row_id,
        clinic_id=screening.clinic_id,
        screening=screening,
        recorded_by=by,
        recorded_at=at,
    )


def _write(
    screening: Screening,
    finding: str,
    answer: Answer,
    standing: ScreeningAnswer | None,
    row_id: UUID,
    by: User,
    at: datetime,
) -> ScreeningAnswer:
    return ScreeningAnswer.objects.create(
        id=row_id,
        clinic_id=screening.clinic_id,
        screening=screening,
        finding=finding,
        value=answer.value.value,
        places=_as_kept(answer.places),
        answered_by=answer.answered_by.value,
        replaces=standing,
        recorded_by=by,
        recorded_at=at,
    )


def _says_the_same(row: ScreeningAnswer, answer: Answer) -> bool:
    return (
        row.value == answer.value.value
        and row.answered_by == answer.answered_by.value
        and row.places == _as_kept(answer.places)
    )


def _as_kept(places: tuple[Place, ...]) -> list[Any]:
    """Places as the row holds them: JSON has lists and no tuples."""
    return [msgspec.to_builtins(place) for place in places]


def _refuse_answer(
    finding: str, answer: Answer, standing: ScreeningAnswer | None, library: Library
) -> None:
    if finding not in {one.id for one in library.all(Finding)}:
        raise Refused("This question is no longer asked. Open the page again.")
    by_patient = answer.answered_by is AnsweredBy.PATIENT
    if by_patient and standing is not None and standing.answered_by == AnsweredBy.CLINICIAN.value:
        raise Refused(
            "Your clinician has answered this question with you. Tell them if it has changed."
        )
