"""A time that a needle is meant to stay: chosen in the plan, refused when it is none, and told to the patient."""

import re

import pytest
from django.db import IntegrityError, transaction

from filiform.clinic.knowledge import library
from filiform.clinic.planning.models import Plan, PlannedMuscle
from filiform.clinic.planning.presenters.dwell import trial_minutes
from filiform.clinic.planning.queries import draft_of, planned_muscles
from filiform.knowledge.model.care import NeedlingDose
from tests.clinic.planning.test_pages import address, typed, words
from tests.factories import patient_client
from tests.factories.care import a_consent, a_draft, an_agreed_plan

pytestmark = pytest.mark.django_db
FIELD = "dwell-infraspinatus"
TRIAL = "planning/needling_doses/gattie-2021-neck"


def agreed_with(browser, episode, minutes):
    return browser.post(address(episode, "plan/"), typed(**{FIELD: minutes}))


@pytest.mark.parametrize("minutes", ["1", "10", "60"])
def test_whole_minutes_are_kept_with_the_muscle_and_shown(browser, episode, minutes):
    assert agreed_with(browser, episode, minutes).status_code == 302
    assert PlannedMuscle.objects.get().dwell_minutes == int(minutes)
    assert f"the needle stays {minutes} min" in words(browser.get(address(episode)))


@pytest.mark.parametrize("nothing", ["", "  "])
def test_a_plan_that_says_nothing_is_as_it_was(browser, episode, nothing):
    assert agreed_with(browser, episode, nothing).status_code == 302
    assert PlannedMuscle.objects.get().dwell_minutes is None
    assert "needle stays" not in words(browser.get(address(episode)))


@pytest.mark.parametrize(
    "given", ["0", "61", "-1", "1.5", "9" * 30, "ten", "10 minutes", "<b>", "NaN"]
)
def test_anything_else_is_refused_beside_its_field_and_loses_nothing(browser, episode, given):
    answer = agreed_with(browser, episode, given)
    assert answer.status_code == 422
    assert not Plan.objects.exists()
    page = words(answer)
    assert "was given. Give whole minutes from 1 to 60, or leave it empty" in page
    assert f'href="#id_{FIELD}"' in page
    assert re.search(rf'id="id_{FIELD}"[^>]*aria-invalid="true"[^>]*aria-describedby', page)
    assert "Lift my grandchild again" in page
    assert "<b>" not in page


def test_what_was_typed_is_there_again_when_the_plan_is_refused_for_something_else(
    browser, episode
):
    page = words(browser.post(address(episode, "plan/"), typed(**{FIELD: "12"}, goal="")))
    assert re.search(rf'id="id_{FIELD}" value="12"', page)


def test_the_minutes_of_a_muscle_that_is_not_ticked_are_not_looked_at(browser, episode):
    given = typed(**{FIELD: "999"}, muscles=[], needling_alone_reason="")
    assert browser.post(address(episode, "plan/"), given).status_code == 302
    assert not PlannedMuscle.objects.exists()


def test_the_next_plan_begins_with_the_minutes_of_the_last(browser, episode):
    agreed_with(browser, episode, "12")
    plan = Plan.objects.get()
    assert [one.dwell_minutes for one in planned_muscles(plan)] == [12]
    assert [one.dwell_minutes for one in draft_of(plan).muscles] == [12]
    assert re.search(rf'id="id_{FIELD}" value="12"', words(browser.get(address(episode, "plan/"))))


def test_another_time_is_not_another_consent(therapist, episode):
    plan = an_agreed_plan(episode, by=therapist)
    consent = a_consent(plan, by=therapist)
    assert "stays" not in consent.text


@pytest.mark.parametrize("minutes", [0, 61])
def test_the_database_refuses_it_too(therapist, episode, minutes):
    plan = an_agreed_plan(episode, by=therapist)
    one = plan.muscles.first()
    with pytest.raises(IntegrityError), transaction.atomic():
        PlannedMuscle.objects.create(
            clinic=plan.clinic,
            plan=plan,
            muscle=one.muscle,
            side="left",
            technique=one.technique,
            dwell_minutes=minutes,
            recorded_by=one.recorded_by,
            recorded_at=one.recorded_at,
        )


@pytest.mark.parametrize(("minutes", "said"), [(10, "10 minutes"), (1, "1 minute")])
def test_the_patient_is_told_about_how_long_in_plain_words(therapist, episode, minutes, said):
    plain = a_draft()
    muscles = tuple(
        type(one)(muscle=one.muscle, side=one.side, technique=one.technique, dwell_minutes=minutes)
        for one in plain.muscles[:1]
    )
    an_agreed_plan(episode, by=therapist, draft=a_draft(muscles=muscles))
    page = words(patient_client(episode.patient).get("/my/plan/"))
    assert f"the needle stays in for about {said}" in page


def test_without_a_planned_time_the_patient_is_told_none(therapist, episode):
    an_agreed_plan(episode, by=therapist)
    page = words(patient_client(episode.patient).get("/my/plan/"))
    assert "needle stays" not in page


def test_what_a_trial_used_stands_beside_the_field_with_its_source_and_how_sure_it_is():
    (one,) = trial_minutes("anatomy/muscles/upper-trapezius", library())
    assert one.minutes == "15"
    assert one.sources
    assert one.review == library().get(TRIAL, NeedlingDose).review.status.value


def test_where_the_library_read_no_minutes_nothing_stands_there():
    assert trial_minutes("anatomy/muscles/infraspinatus", library()) == ()
