"""Answers: one row each, the last one holds, nothing is ever changed, and sending twice writes once."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction

from filiform.clinic.audit.action import Refused
from filiform.clinic.audit.models import AuditEvent
from filiform.clinic.knowledge import library
from filiform.clinic.screening.actions import (
    record_answer,
    record_answers,
    start_screening,
    submit_questionnaire,
)
from filiform.clinic.screening.models import ScreeningAnswer
from filiform.clinic.screening.queries import current_answers, facts_of, open_questions
from filiform.clinical.facts import Answer, AnsweredBy, AnswerValue, Place
from filiform.kernel.side import Side
from tests.factories.instants import NOW, TODAY

pytestmark = pytest.mark.django_db

LATEX = "screening/findings/latex-allergy"
YES, NO = Answer(AnswerValue.YES), Answer(AnswerValue.NO)


def events(action: str) -> int:
    return AuditEvent.objects.filter(action=f"screening.{action}").count()


def say(screening, answer, by, row_id=None, finding=LATEX):
    return record_answer(
        screening=screening,
        finding=finding,
        answer=answer,
        row_id=row_id or uuid4(),
        library=library(),
        by=by,
        at=NOW,
    )


def test_the_last_answer_to_a_question_holds_and_the_first_stays_on_record(screening, clinician):
    first = say(screening, NO, clinician)
    second = say(screening, YES, clinician)
    assert second.replaces_id == first.pk
    assert screening.answers.count() == 2
    assert facts_of(screening, TODAY).answers[LATEX].value is AnswerValue.YES


def test_each_answer_leaves_one_audit_event(screening, clinician):
    say(screening, NO, clinician)
    say(screening, YES, clinician)
    assert events("answer_recorded") == 2


def test_an_answer_sent_twice_is_written_once(screening, clinician):
    row = uuid4()
    assert say(screening, YES, clinician, row) == say(screening, YES, clinician, row)
    assert screening.answers.count() == 1
    assert events("answer_recorded") == 1


def test_a_form_sent_again_with_something_else_in_it_is_refused(screening, clinician):
    row = uuid4()
    say(screening, YES, clinician, row)
    with pytest.raises(Refused, match="sent before"):
        say(screening, NO, clinician, row)
    assert facts_of(screening, TODAY).answers[LATEX].value is AnswerValue.YES


def test_an_answer_that_stands_already_is_not_written_again(screening, clinician):
    say(screening, YES, clinician)
    say(screening, YES, clinician)
    assert screening.answers.count() == 1
    assert events("answer_recorded") == 1


def test_an_old_form_of_an_answer_changed_since_changes_nothing_back(screening, clinician):
    row = uuid4()
    say(screening, YES, clinician, row)
    say(screening, NO, clinician)
    say(screening, YES, clinician, row)
    assert facts_of(screening, TODAY).answers[LATEX].value is AnswerValue.NO


def test_the_places_of_an_answer_are_kept(screening, clinician):
    place = Place("anatomy/areas/forearm", Side.LEFT)
    finding = "screening/findings/lymphoedema"
    say(screening, Answer(AnswerValue.YES, (place,)), clinician, finding=finding)
    assert facts_of(screening, TODAY).answers[finding].places == (place,)


def test_a_question_the_library_does_not_know_is_refused(screening, clinician):
    with pytest.raises(Refused, match="no longer asked"):
        say(screening, YES, clinician, finding="screening/findings/nothing")
    assert not screening.answers.exists()


def test_a_patient_does_not_undo_what_a_clinician_has_answered(screening, clinician):
    say(screening, Answer(AnswerValue.YES, answered_by=AnsweredBy.CLINICIAN), clinician)
    with pytest.raises(Refused, match="clinician has answered"):
        say(screening, NO, clinician)


def test_of_several_answers_only_those_that_changed_are_written(screening, clinician):
    answers = {LATEX: YES, "screening/findings/smoker": NO}
    for _ in range(2):
        record_answers(
            screening=screening, answers=answers, library=library(), by=clinician, at=NOW
        )
    assert screening.answers.count() == 2
    event = AuditEvent.objects.get(action="screening.answers_recorded")
    assert event.details == {"answers": 2}


def test_of_several_answers_none_is_written_when_one_is_refused(screening, clinician):
    answers = {LATEX: YES, "screening/findings/nothing": NO}
    with pytest.raises(Refused):
        record_answers(
            screening=screening, answers=answers, library=library(), by=clinician, at=NOW
        )
    assert not screening.answers.exists()


@pytest.mark.parametrize("verb", ["update", "delete"])
def test_the_database_lets_no_answer_be_changed_or_deleted(screening, clinician, verb):
    say(screening, YES, clinician)
    rows = ScreeningAnswer.objects.all()
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(value="no") if verb == "update" else rows.delete()
    assert current_answers(screening).get().value == "yes"


def test_a_screening_takes_the_record_that_was_imported_last(screening, episode):
    assert screening.record == episode.patient.imported_records.get()
    asked = {one.finding: one.why for one in open_questions(screening, TODAY, library())}
    assert asked["screening/findings/anticoagulant"] == "confirm"


def test_beginning_twice_with_one_form_begins_one_screening(episode, clinician):
    row = uuid4()
    for _ in range(2):
        start_screening(episode=episode, on=TODAY, row_id=row, by=clinician, at=NOW)
    assert episode.screenings.count() == 1
    assert events("started") == 1


def test_a_questionnaire_with_open_questions_is_not_sent(screening, clinician):
    with pytest.raises(Refused, match=r"\d+ questions have no answer yet"):
        submit_questionnaire(
            screening=screening, on=TODAY, row_id=uuid4(), library=library(), by=clinician, at=NOW
        )
    assert not screening.submissions.exists()


def test_a_questionnaire_is_sent_once_however_often_the_button_is_pressed(
    screening, clinician, answer_rest
):
    answer_rest()
    row = uuid4()
    for minutes in range(2):
        submit_questionnaire(
            screening=screening,
            on=TODAY,
            row_id=row,
            library=library(),
            by=clinician,
            at=NOW + timedelta(minutes=minutes),
        )
    assert screening.submissions.count() == 1
    assert events("questionnaire_submitted") == 1
