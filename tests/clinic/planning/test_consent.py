"""Consent: word for word, part by part, for this plan only, and taken back at any time."""

import hashlib
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from filiform.clinic.audit.action import Refused
from filiform.clinic.audit.models import AuditEvent
from filiform.clinic.knowledge import library
from filiform.clinic.planning.actions import withdraw_consent
from filiform.clinic.planning.presenters.consent import consent_form
from filiform.clinic.planning.queries import current_consent, planned_muscles
from filiform.clinical.planning import PlannedMuscle
from filiform.kernel.side import Side
from tests.factories.care import (
    DEEP,
    DELTOID,
    INFRASPINATUS,
    a_consent,
    a_draft,
    a_screened_episode,
    a_therapist,
    an_agreed_plan,
    user_of,
)
from tests.factories.instants import NOW

pytestmark = pytest.mark.django_db
ELECTRICAL = "needling/techniques/electrical"
WITH_CURRENT = (PlannedMuscle(muscle=DELTOID.muscle, side=Side.RIGHT, technique=ELECTRICAL),)
CURRENT = "needling/consent/electrical-use"


@pytest.fixture
def therapist():
    return a_therapist()


@pytest.fixture
def plan(therapist):
    return an_agreed_plan(a_screened_episode(therapist), by=therapist)


def withdraw(plan, therapist, **fields):
    from uuid import uuid4

    given = {"row_id": uuid4(), "given_by": "Robin Patient", "on_own_device": True, "at": NOW}
    return withdraw_consent(plan=plan, by=user_of(therapist), **given | fields)


def test_the_text_is_kept_with_its_own_name(plan, therapist):
    consent = a_consent(plan, by=therapist)
    assert hashlib.sha256(consent.text.encode()).hexdigest() == consent.sha256
    assert "Infraspinatus, right, deep needling" in consent.text
    assert "shoulder (right)" in consent.text.lower()
    assert consent.library_version == library().version
    assert current_consent(plan.episode) == consent


def test_equal_plans_have_an_equal_text_and_others_another():
    def sha(muscle, side):
        one = PlannedMuscle(muscle=muscle, side=side, technique=DEEP)
        return consent_form([one], library()).sha256

    assert sha(DELTOID.muscle, Side.LEFT) == sha(DELTOID.muscle, Side.LEFT)
    assert sha(DELTOID.muscle, Side.LEFT) != sha(DELTOID.muscle, Side.RIGHT)
    assert sha(DELTOID.muscle, Side.LEFT) != sha(INFRASPINATUS.muscle, Side.LEFT)


def test_a_current_is_only_spoken_of_where_the_plan_has_one():
    without = consent_form(a_draft().muscles, library())
    with_current = consent_form(WITH_CURRENT, library())
    assert CURRENT not in [part.id for part in without.parts]
    assert CURRENT in [part.id for part in with_current.parts]


def test_a_key_part_that_is_not_confirmed_is_no_consent(plan, therapist):
    form = consent_form(planned_muscles(plan), library())
    key = [part.id for part in form.parts if part.is_key]
    with pytest.raises(Refused, match="Please confirm"):
        a_consent(plan, by=therapist, confirmed=key[1:])
    assert current_consent(plan.episode) is None


def test_without_the_tick_for_the_current_everything_else_is_consented_to(therapist):
    plan = an_agreed_plan(
        a_screened_episode(therapist),
        by=therapist,
        draft=a_draft(muscles=(*WITH_CURRENT, *a_draft([INFRASPINATUS]).muscles)),
    )
    form = consent_form(planned_muscles(plan), library())
    key = [part.id for part in form.parts if part.is_key and part.id != CURRENT]
    assert a_consent(plan, by=therapist, confirmed=key).techniques == [DEEP]
    whole = a_consent(plan, by=therapist, at=NOW + timedelta(minutes=1))
    assert sorted(whole.techniques) == sorted([DEEP, ELECTRICAL])


def test_a_form_that_has_changed_since_it_was_opened_must_be_read_again(plan, therapist):
    with pytest.raises(Refused, match="read it again"):
        a_consent(plan, by=therapist, sha256="0" * 64)


def test_consent_is_taken_back_at_any_time_and_given_again(plan, therapist):
    a_consent(plan, by=therapist)
    withdraw(plan, therapist, at=NOW + timedelta(minutes=1))
    assert current_consent(plan.episode) is None
    again = a_consent(plan, by=therapist, at=NOW + timedelta(minutes=2))
    assert current_consent(plan.episode) == again


def test_what_was_not_given_cannot_be_taken_back(plan, therapist):
    with pytest.raises(Refused, match="no consent"):
        withdraw(plan, therapist)


def test_consent_to_the_old_plan_is_none_to_the_new_one(plan, therapist):
    a_consent(plan, by=therapist)
    an_agreed_plan(plan.episode, by=therapist, draft=a_draft([DELTOID]), replacing=plan)
    assert current_consent(plan.episode) is None
    with pytest.raises(Refused, match="newer plan"):
        a_consent(plan, by=therapist)


def test_giving_and_taking_back_leave_one_audit_event_each(plan, therapist):
    before = AuditEvent.objects.count()
    a_consent(plan, by=therapist)
    withdraw(plan, therapist, at=NOW + timedelta(minutes=1))
    actions = list(AuditEvent.objects.order_by("sequence").values_list("action", flat=True))
    assert actions[before:] == ["planning.consent_given", "planning.consent_withdrawn"]


def test_consent_is_never_changed_or_deleted(plan, therapist):
    a_consent(plan, by=therapist)
    for statement in (
        "UPDATE planning_consent SET given_by = 'x'",
        "DELETE FROM planning_consent",
    ):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
