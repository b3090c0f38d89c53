"""Someone who needles, a session of today that is open, and the browser they do it in."""

import pytest
from django.utils import timezone

from tests.factories import staff_client
from tests.factories.care import a_session, a_therapist, an_episode_to_needle, user_of


@pytest.fixture
def therapist():
    return a_therapist()


@pytest.fixture
def session(therapist):
    now = timezone.now()
    return a_session(an_episode_to_needle(therapist, at=now), by=therapist, at=now)


@pytest.fixture
def browser(therapist):
    return staff_client(user_of(therapist))
