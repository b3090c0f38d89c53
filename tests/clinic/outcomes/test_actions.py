"""Measurements are kept whole or not at all, corrections replace, and a conclusion keeps what it saw."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction

from filiform.clinic.audit.action import Refused
from filiform.clinic.audit.models import AuditEvent
from filiform.clinic.episode.queries import current_status
from filiform.clinic.episode.status import Status
from filiform.clinic.knowledge import library
from filiform.clinic.outcomes.actions import (
    MOST_ACTIVITIES,
    Value,
    name_activity,
    record_measures,
    record_review,
)
from filiform.clinic.outcomes.models import Activity, Conclusion, MeasuredBy, OutcomeMeasure
from filiform.clinic.outcomes.queries import (
    GROC,
    NPRS,
    PSFS,
    activities_of,
    decisions_of,
    stored_measurements,
)
from filiform.clinical.outcomes import judge_change
from filiform.knowledge.model.outcomes import Instrument
from tests.factories import a_clinic, a_patient, an_episode
from tests.factories.care import INFRASPINATUS, a_signed_session
from tests.factories.followup import measured
from tests.factories.instants import NOW

pytestmark = pytest.mark.django_db
GRANDCHILD = "lift my grandchild"


@pytest.fixture
def episode():
    return an_episode(a_patient(a_clinic()))


def named(episode, words=GRANDCHILD, **fields):
    given = {"row_id": uuid4(), "by": episode.recorded_by, "at": NOW}
    return name_activity(episode=episode, words=words, **given | fields)


def sent(episode, *values, submission=None):
    return record_measures(
        episode=episode,
        values=[Value(*value) for value in values],
        measured_by=MeasuredBy.PATIENT,
        submission=submission or uuid4(),
        by=episode.recorded_by,
        at=NOW,
    )


def events(action):
    return AuditEvent.objects.filter(action=action).count()


def test_several_answers_are_one_audit_event(episode):
    sent(episode, (NPRS, "now", 6), (NPRS, "worst", 8))
    assert OutcomeMeasure.objects.count() == 2
    assert events("outcomes.measured") == 1


def test_the_same_sending_twice_is_kept_once(episode):
    submission = uuid4()
    first = sent(episode, (NPRS, "now", 6), submission=submission)
    assert sent(episode, (NPRS, "now", 6), submission=submission) == first
    assert events("outcomes.measured") == 1
    with pytest.raises(Refused, match="something else"):
        sent(episode, (NPRS, "now", 7), submission=submission)


def test_another_value_on_the_same_day_replaces_the_first(episode):
    first = sent(episode, (NPRS, "now", 6))
    second = sent(episode, (NPRS, "now", 4))
    assert second.replaces == first
    assert OutcomeMeasure.objects.count() == 2


@pytest.mark.parametrize(
    "value",
    [
        (NPRS, "now", 11),
        (NPRS, "now", -1),
        (NPRS, "now", 2.5),
        (NPRS, "yesterday", 3),
        ("outcomes/instruments/unknown", "now", 3),
        (PSFS, "activity", 3, "never named"),
        (PSFS, "activity", 3),
        (NPRS, "now", 3, GRANDCHILD),
    ],
)
def test_an_answer_that_does_not_fit_is_refused_and_nothing_of_the_sending_stays(episode, value):
    named(episode)
    with pytest.raises(Refused):
        sent(episode, (NPRS, "worst", 5), value)
    assert not OutcomeMeasure.objects.exists()


def test_nothing_answered_is_refused(episode):
    with pytest.raises(Refused, match="Nothing was answered"):
        sent(episode)


def test_an_activity_is_named_once_in_the_patients_words(episode):
    row = uuid4()
    first = named(episode, "  lift  my grandchild ", row_id=row)
    assert named(episode, GRANDCHILD, row_id=row) == first
    assert named(episode) == first
    assert activities_of(episode) == (GRANDCHILD,)
    assert events("outcomes.activity_named") == 1


def test_no_more_activities_than_fit_and_none_without_words(episode):
    for number in range(MOST_ACTIVITIES):
        named(episode, f"activity {number}")
    with pytest.raises(Refused, match="as many as fit"):
        named(episode)
    with pytest.raises(Refused, match="in your own words"):
        named(episode, "   ")
    assert Activity.objects.count() == MOST_ACTIVITIES


def test_a_review_keeps_what_it_saw_and_replays_to_the_same_decisions(episode):
    named(episode)
    measured(episode, (NPRS, "now", 6), (PSFS, "activity", 3, GRANDCHILD), at=NOW)
    later = NOW + timedelta(days=21)
    measured(
        episode, (NPRS, "now", 4), (PSFS, "activity", 6, GRANDCHILD), (GROC, "change", 4), at=later
    )
    review = record_review(
        episode=episode,
        conclusion=Conclusion.GO_ON,
        note="",
        row_id=uuid4(),
        by=episode.recorded_by,
        at=later,
    )
    decisions = decisions_of(review)
    assert len(decisions) == 3
    for key, measurements in stored_measurements(review).items():
        instrument = library().get(key.partition("#")[0], Instrument)
        again = judge_change(instrument, measurements, library(), areas=review.areas)
        assert again == decisions[key]
    assert all(one.verdict == "improved" for one in decisions.values())
    assert events("outcomes.reviewed") == 1


def test_nothing_can_be_concluded_before_anything_was_measured(episode):
    with pytest.raises(Refused, match="Nothing has been measured"):
        record_review(
            episode=episode,
            conclusion=Conclusion.GO_ON,
            note="",
            row_id=uuid4(),
            by=episode.recorded_by,
            at=NOW,
        )


def test_ending_the_treatment_discharges_the_episode():
    session = a_signed_session(places=[INFRASPINATUS])
    given = {
        "episode": session.episode,
        "conclusion": Conclusion.DISCHARGE,
        "note": "Goal reached.",
        "row_id": uuid4(),
        "by": session.recorded_by,
        "at": NOW,
    }
    first = record_review(**given)
    assert current_status(session.episode).status is Status.DISCHARGED
    assert record_review(**given) == first


def test_rows_of_outcomes_cannot_be_changed_or_deleted(episode):
    named(episode)
    sent(episode, (NPRS, "now", 6))
    for rows in (episode.activities, episode.outcome_measures):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(recorded_at=NOW)
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.model.objects.filter(pk=rows.first().pk)._raw_delete("default")
