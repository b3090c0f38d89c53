"""The worklist: who is next, with one thing to do each, and as many queries for fifty as for one."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from filiform.clinic.episode.actions import change_status
from filiform.clinic.episode.status import Status
from filiform.clinic.people.models import Clinic
from tests.factories import a_clinic, a_clinician, a_lead, a_patient, an_episode, staff_client
from tests.factories.care import a_signed_session, a_therapist, user_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def clinic() -> Clinic:
    return a_clinic()


def page(clinic: Clinic, query: str = "") -> str:
    return staff_client(a_lead(clinic)).get(f"/clinics/{clinic.slug}/{query}").content.decode()


def queries_for(clinic: Clinic) -> int:
    lead_client = staff_client(a_lead(clinic))
    lead_client.get(f"/clinics/{clinic.slug}/")
    with CaptureQueriesContext(connection) as queries:
        lead_client.get(f"/clinics/{clinic.slug}/")
    return len(queries)


def test_the_number_of_queries_does_not_grow_with_the_list(clinic: Clinic):
    clinician = a_clinician(clinic)
    an_episode(a_patient(clinic, by=clinician), by=clinician)
    few = queries_for(clinic)
    for _ in range(12):
        an_episode(a_patient(clinic, by=clinician), by=clinician)
    assert queries_for(clinic) == few


def test_each_open_episode_has_one_thing_to_do(clinic: Clinic):
    episode = an_episode(a_patient(clinic, family_name="Alvarez"))
    shown = page(clinic)
    assert "Robin Alvarez" in shown
    assert f"/clinics/{clinic.slug}/episodes/{episode.pk}/screening/" in shown
    assert ">Screen<" in shown


def test_a_closed_episode_waits_for_nobody(clinic: Clinic):
    episode = an_episode(a_patient(clinic, family_name="Alvarez"))
    change_status(
        episode=episode,
        status=Status.DECLINED,
        reason="",
        by=episode.recorded_by,
        at=timezone.now(),
    )
    assert "Alvarez" not in page(clinic)
    assert "Nobody is waiting" in page(clinic)


def test_the_list_is_narrowed_by_status_and_by_name(clinic: Clinic):
    an_episode(a_patient(clinic, family_name="Álvarez"))
    an_episode(a_patient(clinic, family_name="Brown"))
    assert "Álvarez" in page(clinic, "?q=alva")
    assert "Brown" not in page(clinic, "?q=alva")
    assert "Álvarez" in page(clinic, "?q=robin+alv")
    assert "Brown" in page(clinic, "?status=referred")
    assert "Brown" not in page(clinic, "?status=treatment")


def test_a_check_in_that_is_overdue_comes_first(clinic: Clinic):
    then = timezone.now() - timedelta(days=4)
    therapist = a_therapist(clinic)
    a_signed_session(therapist, at=then)
    shown = page(clinic)
    assert "These first" in shown
    assert "Check-in overdue" in shown
    assert shown.index("Check-in overdue") < shown.index('class="table')


def test_another_clinics_episodes_are_not_in_it(clinic: Clinic):
    an_episode(a_patient(a_clinic(), family_name="Elsewhere"))
    assert "Elsewhere" not in page(clinic)


def test_a_clinician_of_the_clinic_sees_it_too(clinic: Clinic):
    therapist = a_therapist(clinic)
    answer = staff_client(user_of(therapist)).get(f"/clinics/{clinic.slug}/")
    assert answer.status_code == 200
