"""A signed session of today, whoever needled in it, and the lead of their clinic."""

import pytest
from django.utils import timezone

from tests.factories import a_lead, staff_client
from tests.factories.care import INFRASPINATUS, a_signed_session, a_therapist, user_of


@pytest.fixture
def therapist():
    return a_therapist()


@pytest.fixture
def clinic(therapist):
    return therapist.membership.clinic


@pytest.fixture
def signed(therapist):
    return a_signed_session(therapist, (INFRASPINATUS,), at=timezone.now())


@pytest.fixture
def browser(therapist):
    return staff_client(user_of(therapist))


@pytest.fixture
def lead(clinic):
    return a_lead(clinic)
