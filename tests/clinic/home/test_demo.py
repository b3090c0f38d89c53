"""The demonstration clinic: loaded once, by the real actions, with somebody at every stage."""

import gc
from datetime import UTC, datetime

import pytest
from django.test import Client

from filiform.clinic import service
from filiform.clinic.audit.verification import verify_chain
from filiform.clinic.demo import clinic as demo
from filiform.clinic.demo.patients import TREATED
from filiform.clinic.episode.queries import with_current_status
from filiform.clinic.episode.status import Status
from filiform.clinic.needling.queries import signed_sessions
from filiform.clinic.people.models import Clinic
from filiform.clinical.stage import Stage
from tests.factories import staff_client
from tests.factories.addresses import addresses

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


@pytest.fixture
def clinic() -> Clinic:
    return demo.load(NOW)


def test_somebody_is_at_every_stage_and_everything_done_left_an_event(clinic: Clinic):
    statuses = [row.status for row in with_current_status(clinic.episodes.all())]
    assert sorted(statuses) == sorted(
        [Status.TREATMENT, Status.DECLINED, Status.REFERRED_OUT, Status.PLANNING]
    )
    assert clinic.patients.filter(episodes=None, imported_records__isnull=False).exists()
    treated = clinic.patients.get(identifier=TREATED).episodes.get()
    assert signed_sessions(treated).count() == 3
    assert clinic.check_ins.count() == 6
    report = verify_chain(clinic.pk)
    assert report.whole
    assert report.events > 80


STAGES = tuple(f"{stage.value}/" for stage in Stage)


def test_the_main_page_of_every_stage_opens_for_every_episode(clinic: Clinic):
    browser = staff_client(clinic.memberships.get(role="lead").user)
    stages = [found for found in addresses() if found.pattern.endswith(STAGES)]
    for episode in clinic.episodes.all():
        for address in stages:
            if "<uuid:episode>" in address.pattern:
                where = address.filled(clinic=clinic.slug, episode=episode.pk)
                assert browser.get(where, follow=True).status_code == 200, where


def test_it_is_loaded_once_and_says_how_to_come_in(clinic: Clinic, client: Client):
    demo.load_once()
    assert Clinic.objects.count() == 1
    said = demo.welcome("http://localhost:8000")
    for role in ("administrator", "lead", "clinician"):
        assert f"{role}@riverside.example" in said
    link = said.split("http://localhost:8000")[-1].split()[0]
    assert client.post(link).headers["Location"] == "/my/"
    page = client.get("/my/").content.decode()
    assert "Harriet" in page
    assert "My plan and my exercises" in page


def test_what_stays_for_good_is_not_searched_for_garbage() -> None:
    try:
        service.settle()
        assert gc.get_freeze_count() > 100_000
    finally:
        gc.unfreeze()
