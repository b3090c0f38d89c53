"""A therapist, an episode that was screened and palpated, and the therapist's browser."""

import pytest
from django.utils import timezone

from tests.factories import staff_client
from tests.factories.care import (
    INFRASPINATUS,
    a_screened_episode,
    a_therapist,
    trigger_points,
    user_of,
)


@pytest.fixture
def therapist():
    return a_therapist()


@pytest.fixture
def episode(therapist):
    found = a_screened_episode(therapist, at=timezone.now())
    trigger_points(found, [INFRASPINATUS], by=therapist, at=timezone.now())
    return found


@pytest.fixture
def browser(therapist):
    return staff_client(user_of(therapist))
