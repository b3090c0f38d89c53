"""What saving an event reads: few questions to the database, and not one more for each needle there is."""

import json
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.factories.care import INFRASPINATUS

pytestmark = pytest.mark.django_db
MUSCLE = {"muscle": INFRASPINATUS.muscle, "side": "right"}
MOST = {"opened": 20, "inserted": 28, "removed": 21, "discarded": 20}


def life_of_a_needle(browser, session) -> dict[str, list[str]]:
    """The questions to the database of each event of a needle, asked beforehand as a tap asks."""
    needle, asked = str(uuid4()), {}
    for kind in MOST:
        event = {"id": str(uuid4()), "at": timezone.now().isoformat(), "type": kind}
        event |= {"needle": needle} | (MUSCLE if kind in ("inserted", "removed") else {})
        said = {"events": [event], "asking": True, "wants_count": False}
        where = f"/clinics/{session.clinic.slug}/episodes/{session.episode_id}/needling/{session.pk}/events/"
        with CaptureQueriesContext(connection) as queries:
            answer = browser.post(where, json.dumps(said), content_type="application/json")
        assert [one["answer"] for one in answer.json()["answers"]] == ["accepted"], answer.content
        asked[kind] = [one["sql"] for one in queries.captured_queries]
    return asked


def test_an_event_asks_the_database_little(browser, session):
    life_of_a_needle(browser, session)
    asked = life_of_a_needle(browser, session)
    assert {kind: sql for kind, sql in asked.items() if len(sql) > MOST[kind]} == {}


def test_an_event_asks_no_more_after_thirty_needles_than_after_one(browser, session):
    life_of_a_needle(browser, session)
    first = life_of_a_needle(browser, session)
    for _ in range(30):
        last = life_of_a_needle(browser, session)
    assert {kind: len(sql) for kind, sql in last.items()} == {
        kind: len(sql) for kind, sql in first.items()
    }
