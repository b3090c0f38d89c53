"""One patient who is screened, and short ways to answer for them."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import msgspec
import pytest

from filiform.clinic.accounts.models import User
from filiform.clinic.episode.models import Episode
from filiform.clinic.knowledge import library
from filiform.clinic.people.models import Clinic
from filiform.clinic.screening.actions import record_answers, start_screening
from filiform.clinic.screening.models import Screening
from filiform.clinic.screening.queries import facts_of, unanswered_findings
from filiform.clinical.facts import (
    Answer,
    AnsweredBy,
    AnswerValue,
    Place,
    RecordFinding,
    ScreeningFacts,
    Standing,
)
from filiform.kernel.decision import Evidence
from filiform.kernel.side import Side
from tests.factories import a_clinic, a_clinician, a_patient, an_episode, an_imported_record
from tests.factories.instants import NOW, TODAY

Answering = Callable[..., None]
WARFARIN = Evidence(
    resource="MedicationRequest",
    code="855332",
    display="Warfarin Sodium 5 MG Oral Tablet",
    date="2026-01-11",
    status="active",
)


@pytest.fixture
def clinic() -> Clinic:
    return a_clinic(jurisdiction="gb", phone="020 7946 0000")


@pytest.fixture
def clinician(clinic: Clinic) -> User:
    return a_clinician(clinic, name="Jo Example")


@pytest.fixture
def episode(clinic: Clinic, clinician: User) -> Episode:
    return an_episode(a_patient(clinic, by=clinician), by=clinician)


@pytest.fixture
def screening(episode: Episode, clinician: User) -> Screening:
    """A screening with a record that holds a blood thinner."""
    found = (RecordFinding(name("anticoagulant"), Standing.CURRENT, (WARFARIN,)),)
    facts = msgspec.to_builtins(ScreeningFacts(on=TODAY, record=found))
    an_imported_record(episode.patient, facts)
    return start_screening(episode=episode, on=TODAY, row_id=uuid4(), by=clinician, at=NOW)


@pytest.fixture
def answer(screening: Screening, clinician: User) -> Answering:
    """`answer(anticoagulant="yes", forearm=…)`: answers by a clinician, or by whom `answered_by` names."""

    def write(answered_by: AnsweredBy = AnsweredBy.CLINICIAN, **said: Any) -> None:
        by = clinician
        answers = {
            name(slug.replace("_", "-")): Answer(AnswerValue(value), answered_by=answered_by)
            for slug, value in said.items()
        }
        record_answers(screening=screening, answers=answers, library=library(), by=by, at=NOW)

    return write


@pytest.fixture
def answer_rest(screening: Screening, clinician: User) -> Callable[[], None]:
    """No to everything that nobody has answered, until nothing is left to ask."""

    def write() -> None:
        while left := unanswered_findings(facts_of(screening, TODAY), library()):
            no = Answer(AnswerValue.NO, answered_by=AnsweredBy.CLINICIAN)
            answers = {one.id: no for one in left}
            record_answers(
                screening=screening, answers=answers, library=library(), by=clinician, at=NOW
            )

    return write


def name(slug: str) -> str:
    """The identifier of a finding."""
    return f"screening/findings/{slug}"


LEFT_FOREARM = Place("anatomy/areas/forearm", Side.LEFT)
