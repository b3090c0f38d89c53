"""The draft of an open session: what is unaccounted for first, and that nobody has signed it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from tests.clinic.needling.test_event_batches import life, said, sent
from tests.factories import staff_client
from tests.factories.care import a_session, an_episode_to_needle, sign, user_of
from tests.factories.people import a_clinic, a_clinician

pytestmark = pytest.mark.django_db


@pytest.fixture
def session(therapist):
    began = timezone.now() - timedelta(minutes=5)
    return a_session(an_episode_to_needle(therapist, at=began), by=therapist, at=began)


def address(session):
    episode = session.episode
    return f"/clinics/{episode.clinic.slug}/episodes/{episode.pk}/needling/{session.pk}/"


def draft(browser, session):
    return browser.get(f"{address(session)}draft/")


def test_a_needle_that_is_still_in_stands_before_the_note(browser, session):
    sent(browser, session, life()[:2])
    page = draft(browser, session).content.decode()
    assert "Not signed." in page
    assert page.index("Still to be accounted for") < page.index("Note so far")
    assert "In body" in page
    assert "What keeps it from being signed" in page


def test_a_draft_with_everything_in_the_sharps_has_nothing_missing(browser, session):
    sent(browser, session, life())
    page = draft(browser, session).content.decode()
    assert "Every needle is accounted for" in page
    assert "Still to be accounted for" not in page


def test_a_draft_of_nothing_is_a_draft(browser, session):
    assert "No needle opened yet" in draft(browser, session).content.decode()


def test_a_signed_session_has_its_note_instead(browser, session):
    sent(browser, session, life())
    sign(session, at=timezone.now())
    assert draft(browser, session)["Location"] == address(session)


def test_a_draft_is_read_in_its_own_clinic_alone(browser, session):
    sent(browser, session, [said("opened", uuid4())])
    assert draft(staff_client(a_clinician(a_clinic())), session).status_code == 404


def test_the_session_leads_to_its_draft(browser, session):
    assert f"{address(session)}draft/" in browser.get(address(session)).content.decode()


def test_whoever_may_see_the_episode_sees_the_draft(browser, session):
    assert draft(staff_client(user_of(session.practitioner)), session).status_code == 200
