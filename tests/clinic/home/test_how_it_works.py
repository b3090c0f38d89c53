"""The public page of the simulation: bounded, honest, the same without JavaScript, and quick."""

from datetime import timedelta

import pytest
from django.core.signals import request_finished
from django.test import Client
from django.utils import timezone

from filiform.clinic.home.how_it_works import warming
from filiform.clinic.home.how_it_works.choice import (
    Choice,
    ChoiceForm,
    choice_of,
    choice_of_session,
    scenarios,
)
from filiform.clinic.home.how_it_works.cross_section import Moment, cross_section
from filiform.clinic.home.how_it_works.curves import simulated
from filiform.clinic.home.how_it_works.numbers import behind
from filiform.clinic.home.how_it_works.warming import warm
from filiform.clinic.needling.queries import session_events
from tests.factories import a_clinic, a_patient, patient_client
from tests.factories.care import INFRASPINATUS, a_signed_session

pytestmark = pytest.mark.django_db
PAGE, CURVES = "/how-it-works/", "/how-it-works/curves/"


@pytest.fixture(scope="module", autouse=True)
def _warm() -> None:
    simulated(Choice())


def test_the_page_opens_for_everybody_with_curves_and_graded_claims(client: Client) -> None:
    page = client.get(PAGE).content.decode()
    assert page.count("<svg") > 10
    for grade in ("Shown in people", "Shown in animals", "Plausible", "Disputed", "Unsupported"):
        assert grade in page
    assert "What this simulation gets wrong" in page


@pytest.mark.parametrize("name", ["sham", "latent", "healthy-muscle"])
def test_a_scenario_is_shown_by_its_name_alone(client: Client, name: str) -> None:
    page = client.get(PAGE, {"scenario": name}).content.decode()
    assert f'aria-current="true">{scenarios()[name].label}' in page


def test_students_get_the_equations(client: Client) -> None:
    assert "d(flow)/dt" not in client.get(PAGE).content.decode()
    assert "d(flow)/dt" in client.get(PAGE, {"depth": "student"}).content.decode()


def test_every_number_behind_a_curve_leads_to_who_says_so(client: Client) -> None:
    page = client.get(PAGE, {"depth": "student"}).content.decode()
    behind_flow = {one.name for one in behind("flow").parameters}
    assert behind_flow == {"compression", "flow_time"}
    assert "drive = rise(nociceptor - 1)" in behind("substance_p").equation
    for one in (*behind("flow").parameters, *behind("oxygen").parameters):
        assert f'href="{one.url}"' in page
        assert client.get(one.url).status_code == 200


def test_a_moved_slider_is_answered_with_the_part_that_changes(client: Client) -> None:
    answer = client.get(CURVES + "?" + Choice(insertions=3).query())
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "<html" not in text
    assert text.count('class="panel"') == 6


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("insertions", "0", "greater than or equal to 1"),
        ("insertions", "1000000", "less than or equal to 20"),
        ("insertions", "nan", "whole number"),
        ("sessions", "6", "less than or equal to 5"),
        ("muscle", "sick", "not one of the available choices"),
        ("off", "oxygen", "not one of the available choices"),
    ],
)
def test_what_is_out_of_bounds_is_refused_in_words(
    client: Client, field: str, value: str, said: str
) -> None:
    query = {
        "muscle": "active",
        "what": "needle",
        "insertions": "5",
        "offset": "0",
        "sessions": "1",
    }
    for address in (PAGE, CURVES):
        answer = client.get(address, query | {field: value})
        assert answer.status_code == 422
        assert said in answer.content.decode()


@pytest.mark.parametrize("name", list(scenarios()))
def test_every_scenario_of_the_page_is_a_choice_of_its_form(name: str) -> None:
    from django.http import QueryDict

    choice = choice_of(scenarios()[name].course)
    form = ChoiceForm(QueryDict(choice.query()))
    assert form.is_valid(), form.errors
    assert form.choice() == choice


def test_an_unknown_scenario_shows_the_usual_one(client: Client) -> None:
    assert client.get(PAGE, {"scenario": "<script>"}).status_code == 200


def test_nothing_in_the_page_needs_an_inline_style_or_script(client: Client) -> None:
    page = client.get(PAGE).content.decode()
    assert " style=" not in page
    assert "<style" not in page
    assert "<script>" not in page


def test_the_drawn_muscle_says_what_it_shows() -> None:
    drawn = cross_section("a", "Before", Moment(0.8, 4, 0.7, 2.6, 0.5, 0))
    assert "blood flow is 0.7 times" in drawn


def test_a_tight_muscle_is_drawn_otherwise_than_a_loose_one() -> None:
    tight = cross_section("a", "Before", Moment(0.8, 4, 0.7, 2.6, 0.5, 0))
    loose = cross_section("a", "Before", Moment(0, 1, 1, 1, 0, 0))
    assert tight.count("muscle-substance") > loose.count("muscle-substance")
    assert "muscle-spark" not in loose
    assert "muscle-pulse" not in loose


def test_after_a_signed_session_a_patient_sees_the_nearest_choice_called_an_illustration() -> None:
    session = a_signed_session(places=[INFRASPINATUS], at=timezone.now() - timedelta(days=1))
    choice = choice_of_session(session_events(session))
    page = patient_client(session.episode.patient).get("/my/how-it-works/").content.decode()
    assert "Nearest to your session" in page
    assert "Nobody measured this in you" in page
    assert f'for="id_insertions">{choice.insertions}</output>' in page


def test_before_a_session_a_patient_is_sent_to_the_page_for_everybody() -> None:
    answer = patient_client(a_patient(a_clinic())).get("/my/how-it-works/")
    assert answer.status_code == 302
    assert answer["Location"] == PAGE


def test_a_server_answers_for_the_first_time_before_the_page_is_worked_out(monkeypatch):
    started = []
    monkeypatch.setattr(warming, "warm", lambda: started.append("once"))
    warming.warm_after_the_first_answer()
    assert not started
    for _ in range(2):
        request_finished.send(sender=None)
    assert started == ["once"]


def test_what_a_server_works_out_when_it_starts_is_what_the_links_ask_for() -> None:
    warm().join()
    before = simulated.cache_info().misses
    for one in scenarios().values():
        simulated(choice_of(one.course))
    assert simulated.cache_info().misses == before
