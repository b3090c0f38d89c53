"""One patient who is examined."""

from uuid import uuid4

import pytest

from filiform.clinic.accounts.models import User
from filiform.clinic.assessment.actions import start_assessment
from filiform.clinic.assessment.models import Assessment
from filiform.clinic.episode.models import Episode
from filiform.clinic.people.models import Clinic
from tests.factories import a_clinic, a_clinician, a_patient, an_episode
from tests.factories.instants import NOW, TODAY


@pytest.fixture
def clinic() -> Clinic:
    return a_clinic()


@pytest.fixture
def clinician(clinic: Clinic) -> User:
    return a_clinician(clinic)


@pytest.fixture
def episode(clinic: Clinic, clinician: User) -> Episode:
    return an_episode(a_patient(clinic, by=clinician), by=clinician)


@pytest.fixture
def assessment(episode: Episode, clinician: User) -> Assessment:
    return start_assessment(episode=episode, on=TODAY, row_id=uuid4(), by=clinician, at=NOW)
