"""What is found is added, corrected by a new row, and read by the stages that come after."""

from datetime import timedelta
from uuid import uuid4

import msgspec
import pytest
from django.apps import apps
from django.db import DatabaseError, transaction

from filiform.clinic.assessment.actions import (
    finish_assessment,
    record_movement,
    record_pain,
    record_regions,
    record_trigger_point,
    start_assessment,
)
from filiform.clinic.assessment.models import DrawingStroke, TriggerPoint
from filiform.clinic.assessment.queries import (
    active_trigger_points,
    baseline_pain,
    decision_of,
    examination_of,
    examined_muscles,
    latest_assessment,
    pain_ratings,
    painful_regions,
    standing,
)
from filiform.clinic.audit.action import Refused
from filiform.clinic.audit.models import AuditEvent
from filiform.clinic.episode.actions import change_status
from filiform.clinic.episode.status import Status
from filiform.clinic.knowledge import library
from filiform.clinical.assessment import Palpation, TriggerPointStatus, classify_trigger_point
from filiform.kernel.side import Side
from filiform.knowledge.model.assessment import TriggerPointSign
from tests.factories.instants import NOW, TODAY

pytestmark = pytest.mark.django_db

INFRASPINATUS = "anatomy/muscles/infraspinatus"
FLEXION = "assessment/movements/shoulder-flexion"
ACROMION = ("anatomy/regions/acromion", Side.RIGHT)
BAND, SPOT = TriggerPointSign.TAUT_BAND, TriggerPointSign.HYPERSENSITIVE_SPOT
RECOGNISED, TWITCH = TriggerPointSign.PAIN_RECOGNISED, TriggerPointSign.LOCAL_TWITCH_RESPONSE
REFERRED = TriggerPointSign.REFERRED_SENSATION


def rate(assessment, by, now=4, worst=8, average=5, row_id=None):
    return record_pain(
        assessment=assessment,
        now=now,
        worst=worst,
        average=average,
        row_id=row_id or uuid4(),
        by=by,
        at=NOW,
    )


def palpate(
    assessment, by, signs, muscle=INFRASPINATUS, side=Side.RIGHT, row_id=None, replacing=None
):
    return record_trigger_point(
        assessment=assessment,
        muscle=muscle,
        side=side,
        signs=signs,
        replacing=replacing,
        row_id=row_id or uuid4(),
        library=library(),
        by=by,
        at=NOW,
    )


def mark(assessment, by, regions):
    return record_regions(assessment=assessment, regions=regions, by=by, at=NOW)


def move(
    assessment,
    by,
    movement=FLEXION,
    side=Side.RIGHT,
    mode="active",
    replacing=None,
    row_id=None,
    **changes,
):
    return record_movement(
        assessment=assessment,
        movement=movement,
        side=side,
        mode=mode,
        changes=changes,
        replacing=replacing,
        row_id=row_id or uuid4(),
        by=by,
        at=NOW,
    )


def again(episode, by, days=7):
    on, at = TODAY + timedelta(days=days), NOW + timedelta(days=days)
    return start_assessment(episode=episode, on=on, row_id=uuid4(), by=by, at=at)


def events(action: str) -> int:
    return AuditEvent.objects.filter(action=f"assessment.{action}").count()


def test_a_corrected_rating_replaces_the_first_which_stays_on_record(assessment, clinician):
    first = rate(assessment, clinician)
    second = rate(assessment, clinician, now=6)
    assert second.replaces_id == first.pk
    assert [one.now for one in pain_ratings(assessment.episode)] == [6]
    assert assessment.pain_ratings.count() == 2


def test_a_rating_sent_twice_is_written_once(assessment, clinician):
    row = uuid4()
    rate(assessment, clinician, row_id=row)
    rate(assessment, clinician, row_id=row)
    rate(assessment, clinician)
    assert assessment.pain_ratings.count() == 1
    assert events("pain_recorded") == 1


def test_the_baseline_is_the_first_rating_of_the_episode(assessment, clinician):
    rate(assessment, clinician)
    rate(again(assessment.episode, clinician), clinician, now=1, worst=3, average=2)
    assert baseline_pain(assessment.episode).worst == 8
    assert [(one.on, one.now) for one in pain_ratings(assessment.episode)] == [
        (TODAY, 4),
        (TODAY + timedelta(days=7), 1),
    ]


def test_there_is_no_baseline_before_a_rating(assessment):
    assert baseline_pain(assessment.episode) is None


def test_a_region_that_is_no_longer_marked_is_taken_back_by_a_stroke_of_its_own(
    assessment, clinician
):
    mark(assessment, clinician, {ACROMION: 6})
    mark(assessment, clinician, {})
    assert painful_regions(assessment.episode) == ()
    assert [one.kind for one in DrawingStroke.objects.order_by("sequence")] == ["paint", "erase"]


def test_marking_the_same_regions_again_writes_nothing(assessment, clinician):
    for _ in range(2):
        mark(assessment, clinician, {ACROMION: None})
    assert DrawingStroke.objects.count() == 1
    assert events("regions_recorded") == 1
    assert painful_regions(assessment.episode) == (ACROMION,)


def test_two_essential_signs_and_a_recognised_pain_are_an_active_trigger_point(
    assessment, clinician
):
    row = palpate(assessment, clinician, {BAND: True, SPOT: True, RECOGNISED: True})
    assert row.classification == "active"
    assert examined_muscles(assessment.episode) == ((INFRASPINATUS, Side.RIGHT),)
    assert active_trigger_points(assessment.episode) == ((INFRASPINATUS, Side.RIGHT),)


