"""The patient's page before the questions: which questionnaires wait, and how far each has come."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from filiform.clinic.episode.queries import current_status
from filiform.clinic.people.models import Patient
from filiform.clinic.screening.models import Screening
from filiform.clinic.screening.presenters.advice import FirstAdvice, first_advice
from filiform.clinic.screening.presenters.questionnaire import Questionnaire
from filiform.clinic.screening.presenters.words import moment_words
from filiform.clinic.screening.queries import current_screening, facts_of
from filiform.knowledge.library import Library


@dataclass(frozen=True, slots=True)
class MyQuestionnaire:
    """One questionnaire: for which complaint, how far it is, and whether it was sent."""

    episode: UUID
    title: str
    answered: int = 0
    of: int = 0
    sent: str = ""
    review_url: str = ""
    advice: FirstAdvice | None = None

    @property
    def action(self) -> str:
        """What the button says."""
        return "Go on" if self.answered else "Start"


def questionnaires_of(patient: Patient, on: date, library: Library) -> tuple[MyQuestionnaire, ...]:
    """One for each open episode of the patient, the newest first."""
    return tuple(_questionnaires(patient, on, library))


def _questionnaires(patient: Patient, on: date, library: Library) -> Iterator[MyQuestionnaire]:
    for episode in patient.episodes.order_by("-opened_on", "-recorded_at"):
        screening = current_screening(episode)
        if screening is not None:
            yield _begun(screening, on, library)
        elif current_status(episode).status.is_open:
            yield MyQuestionnaire(episode.pk, episode.title)


def _begun(screening: Screening, on: date, library: Library) -> MyQuestionnaire:
    asked = Questionnaire(screening.pk, facts_of(screening, on), library)
    last = screening.submissions.order_by("-recorded_at").first()
    return MyQuestionnaire(
        episode=screening.episode_id,
        title=screening.episode.title,
        answered=asked.answered,
        of=asked.of,
        sent=moment_words(last.recorded_at) if last else "",
        review_url=asked.url("review"),
        advice=first_advice(asked.said_yes, screening.clinic.jurisdiction, library),
    )
