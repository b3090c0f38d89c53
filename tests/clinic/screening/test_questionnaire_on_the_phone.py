"""The patient's questionnaire: page by page, saved at once, resumed, looked over, sent."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from filiform.clinic.knowledge import library
from filiform.clinic.screening.queries import (
    current_screening,
    facts_of,
    screenings_needing_attention,
    unanswered_findings,
)
from filiform.clinical.facts import Answer, AnsweredBy, AnswerValue, Place
from filiform.kernel.side import Side
from tests.clinic.screening.test_answers import say
from tests.factories import a_patient, an_episode, patient_client
from tests.factories.instants import TODAY

pytestmark = pytest.mark.django_db

NO = Answer(AnswerValue.NO)


@pytest.fixture
def phone(episode) -> Client:
    return patient_client(episode.patient)


@pytest.fixture
def begun(phone, episode):
    """A screening that the patient began on the phone."""
    phone.post(reverse("screening:my_start", args=[episode.pk]))
    return current_screening(episode)


def url(name: str, screening, *more: str) -> str:
    return reverse(f"screening:my_{name}", args=[screening.pk, *more])


def row_of(page: str) -> str:
    return re.search(r'name="row" value="([^"]+)"', page)[1]


def send(phone, screening, slug: str, value: str, query: str = "", **more):
    address = url("question", screening, slug) + query
    page = phone.get(address).content.decode()
    return phone.post(address, {"row": row_of(page), "answer": value, **more})


def answers(screening) -> dict[str, AnswerValue]:
    held = facts_of(screening, TODAY).answers
    return {name.rsplit("/", 1)[-1]: one.value for name, one in held.items()}


def answer_everything(screening, patient, but: str = "") -> None:
    while left := unanswered_findings(facts_of(screening, TODAY), library()):
        rest = [one for one in left if not one.id.endswith(but or "nothing")]
        if not rest:
            return
        for finding in rest:
            say(screening, NO, patient.user, finding=finding.id)


def test_the_patient_begins_on_the_phone_and_sees_the_first_question(phone, episode):
    answer = phone.post(reverse("screening:my_start", args=[episode.pk]), follow=True)
    page = answer.content.decode()
    assert "Page 1 of" in page
    assert page.count('type="radio"') == 3


def test_beginning_again_goes_on_where_the_patient_stopped(phone, episode, begun):
    first = phone.post(reverse("screening:my_start", args=[episode.pk])).headers["Location"]
    slug = first.rstrip("/").rsplit("/", 1)[-1]
    send(phone, begun, slug, "no")
    again = phone.post(reverse("screening:my_start", args=[episode.pk])).headers["Location"]
    assert again != first
    assert episode.screenings.count() == 1


def test_an_answer_is_saved_and_leads_to_the_next_question(phone, begun):
    answer = send(phone, begun, "thunderclap-headache", "no")
    assert answer.status_code == 302
    assert answers(begun) == {"thunderclap-headache": AnswerValue.NO}


def test_pressing_next_twice_saves_one_answer(phone, begun):
    address = url("question", begun, "smoker")
    form = {"row": row_of(phone.get(address).content.decode()), "answer": "yes"}
    phone.post(address, form)
    assert phone.post(address, form).status_code == 302
    assert begun.answers.count() == 1


def test_a_choice_is_saved_before_next_is_pressed_and_may_still_be_changed(phone, begun):
    assert send(phone, begun, "smoker", "yes", draft="1").status_code == 204
    assert send(phone, begun, "smoker", "no").status_code == 302
    assert answers(begun) == {"smoker": AnswerValue.NO}


def test_no_answer_and_a_wrong_one_are_told_and_nothing_is_written(phone, begun):
    for value, words in (("", "Choose yes, no or not sure."), ("maybe", "is no answer")):
        answer = send(phone, begun, "smoker", value)
        assert answer.status_code == 422
        assert words in answer.content.decode()
    assert not begun.answers.exists()


def test_a_red_flag_says_at_once_what_to_do_first_and_the_clinic_sees_it(phone, begun, clinic):
    answer = send(phone, begun, "saddle-numbness-or-bladder-change", "yes")
    page = phone.get(answer.headers["Location"]).content.decode()
    assert "Go to the emergency department now" in page
    assert 'href="tel:999"' in page
    (waiting,) = screenings_needing_attention(clinic, library())
    assert waiting.why == "red_flag"


def test_a_red_flag_stays_in_sight_until_it_is_cleared(phone, begun):
    send(phone, begun, "saddle-numbness-or-bladder-change", "yes")
    for address in (reverse("screening:mine"), url("review", begun)):
        assert "Go to the emergency department now" in phone.get(address).content.decode()


def test_a_yes_that_has_a_place_asks_where_and_keeps_it(phone, begun):
    answer = send(phone, begun, "lymphoedema", "yes")
    where = answer.headers["Location"]
    assert where == url("where", begun, "lymphoedema")
    assert "Forearm" in phone.get(where).content.decode()
    phone.post(where, {"places": ["forearm.left", "hand.left"]})
    held = facts_of(begun, TODAY).answers["screening/findings/lymphoedema"]
    assert held.places == (
        Place("anatomy/areas/forearm", Side.LEFT),
        Place("anatomy/areas/hand", Side.LEFT),
    )


def test_a_whole_arm_is_every_part_of_it_on_that_side_and_nothing_else(phone, begun):
    where = send(phone, begun, "lymphoedema", "yes").headers["Location"]
    assert 'value="whole-arm.right"' in phone.get(where).content.decode()
    phone.post(where, {"places": ["whole-arm.right", "hand.right", "chest.left"]})
    held = facts_of(begun, TODAY).answers["screening/findings/lymphoedema"].places
    arm = ("upper-arm", "elbow", "forearm", "wrist", "hand")
    right = tuple(Place(f"anatomy/areas/{area}", Side.RIGHT) for area in arm)
    assert held == (*right, Place("anatomy/areas/chest", Side.LEFT))


def test_a_part_taken_away_from_a_whole_limb_stays_away_without_javascript(phone, begun):
    where = send(phone, begun, "lymph-nodes-removed", "yes").headers["Location"]
    phone.post(where, {"places": ["whole-leg.left"]})
    page = phone.get(where).content.decode()
    assert re.search(r'value="thigh.left"[^>]* checked', page)
    assert not re.search(r'value="whole-leg.left"[^>]* checked', page)


def test_a_place_that_does_not_exist_is_told(phone, begun):
    send(phone, begun, "lymphoedema", "yes")
    answer = phone.post(url("where", begun, "lymphoedema"), {"places": ["tail.left"]})
    assert answer.status_code == 422
    assert "is no place of the body" in answer.content.decode()


def test_a_question_left_for_later_comes_back_at_the_end(phone, begun, episode):
    answer_everything(begun, episode.patient, but="smoker")
    back = phone.post(reverse("screening:my_start", args=[episode.pk])).headers["Location"]
    assert re.search('name="answer-smoker"', phone.get(back).content.decode())


def test_every_answer_can_be_looked_over_changed_and_sent(phone, begun, episode):
    answer_everything(begun, episode.patient)
    page = phone.get(url("review", begun)).content.decode()
    assert "No answer yet" not in page
    changed = send(phone, begun, "smoker", "yes", query="?from=review")
    assert changed.headers["Location"] == url("review", begun)
    sent = phone.post(url("review", begun), {"row": row_of(page)})
    assert sent.headers["Location"] == url("sent", begun)
    assert "What happens next" in phone.get(url("sent", begun)).content.decode()
    assert begun.submissions.count() == 1


def test_sending_with_open_questions_says_how_many_and_sends_nothing(phone, begun):
    page = phone.get(url("review", begun)).content.decode()
    answer = phone.post(url("review", begun), {"row": row_of(page)})
    assert answer.status_code == 422
    assert re.search(r"\d+ questions have no answer yet", answer.content.decode())
    assert not begun.submissions.exists()


def test_what_a_clinician_has_answered_is_not_asked_of_the_patient(phone, begun, clinician):
    said = Answer(AnswerValue.NO, answered_by=AnsweredBy.CLINICIAN)
    say(begun, said, clinician, finding="screening/findings/smoker")
    assert phone.get(url("question", begun, "smoker")).status_code == 404


@pytest.mark.parametrize("page", ["question", "where", "first"])
def test_a_question_that_does_not_exist_has_no_page(phone, begun, page):
    assert phone.get(url(page, begun, "no-such-question")).status_code == 404


@pytest.mark.parametrize("page", ["review", "sent"])
def test_another_patients_questionnaire_does_not_exist(begun, clinic, page):
    other = patient_client(a_patient(clinic))
    assert other.get(url(page, begun)).status_code == 404
    assert other.get(url("question", begun, "smoker")).status_code == 404
    assert other.post(url("question", begun, "smoker"), {"answer": "yes"}).status_code == 404
    assert not begun.answers.exists()


def test_a_patient_without_an_episode_is_told_that_nothing_waits(clinic):
    page = patient_client(a_patient(clinic)).get(reverse("screening:mine")).content.decode()
    assert "No questions wait for you" in page


def test_a_question_asks_the_database_little(phone, begun, django_assert_max_num_queries):
    with django_assert_max_num_queries(10):
        phone.get(url("question", begun, "smoker"))
    with django_assert_max_num_queries(10):
        phone.get(url("review", begun))


def test_an_episode_of_somebody_else_is_not_begun(phone, clinic):
    other = an_episode(a_patient(clinic))
    assert phone.post(reverse("screening:my_start", args=[other.pk])).status_code == 404
    assert not other.screenings.exists()
