"""One screening as frozen facts: the answers that stand now, and what the imported record says."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import msgspec
from django.db.models import QuerySet

from filiform.clinic.episode.models import Episode
from filiform.clinic.screening.models import Screening, ScreeningAnswer
from filiform.clinic.screening.queries.questionnaire import each_session_findings
from filiform.clinical.facts import Answer, RecordFinding, ScreeningFacts, Sex
from filiform.clinical.screening import screen
from filiform.kernel.decision import Question
from filiform.knowledge.library import Library
from filiform.knowledge.model.screening import Finding


def current_screening(episode: Episode) -> Screening | None:
    """The screening that counts in an episode: the one begun last."""
    rows = episode.screenings.select_related("record", "clinic", "episode__patient")
    return rows.order_by("-number").first()


def current_answers(screening: Screening) -> QuerySet[ScreeningAnswer]:
    """The answer that stands for each finding: the row that no later row replaces."""
    return screening.answers.filter(replaced_by=None).order_by("finding")


def answers_of(rows: Iterable[ScreeningAnswer]) -> dict[str, Answer]:
    """Rows of answers as the science reads them, by finding."""
    return {row.finding: _answer(row) for row in rows}


def facts_of(
    screening: Screening, on: date, answers: Mapping[str, Answer] | None = None
) -> ScreeningFacts:
    """Everything screening decides on, as it stands on the day `on`.

    Args:
        answers: the answers, where a page has read them already.
    """
    patient = screening.episode.patient
    known = answers_of(current_answers(screening)) if answers is None else answers
    return ScreeningFacts(
        on=on,
        birth_date=patient.birth_date,
        sex=Sex(patient.sex) if patient.sex in set(Sex) else Sex.UNKNOWN,
        answers=dict(known),
        record=_recorded(screening),
    )


def open_questions(screening: Screening, on: date, library: Library) -> tuple[Question, ...]:
    """Everything that is still to be asked before the screening is complete."""
    return screen(facts_of(screening, on), library).questions


def each_session_questions(
    episode: Episode, on: date, library: Library
) -> tuple[tuple[Finding, Answer | None], ...]:
    """What is asked again on the day of a session, with the answer if it was given on that very day."""
    screening = current_screening(episode)
    if screening is None:
        return ()
    rows = list(current_answers(screening))
    asked = each_session_findings(facts_of(screening, on, answers_of(rows)), library)
    today = answers_of(row for row in rows if row.said_on == on)
    return tuple((finding, today.get(finding.id)) for finding in asked)


def _answer(row: ScreeningAnswer) -> Answer:
    said: dict[str, Any] = {
        "value": row.value,
        "places": row.places,
        "answered_by": row.answered_by,
    }
    return msgspec.convert(said, Answer)


def _recorded(screening: Screening) -> tuple[RecordFinding, ...]:
    if screening.record is None:
        return ()
    return msgspec.convert(screening.record.facts, ScreeningFacts).record
