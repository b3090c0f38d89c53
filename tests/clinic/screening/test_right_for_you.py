"""The public page: a verdict without an account, and not one row more in the database."""

import json
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from filiform.cli.answers import read_answers
from filiform.clinic.knowledge import library
from filiform.clinical.facts import AnswerValue, Place
from filiform.kernel.side import Side

pytestmark = pytest.mark.django_db

START, QUESTIONS = reverse("screening:right_for_you"), reverse("screening:right_for_you_questions")
RESULT, FILE = reverse("screening:right_for_you_result"), reverse("screening:right_for_you_file")


class Visit:
    """A browser without JavaScript: sends the form it was shown, with what the visitor chose."""

    def __init__(self, yes: tuple[str, ...] = (), country: str = "gb"):
        self.client = Client()
        self.yes = {f"answer-{slug}" for slug in yes} | {f"for-{slug}" for slug in yes}
        self.page = self.post(QUESTIONS, {"country": country})

    def post(self, address: str, fields: dict) -> str:
        self.answer = self.client.post(address, fields)
        self.page = self.answer.content.decode()
        return self.page

    def hidden(self) -> dict[str, list[str]]:
        fields: dict[str, list[str]] = {}
        form = self.page.split("</form>")[0] if 'id="questions"' in self.page else self.page
        for name, value in re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', form):
            if name != "csrfmiddlewaretoken" and value not in fields.get(name, []):
                fields.setdefault(name, []).append(value)
        return fields

    def asked(self) -> set[str]:
        return set(re.findall(r'type="radio" name="([^"]+)"', self.page))

    def next(self, **more) -> str:
        chosen = {name: "yes" if name in self.yes else "no" for name in self.asked()}
        return self.post(QUESTIONS, {**self.hidden(), **chosen, **more})

    def to_the_end(self, where: str = "forearm.left") -> str:
        for _ in range(60):
            if 'id="verdict"' in self.page:
                return self.page
            field = re.search(r'type="checkbox" name="(where-[^"]+)"', self.page)
            self.next(**({field[1]: where} if field else {}))
        raise AssertionError("the questions never end")


def rows() -> dict[str, int]:
    return {model._meta.label: model.objects.count() for model in apps.get_models()}


def test_a_visitor_who_says_no_to_everything_has_nothing_against_needling_and_little_to_gain():
    page = Visit().to_the_end()
    assert "Nothing you told us speaks against it" in page
    assert "You said yes to none of the reasons" in page


def test_nothing_at_all_is_stored():
    before = rows()
    visit = Visit(yes=("tendinopathy", "anticoagulant", "lymphoedema"))
    visit.to_the_end()
    visit.post(FILE, visit.hidden())
    assert rows() == before
    assert set(visit.client.cookies) <= {"csrf", "csrftoken"}


@pytest.mark.parametrize("address", [QUESTIONS, RESULT, FILE])
def test_no_page_with_answers_is_kept_by_a_browser(address):
    answer = Client().post(address, {"answer-anticoagulant": "yes"})
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.parametrize("address", [QUESTIONS, RESULT, FILE])
def test_an_address_opened_without_its_form_leads_to_the_beginning(address):
    assert Client().get(address).headers["Location"] == START


def test_an_anticoagulant_is_a_reason_to_take_care_in_the_patients_words():
    page = Visit(yes=("anticoagulant",)).to_the_end()
    assert "It may suit you, with some care" in page
    assert "Do not stop your blood thinner for this" in page
    assert "Note drug, dose and last INR" not in page


def test_a_yes_asks_what_follows_from_it_and_a_no_does_not():
    with_it, without = Visit(yes=("anticoagulant",)), Visit()
    with_it.to_the_end()
    without.to_the_end()
    follow_up = "answer-herbal-with-anticoagulant"
    assert follow_up in with_it.hidden()
    assert follow_up not in without.hidden()


def test_a_changed_answer_takes_its_follow_up_answers_with_it():
    visit = Visit(yes=("anticoagulant", "unstable-anticoagulation"))
    assert "Not now" in visit.to_the_end()
    visit.post(QUESTIONS, {**visit.hidden(), "show": "anticoagulant"})
    visit.yes = set()
    page = visit.to_the_end()
    assert "answer-unstable-anticoagulation" not in visit.hidden()
    assert "Nothing you told us speaks against it" in page


