"""The worklist hears of red flags at once, and of questionnaires that wait; what is decided is quiet."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from filiform.clinic.knowledge import library
from filiform.clinic.screening.actions import decide_screening, submit_questionnaire
from filiform.clinic.screening.queries import (
    each_session_questions,
    screenings_needing_attention,
)
from filiform.clinical.facts import AnswerValue
from tests.factories import a_clinic
from tests.factories.instants import NOW, TODAY

pytestmark = pytest.mark.django_db


def waiting(clinic):
    return [(one.why, one.findings) for one in screenings_needing_attention(clinic, library())]


def decide(screening, by, at=NOW):
    decide_screening(screening=screening, on=TODAY, row_id=uuid4(), library=library(), by=by, at=at)


def test_a_red_flag_is_on_the_worklist_as_soon_as_it_is_answered(clinic, screening, answer):
    answer(thunderclap_headache="yes")
    assert waiting(clinic) == [("red_flag", ("screening/findings/thunderclap-headache",))]


def test_a_red_flag_answered_no_after_all_is_off_the_worklist(clinic, screening, answer):
    answer(thunderclap_headache="yes")
    answer(thunderclap_headache="no")
    assert waiting(clinic) == []


def test_a_decision_takes_the_red_flag_off_the_worklist(clinic, clinician, screening, answer):
    answer(thunderclap_headache="yes")
    decide(screening, clinician, NOW + timedelta(minutes=1))
    assert waiting(clinic) == []


def test_a_questionnaire_that_was_sent_waits_until_somebody_decides(
    clinic, clinician, screening, answer_rest
):
    answer_rest()
    submit_questionnaire(
        screening=screening, on=TODAY, row_id=uuid4(), library=library(), by=clinician, at=NOW
    )
    assert waiting(clinic) == [("sent", ())]
    decide(screening, clinician, NOW + timedelta(minutes=1))
    assert waiting(clinic) == []


def test_another_clinic_hears_of_nothing(screening, answer):
    answer(thunderclap_headache="yes")
    assert waiting(a_clinic()) == []


def test_the_worklist_asks_the_database_twice_however_many_wait(clinic, screening, answer):
    answer(thunderclap_headache="yes", hot_swollen_calf="yes")
    with CaptureQueriesContext(
        connection,
    ) as queries:
        screenings_needing_attention(clinic, library())
    assert len(queries) == 2


def test_what_can_change_from_day_to_day_is_asked_again_on_the_day(screening, answer):
    answer(infection_or_fever="no")
    asked = {
        one.id: said for one, said in each_session_questions(screening.episode, TODAY, library())
    }
    assert asked["screening/findings/infection-or-fever"].value is AnswerValue.NO
    assert asked["screening/findings/not-eaten-today"] is None
    tomorrow = each_session_questions(screening.episode, TODAY + timedelta(days=1), library())
    assert all(said is None for _, said in tomorrow)
