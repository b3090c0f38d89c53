"""A forbidden muscle at the table: closed until somebody sets the limit aside by name, with a reason and an end."""

import re
from datetime import timedelta
from html import unescape
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from filiform.clinic.audit.action import Refused
from filiform.clinic.needling.actions import TapKind
from filiform.clinic.screening.queries import overrides
from tests.factories import staff_client
from tests.factories.care import (
    INFRASPINATUS,
    a_session,
    a_therapist,
    an_episode_to_needle,
    an_event,
    screen_again,
    user_of,
)

pytestmark = pytest.mark.django_db
PNEUMOTHORAX = "screening/precautions/past-pneumothorax"
BLADDER = "saddle-numbness-or-bladder-change"


@pytest.fixture
def therapist():
    return a_therapist()


@pytest.fixture
def session(therapist):
    """Planned when nothing spoke against it; then an old collapsed lung comes to light."""
    now = timezone.now()
    session = a_session(an_episode_to_needle(therapist, at=now), by=therapist, at=now)
    an_event(session, TapKind.OPENED, at=now)
    screen_again(session.episode, by=therapist, yes=["past-pneumothorax"], at=timezone.now())
    return session


@pytest.fixture
def browser(therapist):
    return staff_client(user_of(therapist))


def page_of(session):
    return reverse("needling:session", args=(session.clinic.slug, session.episode_id, session.pk))


def links_on(page):
    return [unescape(one) for one in re.findall(r'href="([^"]*set-aside[^"]*)"', page)]


def is_closed(session):
    try:
        an_event(session, TapKind.INSERTED, INFRASPINATUS, at=timezone.now())
    except Refused:
        return True
    return False


def test_a_forbidden_muscle_is_opened_from_the_session_by_name_reason_and_end(session, browser):
    assert is_closed(session)
    (link,) = [
        one
        for one in links_on(browser.get(page_of(session)).content.decode())
        if "infraspinatus" in one
    ]
    form = browser.get(link)
    assert f'value="{INFRASPINATUS.muscle}" selected' in form.content.decode()
    end = (timezone.localdate() + timedelta(days=1)).isoformat()
    said = {
        "row": str(uuid4()),
        "statement": PNEUMOTHORAX,
        "muscle": INFRASPINATUS.muscle,
        "side": "right",
        "back": page_of(session),
    }
    for wrong in ({"reason": "", "expires_on": end}, {"reason": "Scan is clear", "expires_on": ""}):
        assert browser.post(link, said | wrong).status_code == 422
    assert is_closed(session)
    done = browser.post(link, said | {"reason": "Scan is clear", "expires_on": end})
    assert done["Location"] == page_of(session)
    (row,) = overrides(session.episode)
    assert (row.muscle, row.side) == (INFRASPINATUS.muscle, "right")
    assert not is_closed(session)


def test_a_red_flag_offers_no_way_around(session, browser, therapist):
    screen_again(session.episode, by=therapist, yes=[BLADDER], at=timezone.now())
    assert is_closed(session)
    assert links_on(browser.get(page_of(session)).content.decode()) == []


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "/clinics/x/"])
def test_the_way_back_leads_nowhere_else(session, browser, elsewhere):
    where = reverse("screening:set_aside", args=(session.clinic.slug, session.episode_id))
    page = browser.get(where, {"statement": PNEUMOTHORAX, "back": elsewhere}).content.decode()
    assert "evil" not in page
    assert f'href="{elsewhere}"' not in page
