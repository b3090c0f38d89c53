"""The clinician's page: the record to confirm, what is open, the decision, the way on."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from filiform.clinic.audit.models import AuditEvent
from filiform.clinic.episode.queries import current_status
from filiform.clinic.episode.status import Status
from filiform.clinic.screening.queries import facts_of, latest_outcome
from filiform.clinical.facts import AnsweredBy, AnswerValue
from tests.factories import a_clinic, a_clinician, an_administrator, staff_client
from tests.factories.instants import TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(clinician) -> Client:
    return staff_client(clinician)


def url(episode, name: str = "stage", *more: str) -> str:
    return reverse(f"screening:{name}", args=[episode.clinic.slug, episode.pk, *more])


def shown(desk: Client, episode) -> str:
    return desk.get(url(episode)).content.decode()


def row_of(page: str, form: str) -> str:
    return re.search(rf'id="{form}".*?name="row" value="([^"]+)"', page, flags=re.DOTALL)[1]


def decide(desk: Client, episode):
    row = row_of(shown(desk, episode), "decide")
    return desk.post(url(episode, "decision"), {"row": row}, follow=True)


def test_before_the_first_screening_the_page_offers_to_begin(desk, episode):
    page = shown(desk, episode)
    assert "Begin the screening" in page
    desk.post(url(episode, "start"), {"row": row_of(page, "start")})
    desk.post(url(episode, "start"), {"row": row_of(page, "start")})
    assert episode.screenings.count() == 1


def test_what_the_record_says_is_shown_with_its_evidence_to_be_confirmed(desk, screening):
    page = shown(desk, screening.episode)
    confirm = page.split("From the record, to confirm")[1].split("Still open")[0]
    for words in ("Warfarin Sodium 5 MG Oral Tablet", "11 January 2026", "active", "855332"):
        assert words in confirm


def test_one_tap_answers_and_is_saved_by_itself(desk, screening):
    form = {"answer-anticoagulant": "yes", "draft": "1"}
    assert desk.post(url(screening.episode, "answers"), form).status_code == 204
    held = facts_of(screening, TODAY).answers["screening/findings/anticoagulant"]
    assert (held.value, held.answered_by) == (AnswerValue.YES, AnsweredBy.CLINICIAN)


def test_without_javascript_the_button_saves_what_was_answered(desk, screening):
    form = {"answer-smoker": "no", "answer-diabetes": "unsure"}
    answer = desk.post(url(screening.episode, "answers"), form, follow=True)
    assert answer.status_code == 200
    assert screening.answers.count() == 2


def test_a_value_that_is_no_answer_is_told_and_nothing_is_written(desk, screening):
    form = {"answer-smoker": "sometimes", "answer-diabetes": "no"}
    answer = desk.post(url(screening.episode, "answers"), form)
    assert answer.status_code == 422
    assert "is no answer" in answer.content.decode()
    assert not screening.answers.exists()


def test_a_no_of_the_patient_against_the_record_is_for_the_clinician_to_settle(
    desk, screening, answer
):
    answer(answered_by=AnsweredBy.PATIENT, anticoagulant="no")
    page = shown(desk, screening.episode)
    assert "The record says so and the patient says no." in page
    desk.post(url(screening.episode, "answers"), {"answer-anticoagulant": "no"})
    assert "The record says so and the patient says no." not in shown(desk, screening.episode)


def test_the_decision_is_a_preview_until_it_is_recorded(desk, screening):
    assert "Not recorded yet" in shown(desk, screening.episode)
    page = decide(desk, screening.episode).content.decode()
    assert "by Jo Example, with knowledge library" in page
    assert screening.outcomes.count() == 1


def test_an_answer_after_the_decision_asks_for_a_new_one(desk, screening):
    decide(desk, screening.episode)
    desk.post(url(screening.episode, "answers"), {"answer-latex-allergy": "yes"})
    page = shown(desk, screening.episode)
    assert "Something has changed since it was recorded" in page
    assert "Record this decision" in page


def test_recording_twice_with_one_form_records_one_decision(desk, screening):
    row = row_of(shown(desk, screening.episode), "decide")
    for _ in range(2):
        desk.post(url(screening.episode, "decision"), {"row": row})
    assert screening.outcomes.count() == 1


def test_each_reason_shows_its_source_and_review_status(desk, screening):
    page = shown(desk, screening.episode)
    verdict = page.split('id="verdict"')[1]
    assert "Dry Needling and Antithrombotic Drugs" in verdict
    assert "Not yet reviewed" in verdict


def test_a_complete_decision_in_favour_leads_to_assessment(desk, screening, answer_rest):
    desk.post(url(screening.episode, "answers"), {"answer-anticoagulant": "yes"})
    answer_rest()
    page = decide(desk, screening.episode).content.decode()
    assert "Go on to assessment" in page
    assert reverse("assessment:stage", args=[screening.clinic.slug, screening.episode_id]) in page


def test_someone_who_must_be_refused_is_offered_the_way_out(desk, screening, answer, answer_rest):
    answer(needle_phobia="yes")
    answer_rest()
    page = decide(desk, screening.episode).content.decode()
    assert "Not suitable" in page
    desk.post(url(screening.episode, "path"), {"status": "declined", "reason": "Phobia"})
    assert current_status(screening.episode).status is Status.DECLINED
    assert "Screen again" in shown(desk, screening.episode)


def test_someone_with_a_red_flag_is_sent_to_a_doctor(desk, screening, answer):
    answer(saddle_numbness_or_bladder_change="yes")
    page = decide(desk, screening.episode).content.decode()
    assert "Send to an emergency department now" in page
    assert "Send to a doctor" in page
    desk.post(url(screening.episode, "path"), {"status": "referred_out"})
    assert current_status(screening.episode).status is Status.REFERRED_OUT


def test_a_way_that_is_not_offered_is_refused_in_words(desk, screening):
    answer = desk.post(url(screening.episode, "path"), {"status": "treatment"}, follow=True)
    assert "Choose one of the ways on" in answer.content.decode()
    assert current_status(screening.episode).status is Status.SCREENING


def test_a_yes_without_a_place_asks_for_it_and_takes_it(desk, screening, answer):
    answer(lymphoedema="yes")
    page = shown(desk, screening.episode)
    assert "Nobody has said where" in page
    address = url(screening.episode, "finding", "lymphoedema")
    row = row_of(desk.get(address).content.decode(), "finding")
    desk.post(address, {"row": row, "answer": "yes", "places": ["forearm.left"]})
    assert "Forearm, left" in shown(desk, screening.episode)


def test_a_clinician_may_name_a_whole_limb_for_everything_that_asks_where(desk, screening):
    address = url(screening.episode, "finding", "chronic-oedema")
    row = row_of(desk.get(address).content.decode(), "finding")
    desk.post(address, {"row": row, "answer": "yes", "places": ["whole-leg.right"]})
    places = facts_of(screening, TODAY).answers["screening/findings/chronic-oedema"].places
    assert [one.area.rsplit("/", 1)[-1] for one in places] == [
        "groin",
        "thigh",
        "knee",
        "lower-leg",
        "ankle",
        "foot",
    ]


def test_a_clinician_can_say_that_a_person_is_unsuitable(desk, screening):
    address = url(screening.episode, "finding", "unsuitable-in-clinician-judgement")
    assert address in shown(desk, screening.episode)
    row = row_of(desk.get(address).content.decode(), "finding")
    desk.post(address, {"row": row, "answer": "yes"})
    decide(desk, screening.episode)
    assert latest_outcome(screening.episode).verdict == "not_suitable"


def test_setting_aside_asks_for_a_reason_and_an_end_and_loses_nothing_typed(desk, screening):
    decide(desk, screening.episode)
    address = url(screening.episode, "set_aside")
    statement = "screening/precautions/anticoagulant"
    page = desk.get(address, {"statement": statement}).content.decode()
    form = {"row": row_of(page, "set-aside"), "statement": statement, "reason": "The INR is 2.4"}
    wrong = desk.post(address, {**form, "expires_on": "soon"})
    assert wrong.status_code == 422
    assert "is not a day" in wrong.content.decode()
    assert "The INR is 2.4" in wrong.content.decode()
    until = timezone.localdate() + timedelta(days=14)
    desk.post(address, {**form, "expires_on": until.isoformat()})
    assert "Set aside by Jo Example" in shown(desk, screening.episode)


def test_what_is_no_reason_of_the_decision_cannot_be_set_aside(desk, screening, answer):
    answer(thunderclap_headache="yes")
    decide(desk, screening.episode)
    for statement in ("screening/red_flags/thunderclap-headache", "screening/precautions/hiv", ""):
        answer_ = desk.get(url(screening.episode, "set_aside"), {"statement": statement})
        assert answer_.status_code == 404


def test_another_clinic_and_an_administrator_see_nothing(screening, clinic):
    stranger = staff_client(a_clinician(a_clinic()))
    assert stranger.get(url(screening.episode)).status_code == 404
    office = staff_client(an_administrator(clinic))
    assert office.get(url(screening.episode)).status_code == 403
    assert (
        office.post(url(screening.episode, "answers"), {"answer-smoker": "yes"}).status_code == 403
    )
    assert not screening.answers.exists()


def test_the_page_asks_the_database_a_bounded_number_of_times(
    desk, screening, answer_rest, django_assert_max_num_queries
):
    answer_rest()
    decide(desk, screening.episode)
    with django_assert_max_num_queries(25):
        shown(desk, screening.episode)


def test_urgent_sections_are_open_and_the_others_say_how_many_wait(desk, screening):
    page = shown(desk, screening.episode)
    sections = re.findall(r"data-open-section( open)?>.*?<h3>([^,]+), ", page, flags=re.DOTALL)
    assert sections[0] == (" open", "Signs that need a doctor first")
    assert not any(is_open for is_open, _ in sections[1:])


def test_no_to_the_rest_of_a_section_leaves_given_answers_and_other_sections_alone(desk, screening):
    form = {"rest": "skin", "answer-skin-disease": "yes", "answer-smoker": ""}
    page = desk.post(url(screening.episode, "answers"), form, follow=True).content.decode()
    held = facts_of(screening, TODAY).answers
    assert {name.rsplit("/", 1)[-1]: one.value for name, one in held.items()} == {
        "skin-disease": AnswerValue.YES,
        "infected-or-inflamed-skin": AnswerValue.NO,
        "tumour-in-area": AnswerValue.NO,
        "varicose-veins": AnswerValue.NO,
    }
    assert "Your skin: 3 questions answered with no." in page


def test_one_no_never_answers_a_red_flag_nor_what_the_patient_is_not_sure_of(
    desk, screening, answer
):
    answer(answered_by=AnsweredBy.PATIENT, strong_anxiety="unsure")
    desk.post(url(screening.episode, "answers"), {"rest": "today"})
    held = facts_of(screening, TODAY).answers
    assert "screening/findings/medical-emergency" not in held
    assert held["screening/findings/strong-anxiety"].value is AnswerValue.UNSURE
    assert held["screening/findings/driving-home"].value is AnswerValue.NO


def test_one_no_leaves_what_the_record_says_to_be_confirmed(desk, screening):
    desk.post(url(screening.episode, "answers"), {"rest": "medicines"})
    assert "screening/findings/anticoagulant" not in facts_of(screening, TODAY).answers


@pytest.mark.parametrize("section", ["urgent", "everything"])
def test_urgent_questions_cannot_be_answered_with_one_no(desk, screening, section):
    answer = desk.post(url(screening.episode, "answers"), {"rest": section, "answer-smoker": "no"})
    assert answer.status_code == 422
    assert "Urgent questions are answered one by one" in answer.content.decode()
    assert not screening.answers.exists()


def test_the_urgent_section_has_no_button_for_its_rest(desk, screening):
    offered = re.findall(r'name="rest" value="([^"]+)"', shown(desk, screening.episode))
    assert "urgent" not in offered
    assert "health" in offered


def test_one_no_for_a_section_leaves_one_audit_event(desk, screening):
    before = AuditEvent.objects.count()
    desk.post(url(screening.episode, "answers"), {"rest": "health"})
    event = AuditEvent.objects.order_by("-sequence").first()
    assert AuditEvent.objects.count() == before + 1
    assert event.details["answers"] == screening.answers.count()


def test_the_enter_key_presses_a_button_that_only_saves(desk, screening):
    form = shown(desk, screening.episode).split('id="answers"')[1].split("</form>")[0]
    assert 'name="rest"' not in re.search(r"<button[^>]*>", form)[0]