def test_without_recognised_pain_it_is_latent_and_still_counts_as_examined(assessment, clinician):
    palpate(assessment, clinician, {BAND: True, SPOT: True, RECOGNISED: False})
    assert examined_muscles(assessment.episode) == ((INFRASPINATUS, Side.RIGHT),)
    assert active_trigger_points(assessment.episode) == ()


def test_a_twitch_alone_establishes_nothing_and_says_what_was_not_looked_for(assessment, clinician):
    row = palpate(assessment, clinician, {TWITCH: True})
    assert row.classification == "not_established"
    assert examined_muscles(assessment.episode) == ()
    assert {one.text for one in decision_of(row).questions} >= {"Taut band", "Pain recognised"}


def test_the_last_palpation_of_a_muscle_counts_also_when_it_finds_nothing(assessment, clinician):
    palpate(assessment, clinician, {BAND: True, SPOT: True})
    later = again(assessment.episode, clinician)
    palpate(later, clinician, {BAND: False, SPOT: False})
    assert examined_muscles(assessment.episode) == ()


def test_a_palpation_replayed_from_its_row_comes_out_the_same(assessment, clinician):
    row = palpate(assessment, clinician, {BAND: True, SPOT: True, TWITCH: False})
    row.refresh_from_db()
    seen = Palpation(
        muscle=row.muscle,
        side=Side(row.side),
        signs={TriggerPointSign(sign): found for sign, found in row.signs.items()},
    )
    decision = classify_trigger_point(seen, library())
    assert decision == decision_of(row)
    assert decision.verdict is TriggerPointStatus.LATENT
    assert msgspec.json.decode(msgspec.json.encode(row.decision)) == row.decision


def test_a_palpation_in_which_nothing_was_looked_for_is_refused(assessment, clinician):
    with pytest.raises(Refused, match="at least one sign"):
        palpate(assessment, clinician, {})
    assert not assessment.trigger_points.exists()


def test_a_palpation_sent_again_with_something_else_in_it_is_refused(assessment, clinician):
    row = uuid4()
    palpate(assessment, clinician, {BAND: True}, row_id=row)
    palpate(assessment, clinician, {BAND: True}, row_id=row)
    with pytest.raises(Refused, match="sent before"):
        palpate(assessment, clinician, {BAND: False}, row_id=row)
    assert events("trigger_point_recorded") == 1


def test_a_correction_of_a_palpation_replaces_it(assessment, clinician):
    first = palpate(assessment, clinician, {BAND: True})
    second = palpate(assessment, clinician, {BAND: True, SPOT: True}, replacing=first.pk)
    assert second.replaces_id == first.pk
    assert standing(assessment.trigger_points).get() == second


def test_the_same_palpation_again_is_not_written_again(assessment, clinician):
    first = palpate(assessment, clinician, {BAND: True})
    assert palpate(assessment, clinician, {BAND: True}, replacing=first.pk) == first
    assert events("trigger_point_recorded") == 1


def test_a_palpation_over_a_row_that_was_not_shown_is_refused(assessment, clinician):
    first = palpate(assessment, clinician, {BAND: True})
    for shown in (None, uuid4()):
        with pytest.raises(Refused, match="in another window"):
            palpate(assessment, clinician, {BAND: False}, replacing=shown)
    assert standing(assessment.trigger_points).get() == first


def test_signs_that_contradict_each_other_are_refused(assessment, clinician):
    with pytest.raises(Refused, match="nothing was felt"):
        palpate(assessment, clinician, {RECOGNISED: True, SPOT: False, REFERRED: False})
    palpate(assessment, clinician, {RECOGNISED: True, SPOT: False})
    assert assessment.trigger_points.count() == 1


def test_a_palpation_taken_back_leaves_what_was_found_the_time_before(assessment, clinician):
    palpate(assessment, clinician, {BAND: True, SPOT: True})
    later = again(assessment.episode, clinician)
    mistake = palpate(later, clinician, {BAND: False, SPOT: False})
    assert examined_muscles(assessment.episode) == ()
    palpate(later, clinician, {}, replacing=mistake.pk)
    assert examined_muscles(assessment.episode) == ((INFRASPINATUS, Side.RIGHT),)
    assert not examination_of(later).palpations.now


def test_the_latest_assessment_is_the_one_begun_last_even_on_the_same_day(assessment, clinician):
    assert latest_assessment(assessment.episode) == assessment
    later = again(assessment.episode, clinician, days=0)
    assert latest_assessment(assessment.episode) == later


def test_a_closed_episode_is_not_examined(episode, clinician):
    change_status(episode=episode, status=Status.DECLINED, reason="", by=clinician, at=NOW)
    with pytest.raises(Refused, match="Not needled"):
        start_assessment(episode=episode, on=TODAY, row_id=uuid4(), by=clinician, at=NOW)


def test_nobody_goes_on_to_planning_before_screening_came_out_in_favour(assessment, clinician):
    with pytest.raises(Refused, match="cannot follow"):
        finish_assessment(assessment=assessment, by=clinician, at=NOW)


@pytest.mark.parametrize("verb", ["update", "delete"])
def test_the_database_lets_no_finding_be_changed_or_deleted(assessment, clinician, verb):
    palpate(assessment, clinician, {BAND: True})
    rows = TriggerPoint.objects.all()
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(side="left") if verb == "update" else rows.delete()


def test_every_table_of_the_assessment_only_grows():
    models = apps.get_app_config("assessment").get_models()
    assert all(model.append_only for model in models)
