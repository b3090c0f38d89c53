"""The pages of aftercare: what a patient sees first, who may see what, and what bad input comes to."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from filiform.clinic.aftercare.models import AftercareSheet, CheckIn, CheckInAnswer, CheckInHandling
from filiform.clinic.aftercare.presenters.applicability import why_words
from filiform.clinic.aftercare.presenters.curve import course_of, expected_band
from filiform.clinic.aftercare.queries import asked_flags, latest_outcome
from filiform.clinic.knowledge import library
from filiform.clinic.needling.queries import treated_session
from filiform.clinical.facts import AnswerValue
from filiform.knowledge.model.aftercare import AftercareRedFlag
from tests.factories import a_clinician, a_patient, an_administrator, patient_client, staff_client
from tests.factories.care import DELTOID, INFRASPINATUS, a_signed_session
from tests.factories.followup import FLAGS, a_check_in, answer, questions_after

pytestmark = pytest.mark.django_db
YES, NO = AnswerValue.YES, AnswerValue.NO


@pytest.fixture
def session():
    """Needled yesterday, near the lung, in a patient on an antiplatelet medicine."""
    yesterday = timezone.now() - timedelta(days=1)
    return a_signed_session(places=[INFRASPINATUS], at=yesterday, yes=("antiplatelet",))


@pytest.fixture
def phone(session):
    return patient_client(session.episode.patient)


@pytest.fixture
def desk(session):
    return staff_client(session.recorded_by)


def question_url(session):
    return f"/my/check-in/{session.pk}/"


def stage_url(session):
    return f"/clinics/{session.clinic.slug}/episodes/{session.episode_id}/aftercare/"


def said(page, name):
    return re.search(rf'name="{name}" value="([^"]*)"', page.content.decode())[1]


def reply(phone, session, value, page=None):
    """Answer the question that is shown, as its form would be sent."""
    page = page or phone.get(question_url(session), follow=True)
    form = {name: said(page, name) for name in ("check_in", "row", "question")}
    return phone.post(question_url(session), form | {"answer": value})


def test_an_emergency_answer_shows_what_to_do_first_at_once_with_the_number_to_call(phone, session):
    page = phone.get(reply(phone, session, "yes").url).content.decode()
    flag = library().get(FLAGS + "breathlessness", AftercareRedFlag)
    first = flag.patient_action.partition(". ")[0]
    main = page[page.index("<main") :]
    assert first in main
    assert 'href="tel:911"' in main
    assert main.index(first) < main.index("tel:911") < main.index(flag.patient_text)
    assert main.index("tel:911") < main.index("Read this to them")
    assert "Infraspinatus, right" in main
    assert "Antiplatelet medicine" in main


def test_not_sure_about_an_emergency_counts_as_yes(phone, session):
    assert "Get help now" in phone.get(reply(phone, session, "unsure").url).content.decode()


def test_every_answer_is_kept_and_the_check_in_goes_on_where_it_was_left(phone, session):
    reply(phone, session, "no")
    reply(phone, session, "no")
    again = patient_client(session.episode.patient).get(question_url(session))
    assert said(again, "question") == questions_after(session)[2].rsplit("/", 1)[-1]
    assert CheckIn.objects.count() == 1
    assert CheckInAnswer.objects.count() == 2


def test_the_last_answer_leads_to_the_result_with_the_curve(phone, session):
    for question in questions_after(session):
        answered = reply(phone, session, "3" if question == "soreness" else "no")
    page = phone.get(answered.url).content.decode()
    assert "This is as expected" in page
    assert "3" in page
    assert "<svg" in page
    assert latest_outcome(CheckIn.objects.get()).complete


def test_going_back_shows_what_was_answered(phone, session):
    reply(phone, session, "no")
    page = phone.get(question_url(session) + "?question=breathlessness").content.decode()
    assert re.search(r'value="no"[^>]*checked', page)


def test_sending_an_answer_twice_is_one_answer(phone, session):
    page = phone.get(question_url(session))
    assert reply(phone, session, "no", page).url == reply(phone, session, "no", page).url
    assert CheckInAnswer.objects.count() == 1


@pytest.mark.parametrize("value", ["", "perhaps"])
def test_an_answer_that_is_none_comes_back_with_what_to_do(phone, session, value):
    answered = reply(phone, session, value)
    assert answered.status_code == 422
    assert "error-summary" in answered.content.decode()
    assert not CheckIn.objects.exists()


def test_a_question_that_does_not_exist_is_not_found(phone, session):
    form = {"check_in": uuid4(), "row": uuid4(), "question": "no-such-sign", "answer": "no"}
    assert phone.post(question_url(session), form).status_code == 404


def test_an_emergency_told_before_stands_above_a_check_in_that_is_as_expected(phone, session):
    a_check_in(session, hours=1, said={"chest-pain": YES})
    later = a_check_in(session, hours=2)
    page = phone.get(f"/my/check-in/{session.pk}/{later.pk}/").content.decode()
    assert "You told us before" in page
    assert page.index("Chest pain") < page.index("The rest is as expected")


def test_the_sheet_says_what_this_patient_has_to_know(phone, session):
    page = phone.get("/my/aftercare/").content.decode()
    for flag in asked_flags(treated_session(session, library()), library()):
        assert flag.label in page
    assert "blood thinner" in page
    assert "near the lung" in page


def test_before_the_first_session_the_sheet_says_so(session):
    page = patient_client(a_patient(session.clinic)).get("/my/aftercare/")
    assert "Nothing here yet" in page.content.decode()


def test_a_patient_reaches_no_session_of_somebody_else(session):
    other = patient_client(a_patient(session.clinic))
    for address in (question_url(session), f"/my/aftercare/{session.pk}/"):
        assert other.get(address).status_code == 404


def test_another_clinic_and_another_role_do_not_see_the_stage(session):
    stranger = staff_client(a_clinician(a_signed_session(places=[DELTOID]).clinic))
    assert stranger.get(stage_url(session)).status_code == 404
    front_desk = staff_client(an_administrator(session.clinic))
    assert front_desk.get(stage_url(session)).status_code == 403


def test_the_stage_shows_every_sign_with_why_it_is_watched_for(desk, session):
    page = desk.get(stage_url(session)).content.decode()
    treated = treated_session(session, library())
    for flag in asked_flags(treated, library()):
        assert flag.statement[:40] in page
        assert why_words(flag.applies_to, treated, library())
    assert "Because of Infraspinatus" in page
    assert "Because of screening: Antiplatelet medicine" in page
    assert "911" in page


def test_the_stage_stays_within_a_few_queries(desk, session, django_assert_max_num_queries):
    for hours in (2, 3, 4, 5):
        a_check_in(session, hours=hours, said={"fainting": YES})
    with django_assert_max_num_queries(45):
        desk.get(stage_url(session))


def test_an_older_session_than_the_list_shows_can_still_be_opened(desk, session, monkeypatch):
    monkeypatch.setattr("filiform.clinic.aftercare.presenters.stage.SHOWN", 1)
    later = session.started_at + timedelta(days=7)
    a_signed_session(session.practitioner, [INFRASPINATUS], episode=session.episode, at=later)
    assert str(session.pk) not in desk.get(stage_url(session)).content.decode()
    page = desk.get(f"{stage_url(session)}?session={session.pk}").content.decode()
    assert f"/aftercare/{session.pk}/sheet/" in page


def test_giving_the_sheet_is_noted_once(desk, session):
    address = f"{stage_url(session)}{session.pk}/sheet/"
    for _ in range(2):
        assert desk.post(address, {"row": uuid4()}).status_code == 302
    assert AftercareSheet.objects.count() == 1
    assert desk.post(address, {"row": "none"}).status_code == 422


def test_a_clinician_records_a_check_in_and_keeps_what_was_typed_when_it_is_refused(desk, session):
    address = f"{stage_url(session)}{session.pk}/check-in/"
    empty = desk.post(address, {"check_in": uuid4()})
    assert empty.status_code == 422
    assert "Nothing was answered" in empty.content.decode()
    wrong = desk.post(address, {"check_in": uuid4(), "soreness": "11", "sign-fainting": "yes"})
    assert wrong.status_code == 422
    assert re.search(r'name="sign-fainting"[^>]*value="yes"[^>]*checked', wrong.content.decode())
    made = desk.post(address, {"check_in": uuid4(), "soreness": "4", "sign-fainting": "yes"})
    assert "Call the patient" in desk.get(made.url).content.decode()


def test_what_was_done_is_noted_and_taken_off_the_list(desk, session):
    check_in = a_check_in(session, hours=2, said={"chest-pain": YES})
    address = f"{stage_url(session)}{session.pk}/check-ins/{check_in.pk}/"
    page = desk.get(address)
    assert "What to tell the emergency department" in page.content.decode()
    form = {name: said(page, name) for name in ("row", "outcome")}
    assert desk.post(address, form | {"note": ""}).status_code == 422
    for _ in range(2):
        assert desk.post(address, form | {"note": "Ambulance sent."}).status_code == 302
    assert CheckInHandling.objects.count() == 1
    assert "Open this check-in" not in desk.get(stage_url(session)).content.decode()


def test_a_check_in_that_has_gone_on_meanwhile_is_not_closed_and_the_note_stays(desk, session):
    check_in = a_check_in(session, hours=2, said={"fainting": YES})
    address = f"{stage_url(session)}{session.pk}/check-ins/{check_in.pk}/"
    form = {name: said(desk.get(address), name) for name in ("row", "outcome")}
    answer(session, check_in.pk, "chest-pain", YES, hours=3)
    refused = desk.post(address, form | {"note": "Rang the patient."})
    assert refused.status_code == 422
    assert "Rang the patient." in refused.content.decode()
    assert not CheckInHandling.objects.exists()


def test_the_curve_is_the_published_course_on_the_scale_of_a_check_in():
    course = course_of(library())
    first, *_, last = expected_band(course)
    point = course.points[0]
    assert first.highest == pytest.approx((point.mean + point.spread) / 10)
    assert first.lowest == pytest.approx((point.mean - point.spread) / 10)
    assert last.hour == course.usually_gone_by.value