def test_a_red_flag_says_what_to_do_first_on_the_very_next_page_with_the_countrys_number():
    visit = Visit(yes=("saddle-numbness-or-bladder-change",), country="gb")
    visit.next()
    page = visit.next()
    assert "Go to the emergency department now" in page
    assert 'href="tel:999"' in page
    assert 'href="tel:112"' not in page


def test_a_visitor_whose_country_is_not_known_sees_the_numbers_of_all():
    visit = Visit(yes=("thunderclap-headache",), country="")
    visit.next()
    page = visit.next()
    assert 'href="tel:999"' in page
    assert 'href="tel:112"' in page


def test_the_answer_so_far_can_be_seen_and_says_what_is_open():
    visit = Visit(yes=("thunderclap-headache",))
    visit.next()
    visit.next()
    page = visit.post(RESULT, visit.hidden())
    assert "See a doctor first" in page
    assert "This is the answer so far" in page


def test_trials_in_which_needling_added_nothing_stand_beside_those_in_which_it_helped():
    page = Visit(yes=("tendinopathy",)).to_the_end()
    assert "Studies in which it helped" in page
    nothing = page.split("Studies in which it added nothing")[1]
    assert "adding needling to physical therapy made no difference" in " ".join(nothing.split())
    assert "Not yet reviewed" in page


def test_a_question_left_out_is_named_and_the_others_keep_their_answer():
    visit = Visit()
    names = sorted(visit.asked())
    page = visit.post(QUESTIONS, {**visit.hidden(), **dict.fromkeys(names[1:], "no")})
    assert visit.answer.status_code == 422
    assert "Choose yes, no or not sure." in page
    assert page.count(" checked") == len(names) - 1


def test_back_shows_the_page_before_with_its_answers():
    visit = Visit(yes=("tendinopathy",))
    visit.next()
    page = visit.post(QUESTIONS, {**visit.hidden(), "show": "reasons"})
    assert re.search(r'name="for-tendinopathy" value="yes"[^>]*checked', page)


@pytest.mark.parametrize(
    "fields",
    [
        {"answer-anticoagulant": "perhaps"},
        {"answer-nothing-we-ask": "yes"},
        {"for-nothing": "yes"},
        {"country": "atlantis"},
        {"answer-lymphoedema": "yes", "where-lymphoedema": "third-arm.left"},
    ],
    ids=["no answer", "no question", "no reason", "no country", "no place"],
)
def test_a_form_that_no_page_of_ours_wrote_is_refused_in_words(fields):
    answer = Client().post(QUESTIONS, fields)
    assert answer.status_code == 422
    assert "These answers could not be read" in answer.content.decode()


def test_the_file_is_what_the_command_line_reads(tmp_path: Path):
    visit = Visit(yes=("anticoagulant", "lymphoedema"))
    visit.to_the_end()
    answer = visit.client.post(FILE, visit.hidden())
    assert answer.headers["Content-Disposition"] == 'attachment; filename="my-answers.json"'
    assert json.loads(answer.content)["answers"]
    file = tmp_path / "answers.json"
    file.write_bytes(answer.content)
    answers = read_answers(file, library())
    assert answers["screening/findings/anticoagulant"].value is AnswerValue.YES
    assert answers["screening/findings/lymphoedema"].places == (
        Place("anatomy/areas/forearm", Side.LEFT),
    )


def test_a_visitor_may_name_a_whole_leg():
    visit = Visit(yes=("lymphoedema",))
    visit.to_the_end(where="whole-leg.left")
    parts = visit.hidden()["where-lymphoedema"]
    assert {"groin.left", "knee.left", "foot.left"} <= set(parts)
    assert not any("whole" in part for part in parts)


def test_the_first_page_says_that_the_answer_may_be_no():
    page = Client().get(START).content.decode()
    assert "The answer may be no" in page
    assert "nothing you say is stored" in page
