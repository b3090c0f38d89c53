"""Pages of the phone with a few rare questions: each answer a row of its own, left and taken up at any time."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from filiform.clinic.knowledge import library
from filiform.clinic.screening.forms.sheets import ALONE, QUESTIONS_A_SHEET, all_sheets
from filiform.clinic.screening.queries import current_screening, facts_of
from filiform.clinic.screening.queries.questionnaire import red_flag_findings
from filiform.clinical.facts import Answer, AnsweredBy, AnswerValue
from filiform.clinical.screening import questionnaire
from tests.clinic.screening.test_answers import say
from tests.factories import a_patient, patient_client
from tests.factories.instants import TODAY

pytestmark = pytest.mark.django_db

SKIN = ("infected-or-inflamed-skin", "tumour-in-area", "varicose-veins", "skin-disease")


@pytest.fixture
def phone(episode) -> Client:
    return patient_client(episode.patient)


@pytest.fixture
def begun(phone, episode):
    phone.post(reverse("screening:my_start", args=[episode.pk]))
    return current_screening(episode)


def url(name: str, screening, *more: str) -> str:
    return reverse(f"screening:my_{name}", args=[screening.pk, *more])


def skin(screening) -> str:
    return url("together", screening, SKIN[0])


def said(**answers: str) -> dict[str, str]:
    given = {slug.replace("_", "-"): value for slug, value in answers.items()}
    return {f"answer-{slug}": given.get(slug, "no") for slug in SKIN}


def held(screening) -> dict[str, str]:
    answers = facts_of(screening, TODAY).answers
    return {name.rsplit("/", 1)[-1]: one.value.value for name, one in answers.items()}


def test_every_question_has_one_sheet_and_weighty_ones_have_it_to_themselves():
    sheets = all_sheets(library())
    assert sorted(one.id for sheet in sheets for one in sheet) == sorted(
        one.id for one in questionnaire(library())
    )
    red_flags = red_flag_findings(library())
    for sheet in (sheet for sheet in sheets if len(sheet) > 1):
        assert len(sheet) <= QUESTIONS_A_SHEET
        assert len({one.section for one in sheet}) == 1
        for one in sheet:
            assert one.section not in ALONE
            assert one.id not in red_flags


def test_the_questionnaire_is_half_as_many_pages_as_questions(phone, begun):
    page = phone.get(skin(begun)).content.decode()
    assert int(re.search(r"Page \d+ of (\d+)", page)[1]) < 45


def test_the_first_page_is_one_urgent_question(phone, episode):
    page = phone.post(reverse("screening:my_start", args=[episode.pk]), follow=True)
    assert (
        "numbness between your legs"
        in re.search(r"<h1>(.*?)</h1>", page.content.decode(), flags=re.DOTALL)[1]
    )


def test_each_answer_of_a_page_is_a_row_of_its_own(phone, begun):
    answer = phone.post(skin(begun), said(skin_disease="unsure"))
    assert answer.status_code == 302
    assert held(begun) == {**dict.fromkeys(SKIN, "no"), "skin-disease": "unsure"}
    assert begun.answers.count() == len(SKIN)


def test_sent_twice_a_page_writes_each_answer_once(phone, begun):
    for _ in range(2):
        phone.post(skin(begun), said())
    assert begun.answers.count() == len(SKIN)


def test_a_page_half_filled_in_saves_itself(phone, begun):
    answer = phone.post(skin(begun), {"answer-varicose-veins": "yes", "draft": "1"})
    assert answer.status_code == 204
    assert held(begun) == {"varicose-veins": "yes"}
    page = phone.get(skin(begun)).content.decode()
    assert re.search(r'name="answer-varicose-veins" value="yes"[^>]*checked', page)


def test_a_question_left_out_is_named_and_the_others_keep_their_answer(phone, begun):
    form = said()
    del form["answer-skin-disease"]
    answer = phone.post(skin(begun), form)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Choose yes, no or not sure." in page
    assert page.count(" checked") == len(SKIN) - 1


def test_left_for_later_a_page_keeps_what_was_answered_and_goes_on(phone, begun):
    answer = phone.post(skin(begun), {"answer-skin-disease": "no", "later": "1"})
    assert answer.headers["Location"] not in (skin(begun), "")
    assert held(begun) == {"skin-disease": "no"}


def test_each_yes_with_a_place_asks_where_on_a_page_of_its_own(phone, begun):
    first = phone.post(skin(begun), said(tumour_in_area="yes", skin_disease="yes"))
    assert first.headers["Location"] == url("where", begun, "tumour-in-area")
    second = phone.post(first.headers["Location"], {"places": ["hand.left"]})
    assert second.headers["Location"] == url("where", begun, "skin-disease")
    third = phone.post(second.headers["Location"], {"csrfmiddlewaretoken": "any"})
    assert "/where/" not in third.headers["Location"]


def test_a_follow_up_question_has_its_own_page_and_moves_no_other(phone, begun, episode):
    before = phone.get(skin(begun)).content.decode()
    say(begun, Answer(AnswerValue.YES), episode.patient.user, finding=_id("diabetes"))
    page = phone.get(url("question", begun, "unstable-diabetes")).content.decode()
    assert page.count("<fieldset") == 1
    after = phone.get(skin(begun)).content.decode()
    assert re.findall(r'name="(answer-[^"]+)"', before) == re.findall(
        r'name="(answer-[^"]+)"', after
    )
    assert phone.get(url("together", begun, "unstable-diabetes")).status_code == 302


def test_what_a_clinician_has_answered_is_not_on_the_page(phone, begun, clinician):
    no = Answer(AnswerValue.NO, answered_by=AnsweredBy.CLINICIAN)
    say(begun, no, clinician, finding=_id("skin-disease"))
    assert "answer-skin-disease" not in phone.get(skin(begun)).content.decode()


def test_another_patients_page_does_not_exist(begun, clinic):
    other = patient_client(a_patient(clinic))
    assert other.get(skin(begun)).status_code == 404
    assert other.post(skin(begun), said()).status_code == 404
    assert not begun.answers.exists()


def test_a_page_asks_the_database_little(phone, begun, django_assert_max_num_queries):
    with django_assert_max_num_queries(10):
        phone.get(skin(begun))


def _id(slug: str) -> str:
    return f"screening/findings/{slug}"
