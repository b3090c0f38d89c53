"""One page, each section saved by itself; last time's values beside the fields; wrong input told."""

import re
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from filiform.clinic.assessment.queries import (
    examined_muscles,
    forget_rankings,
    pain_ratings,
    painful_regions,
)
from filiform.clinic.episode.queries import current_status
from filiform.clinic.episode.status import Status
from filiform.kernel.side import Side
from filiform.knowledge.model.assessment import TriggerPointSign
from tests.clinic.assessment.test_findings import (
    BAND,
    INFRASPINATUS,
    SPOT,
    again,
    mark,
    move,
    palpate,
    rate,
)
from tests.factories import a_clinic, a_clinician, an_administrator, staff_client
from tests.factories.care import a_screened_episode, a_therapist

pytestmark = pytest.mark.django_db

PAIN = {"now": "4", "worst": "8", "average": "5"}
ACROMION = ("anatomy/regions/acromion", Side.RIGHT)


@pytest.fixture
def desk(clinician) -> Client:
    return staff_client(clinician)


def url(episode, name: str = "stage") -> str:
    return reverse(f"assessment:{name}", args=[episode.clinic.slug, episode.pk])


def shown(desk: Client, episode, query: str = "") -> str:
    return " ".join(desk.get(url(episode) + query).content.decode().split())


def test_before_the_first_one_the_page_offers_to_begin_and_begins_once(desk, episode):
    page = shown(desk, episode)
    row = re.search(r'name="row" value="([^"]+)"', page)[1]
    for _ in range(2):
        desk.post(url(episode, "start"), {"row": row})
    assert episode.assessments.count() == 1


def test_pain_is_saved_and_shown_again(desk, assessment):
    desk.post(url(assessment.episode, "pain"), {"row": str(uuid4()), **PAIN})
    assert pain_ratings(assessment.episode)[0].worst == 8
    assert re.search(r'name="worst" value="8"[^>]*checked', shown(desk, assessment.episode)) or (
        re.search(r'value="8" name="worst"[^>]*checked', shown(desk, assessment.episode))
    )


def test_pain_half_filled_in_is_kept_by_the_page_and_not_written(desk, assessment):
    form = {"row": str(uuid4()), "now": "4", "draft": "1"}
    assert desk.post(url(assessment.episode, "pain"), form).status_code == 204
    assert pain_ratings(assessment.episode) == ()


@pytest.mark.parametrize(("value", "words"), [("", "Choose a number from 0 to 10."), ("11", "11")])
def test_pain_that_is_missing_or_off_the_scale_is_told(desk, assessment, value, words):
    form = {"row": str(uuid4()), **PAIN, "worst": value}
    answer = desk.post(url(assessment.episode, "pain"), form)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert pain_ratings(assessment.episode) == ()


def test_regions_are_saved_with_how_much_they_hurt(desk, assessment):
    form = {"region": ["acromion.right"], "intensity-acromion.right": "6"}
    desk.post(url(assessment.episode, "regions"), form)
    assert painful_regions(assessment.episode) == (ACROMION,)
    assert "1 marked" in shown(desk, assessment.episode)


def test_a_wrong_intensity_is_told_by_name_and_what_was_marked_stays_marked(desk, assessment):
    form = {"region": ["acromion.right", "acromion.left"], "intensity-acromion.right": "60"}
    answer = desk.post(url(assessment.episode, "regions"), form)
    page = " ".join(answer.content.decode().split())
    assert answer.status_code == 422
    assert "Acromion, right: “60” is not a whole number from 0 to 10." in page
    assert re.search(r'value="acromion.left" id="[^"]+" checked', page)
    assert painful_regions(assessment.episode) == ()


def test_a_region_that_does_not_exist_is_told(desk, assessment):
    answer = desk.post(url(assessment.episode, "regions"), {"region": ["tail.left"]})
    assert answer.status_code == 422
    assert "“tail.left” is no region of the pain map." in answer.content.decode()


def palpation(**more: str) -> dict[str, str]:
    return {
        "row": str(uuid4()),
        "muscle": INFRASPINATUS,
        "side": "right",
        "sign-taut_band": "yes",
        "sign-hypersensitive_spot": "yes",
        "sign-pain_recognised": "yes",
        "sign-referred_sensation": "not_looked_for",
        **more,
    }


def test_a_palpation_is_classified_and_shows_what_was_not_looked_for(desk, assessment):
    desk.post(url(assessment.episode, "palpation"), palpation())
    page = shown(desk, assessment.episode)
    assert "Active trigger point" in page
    assert "Not looked for: referred sensation." in page
    assert examined_muscles(assessment.episode) == ((INFRASPINATUS, Side.RIGHT),)


def test_the_page_says_how_far_palpation_can_be_trusted(desk, assessment):
    page = shown(desk, assessment.episode)
    assert "palpation is only moderately reliable" in page
    assert "no fixed area of referral should be expected" in page
    assert "κ 0.08–0.75" in page


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"muscle": ""}, "Choose the muscle."),
        ({"muscle": "anatomy/muscles/none"}, "is no muscle of the library"),
        ({"side": ""}, "Choose the side."),
        (
            {
                f"sign-{name}": "not_looked_for"
                for name in ("taut_band", "hypersensitive_spot", "pain_recognised")
            },
            "Say of at least one sign",
        ),
    ],
    ids=["no muscle", "wrong muscle", "no side", "no sign"],
)
def test_a_palpation_that_lacks_something_is_told(desk, assessment, wrong, words):
    answer = desk.post(url(assessment.episode, "palpation"), palpation(**wrong))
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not assessment.trigger_points.exists()


