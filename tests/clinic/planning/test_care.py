"""Care around the needle on the plan page: a plan to start from, stretches and techniques for the muscles chosen."""

import pytest

from filiform.clinic.planning.models import Plan
from filiform.clinic.planning.presenters.muscle_choices import muscle_value
from filiform.kernel.side import Side
from tests.clinic.planning.test_pages import address, typed
from tests.factories import patient_client
from tests.factories.care import (
    INFRASPINATUS,
)

pytestmark = pytest.mark.django_db
STRETCH = "planning/stretches/hand-behind-back"
TECHNIQUE = "planning/manual_techniques/pressure-release"


def posted(browser, episode, rest="plan/", **fields):
    return browser.post(address(episode, rest), typed(**fields))


def test_an_indication_fills_in_the_plan_it_starts_with_and_loses_nothing_typed(browser, episode):
    start = "planning/indications/limited-motion"
    page = posted(browser, episode, start=start, sessions="6", days_between="").content.decode()
    assert "Lift my grandchild again" in page
    assert 'name="sessions" value="3"' in page
    assert 'name="days_between" value="7"' in page
    assert "Stretching, and joint mobilisation" in page
    assert Plan.objects.count() == 0


def test_care_that_was_written_is_kept_when_a_plan_is_filled_in(browser, episode):
    start = "planning/indications/athletes"
    page = posted(browser, episode, start=start, other_care="Swims every day").content.decode()
    assert "Swims every day" in page
    assert "Advice on training load" not in page.split('name="other_care"')[1][:200]


def test_an_indication_that_does_not_exist_starts_nothing(browser, episode):
    answer = posted(browser, episode, start="planning/indications/boredom")
    assert answer.status_code == 200
    assert Plan.objects.count() == 0


def test_the_outcome_set_has_what_the_part_of_the_body_adds(browser, episode):
    page = browser.get(address(episode, "plan/")).content.decode()
    assert "NPRS, PSFS, GROC" in page
    assert "SPADI" in page


def test_stretches_and_techniques_come_with_the_muscles_chosen(browser, episode):
    page = posted(browser, episode, check="1").content.decode()
    assert f'value="{STRETCH}"' in page
    assert f'value="{TECHNIQUE}"' in page
    assert "planning/stretches/calf-bent" not in page


def test_other_muscles_bring_other_care_while_the_plan_is_filled_in(browser, episode):
    same = posted(browser, episode, "plan/judge/", offered_for=INFRASPINATUS.muscle)
    assert 'id="offered"' not in same.content.decode()
    soleus = muscle_value("anatomy/muscles/soleus", Side.LEFT)
    other = posted(
        browser, episode, "plan/judge/", offered_for=INFRASPINATUS.muscle, muscles=[soleus]
    ).content.decode()
    assert 'hx-swap-oob="true"' in other
    assert "planning/stretches/calf-bent" in other


def test_what_was_ticked_for_a_muscle_stays_when_the_muscle_is_taken_out(browser, episode):
    page = posted(browser, episode, check="1", muscles=[], stretches=[STRETCH]).content.decode()
    assert f'value="{STRETCH}" id="planningstretcheshand-behind-back" checked' in page


def test_a_chosen_stretch_is_stored_shown_and_read_by_the_patient(browser, episode):
    answer = posted(
        browser, episode, protocol="", stretches=[STRETCH], manual_techniques=[TECHNIQUE]
    )
    assert answer.status_code == 302
    plan = Plan.objects.get()
    assert (plan.stretches, plan.manual_techniques) == ([STRETCH], [TECHNIQUE])
    page = browser.get(address(episode)).content.decode()
    assert "Pressure on the trigger point" in page
    assert "Towel behind the back" in page
    mine = patient_client(episode.patient).get("/my/plan/").content.decode()
    assert "My stretches" in mine
    assert "Hold a towel behind your back with both hands." in mine
    assert "Hold each for 15 to 30 seconds." in mine


def test_a_stretch_that_is_in_no_library_is_refused(browser, episode):
    answer = posted(browser, episode, stretches=["planning/stretches/of-the-truth"])
    assert answer.status_code == 422
    assert Plan.objects.count() == 0


def test_the_plan_says_what_to_do_on_the_same_day_and_before_sport(browser, episode):
    posted(browser, episode)
    page = browser.get(address(episode)).content.decode()
    assert "No heavy lifting and no jumping" in page
    assert "at least 90 % of the strength" in page
