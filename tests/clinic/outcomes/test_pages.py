"""The pages of outcomes: for the patient one question a page, for the clinic the whole course and a report."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from filiform.clinic.assessment.actions import record_marks
from filiform.clinic.knowledge import library
from filiform.clinic.outcomes.actions import name_activity
from filiform.clinic.outcomes.models import Activity, OutcomeMeasure, OutcomeReview
from filiform.clinic.outcomes.queries import GROC, NPRS, PSFS
from filiform.clinical.drawing import PAINS
from filiform.clinical.facts import AnswerValue
from filiform.kernel.side import Side
from filiform.knowledge.model.outcomes import Instrument
from filiform.knowledge.model.planning import PlanRule, PlanRuleKind
from tests.factories import (
    a_clinic,
    a_clinician,
    a_patient,
    an_administrator,
    an_episode,
    patient_client,
    staff_client,
)
from tests.factories.care import (
    INFRASPINATUS,
    a_signed_session,
    a_therapist,
    an_episode_to_needle,
    user_of,
)
from tests.factories.followup import a_check_in, measured

pytestmark = pytest.mark.django_db
QUESTIONS = "/my/outcomes/questions/"


@pytest.fixture
def therapist():
    return a_therapist()


@pytest.fixture
def episode(therapist):
    """Needled three times in the last three weeks; pain as before."""
    now = timezone.now()
    episode = an_episode_to_needle(therapist, [INFRASPINATUS], at=now - timedelta(days=25))
    measured(episode, (NPRS, "now", 6), (NPRS, "worst", 8), at=now - timedelta(days=25))
    for days in (22, 15, 8):
        a_signed_session(therapist, [INFRASPINATUS], at=now - timedelta(days=days), episode=episode)
    return episode


@pytest.fixture
def desk(therapist):
    return staff_client(user_of(therapist))


def stage_url(episode):
    return f"/clinics/{episode.clinic.slug}/episodes/{episode.pk}/outcomes/"


def said(page, name):
    return re.search(rf'name="{name}" value="([^"]*)"', page.content.decode())[1]


def reply(phone, value, page):
    form = {name: said(page, name) for name in ("submission", "question")}
    return phone.post(QUESTIONS, form | {"answer": value})


def test_the_patient_names_an_activity_and_answers_one_question_a_page():
    episode = an_episode(a_patient(a_clinic()))
    phone = patient_client(episode.patient)
    page = phone.get(QUESTIONS, follow=True)
    assert "What do you want to do again?" in page.content.decode()
    phone.post("/my/outcomes/activity/", {"row": said(page, "row"), "words": "reach up"})
    for value in ("5", "7", "6", "3"):
        answered = reply(phone, value, phone.get(QUESTIONS))
        assert answered.status_code == 302
    assert Activity.objects.get().words == "reach up"
    assert sorted(OutcomeMeasure.objects.values_list("item", "value")) == [
        ("activity", 3), ("average", 6), ("now", 5), ("worst", 7)
    ]  # fmt: skip
    last = phone.get(QUESTIONS)
    assert last.url == "/my/outcomes/"
    assert "reach up" in phone.get("/my/outcomes/").content.decode()


def test_a_rating_of_change_is_asked_only_after_a_first_day(episode):
    phone = patient_client(episode.patient)
    page = phone.get(f"{QUESTIONS}?question=groc-change").content.decode()
    assert library().get(GROC, Instrument).items[0].question in page
    new = patient_client(an_episode(a_patient(episode.clinic)).patient)
    assert "groc" not in new.get(f"{QUESTIONS}?question=groc-change").content.decode()


def test_each_answer_is_kept_and_the_questions_go_on_where_they_were_left(episode):
    phone = patient_client(episode.patient)
    reply(phone, "4", phone.get(f"{QUESTIONS}?go_on=1"))
    again = patient_client(episode.patient).get(f"{QUESTIONS}?go_on=1")
    assert said(again, "question") == "nprs-worst"


def test_an_answer_off_the_scale_comes_back_with_what_to_do(episode):
    phone = patient_client(episode.patient)
    answered = reply(phone, "11", phone.get(f"{QUESTIONS}?go_on=1"))
    assert answered.status_code == 422
    assert "error-summary" in answered.content.decode()


def test_a_patient_without_an_episode_is_told_so_and_has_no_questions(therapist):
    phone = patient_client(a_patient(therapist.membership.clinic))
    assert "Nothing here yet" in phone.get("/my/outcomes/").content.decode()
    assert phone.get(QUESTIONS).status_code == 404


def test_the_stage_says_what_no_change_by_the_retest_means(desk, episode):
    page = desk.get(stage_url(episode)).content.decode()
    rule = next(
        one for one in library().all(PlanRule) if one.rule is PlanRuleKind.RETEST_AFTER_SESSIONS
    )
    assert rule.statement in page
    assert "No important change" in page
    assert "Beyond measurement error (MDC)" in page


def test_the_stage_prints_every_published_threshold_with_its_population(desk, episode):
    page = desk.get(stage_url(episode)).content.decode()
    for threshold in library().get(NPRS, Instrument).thresholds:
        assert threshold.population in page
    assert "{score}" not in page


def test_the_stage_of_an_episode_without_measurements_says_what_to_do(desk, therapist):
    new = an_episode(a_patient(therapist.membership.clinic))
    assert "Nothing measured yet" in desk.get(stage_url(new)).content.decode()


def test_the_stage_stays_within_a_few_queries(desk, episode, django_assert_max_num_queries):
    with django_assert_max_num_queries(45):
        desk.get(stage_url(episode))


def test_a_clinician_records_everything_on_one_page(desk, episode):
    address = stage_url(episode) + "record/"
    desk.post(stage_url(episode) + "activity/", {"row": uuid4(), "words": "sleep"})
    form = {"submission": uuid4(), "nprs-now": "2", "psfs-activity-1": "7", "groc-change": "-3"}
    for _ in range(2):
        assert desk.post(address, form).status_code == 302
    assert OutcomeMeasure.objects.filter(measured_by="clinician", value__in=(2, 7, -3)).count() == 3


def test_what_was_typed_is_still_there_when_a_measure_is_refused(desk, episode):
    form = {"submission": uuid4(), "nprs-now": "2", "nprs-worst": "99"}
    page = desk.post(stage_url(episode) + "record/", form)
    assert page.status_code == 422
    assert re.search(r'name="nprs-now"[^>]*value="2"[^>]*checked', page.content.decode())
    empty = desk.post(stage_url(episode) + "record/", {"submission": uuid4()})
    assert "Nothing was answered" in empty.content.decode()


def test_a_conclusion_is_kept_once_and_needs_a_choice(desk, episode):
    address = stage_url(episode) + "review/"
    assert desk.post(address, {"row": uuid4()}).status_code == 422
    form = {"row": uuid4(), "conclusion": "examine_again", "note": "Look at the neck."}
    for _ in range(2):
        assert desk.post(address, form).status_code == 302
    assert OutcomeReview.objects.count() == 1
    assert "Look at the neck." in desk.get(stage_url(episode)).content.decode()


def test_another_clinic_and_another_role_do_not_see_outcomes(episode):
    stranger = staff_client(a_clinician(a_clinic()))
    front_desk = staff_client(an_administrator(episode.clinic))
    for address in (stage_url(episode), stage_url(episode) + "report/"):
        assert stranger.get(address).status_code == 404
        assert front_desk.get(address).status_code == 403


def test_the_report_holds_the_whole_episode(desk, episode):
    session = episode.needling_sessions.first()
    a_check_in(session, hours=20, said={"fainting": AnswerValue.YES})
    name_activity(
        episode=episode, words="sleep", row_id=uuid4(), by=episode.recorded_by, at=timezone.now()
    )
    measured(episode, (NPRS, "now", 3), (PSFS, "activity", 4, "sleep"), at=timezone.now())
    page = desk.get(stage_url(episode) + "report/").content.decode()
    for words in (
        episode.patient.name,
        episode.title,
        "Lift my grandchild again",
        "Screening: suitable",
        "Infraspinatus, right",
        "Rotator cuff",
        "1 / 1",
        "Fainting",
        "Improved",
        "sleep",
        "Measurements by day",
        "not yet reviewed",
        library().version,
        "10.2519/jospt.2014.5248",
    ):
        assert words in page, words


def test_the_report_shows_the_first_drawing_beside_the_latest(desk, episode, therapist):
    day = timezone.localdate()
    for before, region, intensity in ((30, "shoulder-anterior", 7), (1, "shoulder-lateral", 3)):
        record_marks(
            episode=episode,
            on=day - timedelta(days=before),
            marks={(PAINS[0], (f"anatomy/regions/{region}", Side.RIGHT)): (intensity, None)},
            by=episode.recorded_by,
            at=timezone.now() - timedelta(days=before),
        )
    page = desk.get(stage_url(episode) + "report/").content.decode()
    shown = page.split("Where it hurts")[1].split("Screening: suitable")[0]
    assert shown.index("Anterior shoulder, right, 7 of 10") < shown.index(
        "Lateral shoulder, right, 3 of 10"
    )
    for address in re.findall(r'<img src="([^"]+)"', shown):
        assert desk.get(address.replace("&amp;", "&"))["Content-Type"] == "image/svg+xml"


def test_the_report_of_an_episode_that_has_just_begun_says_what_is_missing(desk, therapist):
    new = an_episode(a_patient(therapist.membership.clinic))
    page = desk.get(stage_url(new) + "report/").content.decode()
    assert "Nothing was measured." in page
    assert "No session has been signed." in page