def test_signs_that_contradict_each_other_are_told_by_name(desk, assessment):
    felt_nothing = {"sign-hypersensitive_spot": "no", "sign-referred_sensation": "no"}
    answer = desk.post(url(assessment.episode, "palpation"), palpation(**felt_nothing))
    assert answer.status_code == 422
    for words in ("“Pain recognised” is yes", "“Referred sensation” are no", "one of the three"):
        assert words in answer.content.decode()
    assert not assessment.trigger_points.exists()


def test_who_was_overtaken_sees_what_stands_and_saves_over_it_by_one_tap(
    desk, assessment, clinician
):
    first = palpate(assessment, clinician, {BAND: False})
    answer = desk.post(url(assessment.episode, "palpation"), palpation())
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "in another window" in page
    assert "Not found: taut band" in page
    form = page.split('id="palpate"')[1]
    assert f'name="replacing" value="{first.pk}"' in form
    assert re.search(r'name="sign-taut_band" value="yes"[^>]*checked', form)
    desk.post(url(assessment.episode, "palpation"), palpation(replacing=str(first.pk)))
    assert examined_muscles(assessment.episode) == ((INFRASPINATUS, Side.RIGHT),)


def test_a_palpation_is_taken_back_from_the_page(desk, assessment, clinician):
    first = palpate(assessment, clinician, {BAND: True, SPOT: True})
    page = shown(desk, assessment.episode, f"?muscle={INFRASPINATUS}&side=right")
    assert "Recorded by mistake?" in page
    nothing = dict.fromkeys([name for name in palpation() if "sign-" in name], "not_looked_for")
    told = palpation(**nothing, replacing=str(first.pk))
    assert desk.post(url(assessment.episode, "palpation"), told).status_code == 302
    assert examined_muscles(assessment.episode) == ()
    assert (
        "Correct"
        not in shown(desk, assessment.episode)
        .split("Palpate a muscle")[0]
        .split('id="palpation"')[1]
    )


def test_correcting_fills_the_form_with_what_was_found(desk, assessment, clinician):
    palpate(assessment, clinician, {BAND: True, SPOT: False})
    page = shown(desk, assessment.episode, f"?muscle={INFRASPINATUS}&side=right")
    form = page.split("Palpate a muscle")[1]
    assert re.search(rf'value="{INFRASPINATUS}" selected', form)
    assert re.search(r'name="sign-hypersensitive_spot" value="no"[^>]*checked', form) or re.search(
        r'value="no"[^>]*name="sign-hypersensitive_spot"[^>]*checked', form
    )


def test_last_times_values_stand_beside_the_fields(desk, assessment, clinician):
    rate(assessment, clinician, now=4)
    mark(assessment, clinician, {ACROMION: 6})
    move(assessment, clinician, limited=True, painful=True, degrees=150)
    palpate(assessment, clinician, {BAND: True, SPOT: True})
    later = again(assessment.episode, clinician)
    palpate(later, clinician, {BAND: False})
    page = shown(desk, assessment.episode)
    for words in (
        "Last time: 4, 2 March 2026",
        "last time 6",
        "Last time: limited and painful, 150°",
        "Last time: latent trigger point",
    ):
        assert words in page


def test_going_on_before_screening_is_decided_is_refused_in_words(desk, assessment):
    answer = desk.post(url(assessment.episode, "finish"), follow=True)
    page = answer.content.decode()
    assert "Decide the screening first." in page
    assert "Screening has not come out in favour of needling" in page


def test_after_a_screening_in_favour_the_button_leads_to_planning(clinic):
    therapist = a_therapist(clinic)
    episode = a_screened_episode(therapist)
    again(episode, therapist.membership.user, days=0)
    browser = staff_client(therapist.membership.user)
    page = shown(browser, episode)
    assert "Screening has not come out in favour" not in page
    answer = browser.post(url(episode, "finish"))
    assert answer.headers["Location"] == reverse("planning:stage", args=[clinic.slug, episode.pk])
    assert current_status(episode).status is Status.PLANNING


def test_another_clinic_and_an_administrator_see_nothing(assessment, clinic):
    stranger = staff_client(a_clinician(a_clinic()))
    assert stranger.get(url(assessment.episode)).status_code == 404
    assert stranger.post(url(assessment.episode, "pain"), PAIN).status_code == 404
    office = staff_client(an_administrator(clinic))
    assert office.get(url(assessment.episode)).status_code == 403
    assert not assessment.pain_ratings.exists()


def test_the_page_asks_the_database_a_bounded_number_of_times(
    desk, assessment, clinician, django_assert_max_num_queries
):
    for _ in range(3):
        later = again(assessment.episode, clinician)
        rate(later, clinician)
        palpate(later, clinician, {BAND: True, SPOT: True})
    with django_assert_max_num_queries(30):
        shown(desk, assessment.episode)


def test_more_active_trigger_points_are_no_more_questions_to_the_database(
    desk, assessment, clinician
):
    signs = dict.fromkeys(TriggerPointSign, True)
    palpate(assessment, clinician, signs)
    shown(desk, assessment.episode)
    counts = []
    for muscle in (None, "anatomy/muscles/levator-scapulae", "anatomy/muscles/supraspinatus"):
        if muscle:
            palpate(assessment, clinician, signs, muscle=muscle)
        forget_rankings()
        with CaptureQueriesContext(connection) as asked:
            assert "Put into the plan" in shown(desk, assessment.episode)
        counts.append(len(asked))
    assert counts[1] == counts[2] == counts[0]
