"""An episode's status is the latest row of its log, and moves only as the table allows."""

from datetime import timedelta
from itertools import pairwise

import pytest

from filiform.clinic.audit.action import Refused, audited
from filiform.clinic.audit.models import AuditEvent
from filiform.clinic.episode import actions
from filiform.clinic.episode.models import CurrentStatus, Episode
from filiform.clinic.episode.queries import current_status, open_episodes, with_current_status
from filiform.clinic.episode.status import CLOSED, STATUS_OF_STAGE, TRANSITIONS, Status, may_follow
from filiform.clinical.stage import Stage
from tests.factories import a_clinic, a_clinician, a_patient, an_episode
from tests.factories.instants import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def episode() -> Episode:
    return an_episode(a_patient(a_clinic()))


@audited("test.stage_reached")
def reach(*, episode, stage, by, at):
    return actions.reach_stage(episode=episode, stage=stage, by=by, at=at)


def go_to(episode: Episode, *stages: Stage) -> None:
    for stage in stages:
        reach(episode=episode, stage=stage, by=episode.recorded_by, at=NOW)


def test_an_episode_begins_as_referred_with_screening_now(episode):
    standing = current_status(episode)
    assert (standing.status, standing.stage) == (Status.REFERRED, Stage.SCREENING)


def test_every_status_has_a_row_in_the_table_and_every_open_one_leads_on():
    assert set(TRANSITIONS) == set(Status)
    assert all(TRANSITIONS[status] for status in Status if status not in CLOSED)


def test_the_stages_lead_from_one_status_to_the_next():
    statuses = [STATUS_OF_STAGE[stage] for stage in Stage]
    assert all(one == two or may_follow(two, one) for one, two in pairwise(statuses))


def test_reaching_each_stage_in_turn_is_one_row_each(episode):
    go_to(episode, *Stage)
    assert current_status(episode).stage == Stage.OUTCOMES
    assert current_status(episode).status == Status.TREATMENT
    assert [change.sequence for change in episode.status_changes.order_by("sequence")] == [
        1,
        2,
        3,
        4,
        5,
        6,
        7,
    ]


def test_reaching_an_earlier_stage_again_changes_nothing(episode):
    go_to(episode, Stage.SCREENING, Stage.ASSESSMENT, Stage.SCREENING)
    assert current_status(episode).stage == Stage.ASSESSMENT


def test_needling_aftercare_and_outcomes_take_turns_during_treatment(episode):
    go_to(episode, *Stage, Stage.NEEDLING)
    assert current_status(episode).stage == Stage.NEEDLING


def test_a_stage_cannot_be_reached_once_the_episode_is_declined(episode):
    actions.change_status(
        episode=episode, status=Status.DECLINED, reason="", by=episode.recorded_by, at=NOW
    )
    with pytest.raises(Refused, match="“Assessment” cannot follow “Not needled”"):
        go_to(episode, Stage.ASSESSMENT)


def test_a_declined_episode_can_be_screened_again(episode):
    for status in (Status.DECLINED, Status.SCREENING):
        actions.change_status(
            episode=episode, status=status, reason="", by=episode.recorded_by, at=NOW
        )
    assert current_status(episode).status == Status.SCREENING


def test_a_status_that_may_not_follow_is_refused_and_writes_nothing(episode):
    with pytest.raises(Refused, match="“Discharged” cannot follow “Referred”"):
        actions.change_status(
            episode=episode, status=Status.DISCHARGED, reason="", by=episode.recorded_by, at=NOW
        )
    assert episode.status_changes.count() == 1
    assert not AuditEvent.objects.filter(action="episode.status_changed").exists()


def test_the_status_is_that_of_the_latest_row_also_when_many_are_read_at_once(episode):
    go_to(episode, Stage.SCREENING, Stage.ASSESSMENT)
    other = an_episode(a_patient(episode.clinic))
    found = {row.pk: row.status for row in with_current_status(episode.clinic.episodes.all())}
    assert found == {episode.pk: Status.ASSESSMENT, other.pk: Status.REFERRED}
    planning = with_current_status(episode.clinic.episodes.all()).filter(status=Status.SCREENING)
    assert not planning.exists()


def test_what_lists_read_is_the_latest_row_of_the_log(episode):
    go_to(episode, *Stage, Stage.NEEDLING)
    assert [row.stage for row in open_episodes(episode.clinic)] == [current_status(episode).stage]
    actions.change_status(
        episode=episode, status=Status.DISCHARGED, reason="", by=episode.recorded_by, at=NOW
    )
    assert not open_episodes(episode.clinic).exists()
    assert CurrentStatus.objects.get(episode=episode).status == current_status(episode).status


def test_open_episodes_come_by_how_long_they_have_waited(episode):
    other = an_episode(a_patient(episode.clinic))
    reach(episode=other, stage=Stage.SCREENING, by=other.recorded_by, at=NOW - timedelta(days=3))
    assert [row.episode for row in open_episodes(episode.clinic)] == [other, episode]
    assert [row.episode for row in open_episodes(episode.clinic, Status.REFERRED)] == [episode]


def test_no_episode_is_opened_for_someone_recorded_as_dead():
    clinic = a_clinic()
    with pytest.raises(Refused, match="recorded as dead"):
        an_episode(a_patient(clinic, is_deceased=True), by=a_clinician(clinic))
    assert not clinic.episodes.exists()
