"""Agreeing a plan: judged on the server, stored whole with its decision, or not at all."""

from datetime import timedelta
from uuid import uuid4

import msgspec
import pytest
from django.db import IntegrityError, connection, transaction

from filiform.clinic.audit.action import Refused
from filiform.clinic.audit.models import AuditEvent
from filiform.clinic.episode.queries import current_status
from filiform.clinic.knowledge import library
from filiform.clinic.planning.models import Plan, PlannedMuscle
from filiform.clinic.planning.queries import (
    current_plan,
    decision_of,
    planned_muscles,
    stored_facts,
)
from filiform.clinical.planning import PlannedMuscle as Planned
from filiform.clinical.planning import PlanVerdict, judge_plan
from filiform.clinical.stage import Stage
from filiform.kernel.side import Side
from tests.factories.care import (
    DELTOID,
    INFRASPINATUS,
    THREE,
    a_draft,
    a_screened_episode,
    a_therapist,
    an_agreed_plan,
    trigger_points,
    user_of,
)
from tests.factories.instants import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def therapist():
    return a_therapist()


@pytest.fixture
def episode(therapist):
    return a_screened_episode(therapist)


def reasons(refusal) -> set[str]:
    return {reason.statement for reason in refusal.value.decision.reasons}


def test_a_plan_is_stored_with_its_muscles_its_facts_and_its_decision(therapist, episode):
    trigger_points(episode, THREE, by=therapist)
    plan = an_agreed_plan(episode, by=therapist)
    assert {(one.muscle, one.side) for one in planned_muscles(plan)} == {
        (place.muscle, place.side) for place in THREE
    }
    assert decision_of(plan).verdict is PlanVerdict.ACCEPTABLE_WITH_CAUTIONS
    assert plan.library_version == library().version
    assert current_status(episode).stage is Stage.NEEDLING


def test_a_stored_decision_can_be_replayed_from_its_facts(therapist, episode):
    plan = an_agreed_plan(episode, by=therapist)
    plan.refresh_from_db()
    assert judge_plan(stored_facts(plan), library()) == decision_of(plan)


def test_agreeing_a_plan_leaves_one_audit_event(therapist, episode):
    before = AuditEvent.objects.count()
    plan = an_agreed_plan(episode, by=therapist)
    event = AuditEvent.objects.order_by("-sequence").first()
    assert AuditEvent.objects.count() == before + 1
    assert (event.action, event.subject_id) == ("planning.plan_agreed", str(plan.pk))


def test_sending_the_same_form_twice_makes_one_plan(therapist, episode):
    from filiform.clinic.planning.actions import agree_plan

    said = {"episode": episode, "draft": a_draft(), "row_id": uuid4(), "replacing": None}
    first = agree_plan(**said, by=user_of(therapist), at=NOW)
    count = AuditEvent.objects.count()
    assert agree_plan(**said, by=user_of(therapist), at=NOW) == first
    assert AuditEvent.objects.count() == count


def test_the_same_form_with_something_else_in_it_is_refused(therapist, episode):
    from filiform.clinic.planning.actions import agree_plan

    said = {"episode": episode, "row_id": uuid4(), "replacing": None}
    agree_plan(**said, draft=a_draft(), by=user_of(therapist), at=NOW)
    with pytest.raises(Refused):
        agree_plan(**said, draft=a_draft(goal="Something else"), by=user_of(therapist), at=NOW)


def test_needling_alone_is_refused_without_a_reason_and_stores_nothing(therapist, episode):
    count = AuditEvent.objects.count()
    with pytest.raises(Refused) as refusal:
        an_agreed_plan(episode, by=therapist, draft=a_draft(protocol=""))
    assert "planning/rules/needling-is-not-alone" in reasons(refusal)
    assert not Plan.objects.exists()
    assert not PlannedMuscle.objects.exists()
    assert AuditEvent.objects.count() == count


@pytest.mark.parametrize(
    "instead",
    [{"needling_alone_reason": "Loading resumes next week"}, {"other_care": "Manual therapy"}],
)
def test_a_reason_or_other_active_care_makes_up_for_a_missing_programme(
    therapist, episode, instead
):
    assert an_agreed_plan(episode, by=therapist, draft=a_draft(protocol="", **instead)).pk


def test_a_plan_without_a_goal_is_refused(therapist, episode):
    with pytest.raises(Refused) as refusal:
        an_agreed_plan(episode, by=therapist, draft=a_draft(goal="  "))
    assert "planning/rules/goal-is-stated" in reasons(refusal)


def test_a_muscle_that_screening_forbids_cannot_be_planned(therapist):
    episode = a_screened_episode(therapist, yes=["past-pneumothorax"])
    with pytest.raises(Refused) as refusal:
        an_agreed_plan(episode, by=therapist, draft=a_draft([INFRASPINATUS]))
    assert "screening/precautions/past-pneumothorax" in reasons(refusal)
    assert an_agreed_plan(episode, by=therapist, draft=a_draft([DELTOID])).pk


def test_a_pacemaker_forbids_the_current_and_not_the_needle(therapist):
    episode = a_screened_episode(therapist, yes=["pacemaker-or-icd"])
    with_current = Planned(
        muscle=DELTOID.muscle, side=Side.RIGHT, technique="needling/techniques/electrical"
    )
    with pytest.raises(Refused):
        an_agreed_plan(episode, by=therapist, draft=a_draft(muscles=(with_current,)))
    assert an_agreed_plan(episode, by=therapist, draft=a_draft([DELTOID])).pk


def test_no_plan_is_agreed_without_a_screening(therapist):
    from tests.factories import a_patient, an_episode

    episode = an_episode(a_patient(therapist.membership.clinic), by=user_of(therapist))
    with pytest.raises(Refused) as refusal:
        an_agreed_plan(episode, by=therapist)
    assert "needling/rules/screening-is-current" in reasons(refusal)


def test_a_new_plan_replaces_the_old_one(therapist, episode):
    first = an_agreed_plan(episode, by=therapist)
    later = NOW + timedelta(days=1)
    second = an_agreed_plan(
        episode, by=therapist, draft=a_draft([DELTOID]), replacing=first, at=later
    )
    assert second.replaces == first
    assert current_plan(episode) == second


def test_a_plan_made_from_an_outdated_page_is_refused(therapist, episode):
    an_agreed_plan(episode, by=therapist)
    with pytest.raises(Refused, match="another plan"):
        an_agreed_plan(episode, by=therapist, draft=a_draft([DELTOID]))


def test_the_database_keeps_plans_in_one_line(therapist, episode):
    plan = an_agreed_plan(episode, by=therapist)
    again = {f.attname: getattr(plan, f.attname) for f in Plan._meta.concrete_fields}
    with pytest.raises(IntegrityError), transaction.atomic():
        Plan.objects.create(**again | {"id": uuid4()})


def test_a_plan_is_never_changed_or_deleted(therapist, episode):
    plan = an_agreed_plan(episode, by=therapist)
    for statement in (
        "UPDATE planning_plan SET sessions = 99",
        "DELETE FROM planning_plannedmuscle",
    ):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    plan.refresh_from_db()
    assert plan.sessions == 4


def test_the_facts_hold_nothing_that_msgspec_cannot_read_back(therapist, episode):
    plan = an_agreed_plan(episode, by=therapist)
    assert msgspec.to_builtins(stored_facts(plan)) == plan.facts
