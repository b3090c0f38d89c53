"""A check-in keeps each answer as it is given, and is triaged as soon as one calls for it."""

from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from filiform.clinic.aftercare.actions import give_sheet, record_check_in
from filiform.clinic.aftercare.models import CheckIn, CheckInAnswer, CheckInOutcome
from filiform.clinic.aftercare.queries import (
    SORENESS,
    asked_flags,
    check_in_named,
    current_answers,
    decision_of,
    latest_outcome,
    stored_facts,
)
from filiform.clinic.audit.action import Refused
from filiform.clinic.audit.models import AuditEvent
from filiform.clinic.knowledge import library
from filiform.clinic.needling.queries import treated_session
from filiform.clinical.aftercare import triage
from filiform.clinical.facts import AnswerValue
from filiform.knowledge.model.aftercare import Triage
from tests.factories.care import DELTOID, INFRASPINATUS, a_session, a_signed_session
from tests.factories.followup import a_check_in, answer, questions_after
from tests.factories.instants import NOW

pytestmark = pytest.mark.django_db
YES, NO, UNSURE = AnswerValue.YES, AnswerValue.NO, AnswerValue.UNSURE


@pytest.fixture
def session():
    return a_signed_session(places=[INFRASPINATUS])


def events(action):
    return AuditEvent.objects.filter(action=action).count()


def test_emergencies_are_asked_first_and_soreness_before_the_rest(session):
    flags = {flag.id: flag for flag in asked_flags(treated_session(session, library()), library())}
    order = questions_after(session)
    place = order.index(SORENESS)
    assert all(flags[one].triage is Triage.EMERGENCY for one in order[:place])
    assert all(flags[one].triage is Triage.CALL_CLINIC for one in order[place + 1 :])
    assert place > 0


@pytest.mark.parametrize("places", [[DELTOID], [INFRASPINATUS]])
def test_signs_of_a_collapsed_lung_are_asked_after_every_session(places):
    asked = questions_after(a_signed_session(places=places))
    assert asked[0] == "aftercare/red_flags/breathlessness"
    assert "aftercare/red_flags/chest-pain" in asked


def test_an_answer_is_kept_at_once_with_one_audit_event(session):
    check_in = uuid4()
    answer(session, check_in, "breathlessness", NO)
    assert CheckIn.objects.get(pk=check_in).hours_after == 20
    assert events("aftercare.check_in_answered") == 1
    assert not CheckInOutcome.objects.exists(), "nothing calls for a triage yet"


def test_the_same_answer_sent_twice_is_one_row(session):
    check_in, row = uuid4(), uuid4()
    first = answer(session, check_in, "breathlessness", NO, row_id=row)
    again = answer(session, check_in, "breathlessness", NO, row_id=row)
    assert first == again
    assert CheckInAnswer.objects.count() == 1
    assert events("aftercare.check_in_answered") == 1


def test_a_row_sent_again_with_another_answer_is_refused(session):
    check_in, row = uuid4(), uuid4()
    answer(session, check_in, "breathlessness", NO, row_id=row)
    with pytest.raises(Refused):
        answer(session, check_in, "breathlessness", YES, row_id=row)


def test_a_changed_mind_is_a_row_that_replaces_the_first(session):
    check_in = uuid4()
    answer(session, check_in, "fainting", NO)
    answer(session, check_in, "fainting", YES)
    told = check_in_named(session, check_in)
    assert CheckInAnswer.objects.count() == 2
    assert current_answers(told)["aftercare/red_flags/fainting"].value == "yes"


@pytest.mark.parametrize("value", [YES, UNSURE])
def test_an_emergency_sign_is_triaged_with_the_answer_itself(session, value):
    check_in = uuid4()
    answer(session, check_in, "chest-pain", value)
    outcome = latest_outcome(check_in_named(session, check_in))
    assert (outcome.triage, outcome.complete, outcome.calls_clinic) == ("emergency", False, True)


def test_a_complete_check_in_without_signs_is_as_expected(session):
    outcome = latest_outcome(a_check_in(session))
    assert (outcome.triage, outcome.complete, outcome.calls_clinic) == ("expected", True, False)


def test_strong_soreness_past_its_usual_course_calls_the_clinic(session):
    assert latest_outcome(a_check_in(session, hours=80, soreness=4)).triage == "call_clinic"


def test_a_little_soreness_that_fades_calls_nobody_and_one_that_does_not_fade_calls(session):
    a_check_in(session, hours=20, soreness=2)
    steady = a_check_in(session, hours=80, soreness=2)
    fading = a_check_in(session, hours=90, soreness=1)
    assert latest_outcome(steady).triage == "call_clinic"
    assert latest_outcome(fading).triage == "expected"
    assert stored_facts(latest_outcome(fading)).soreness_before == 2


def test_whether_soreness_settles_is_asked_once_it_can_have_settled(session):
    settling = "aftercare/red_flags/soreness-not-settling"
    assert settling not in questions_after(session, 20)
    assert settling in questions_after(session, 80)
    assert latest_outcome(a_check_in(session, hours=20)).complete


def test_every_stored_triage_comes_out_the_same_when_it_is_replayed(session):
    a_check_in(session, said={"chest-pain": UNSURE, "fainting": YES})
    a_check_in(session, hours=80)
    outcomes = CheckInOutcome.objects.all()
    assert len(outcomes) >= 3
    for outcome in outcomes:
        assert triage(stored_facts(outcome), library()) == decision_of(outcome)
        assert outcome.library_version == library().version


def test_finishing_an_urgent_check_in_does_not_call_the_clinic_again(session):
    check_in = a_check_in(session, said={"chest-pain": YES})
    assert [one.calls_clinic for one in check_in.outcomes.all()] == [True, False]


def test_a_question_that_is_not_asked_after_this_session_is_refused():
    session = a_signed_session(places=[DELTOID])
    with pytest.raises(Refused, match="not asked after this session"):
        answer(session, uuid4(), "dry-cough", NO)
    assert not CheckIn.objects.exists(), "nothing half-written stays"


def test_a_session_that_is_not_signed_has_no_check_in(session):
    later = a_session(session.episode, by=session.practitioner, at=NOW)
    with pytest.raises(Refused, match="not signed"):
        answer(later, uuid4(), "chest-pain", NO)


def test_a_check_in_of_another_session_is_refused(session):
    check_in = uuid4()
    answer(session, check_in, "chest-pain", NO)
    with pytest.raises(Refused, match="another session"):
        answer(a_signed_session(places=[DELTOID]), check_in, "fainting", NO)


def test_a_clinician_records_a_whole_check_in_with_one_audit_event(session):
    given = {
        "session": session,
        "check_in_id": uuid4(),
        "soreness": 4,
        "answers": {"aftercare/red_flags/chest-pain": NO, "aftercare/red_flags/fainting": YES},
        "by": session.recorded_by,
        "at": NOW,
    }
    first, again = record_check_in(**given), record_check_in(**given)
    assert first == again
    assert events("aftercare.check_in_recorded") == 1
    assert latest_outcome(first).triage == "call_clinic"
    with pytest.raises(Refused):
        record_check_in(**given | {"soreness": 5})


def test_no_soreness_recorded_by_a_clinician_twice_is_still_the_same_check_in(session):
    given = {
        "session": session,
        "check_in_id": uuid4(),
        "soreness": 0,
        "answers": {},
        "by": session.recorded_by,
        "at": NOW,
    }
    assert record_check_in(**given) == record_check_in(**given)


def test_a_check_in_with_no_answer_at_all_is_refused(session):
    with pytest.raises(Refused, match="Nothing was answered"):
        record_check_in(
            session=session,
            check_in_id=uuid4(),
            soreness=None,
            answers={},
            by=session.recorded_by,
            at=NOW,
        )


def test_the_sheet_is_given_once_and_holds_what_it_said(session):
    given = {"session": session, "by": session.recorded_by, "at": NOW}
    first = give_sheet(row_id=uuid4(), **given)
    assert give_sheet(row_id=uuid4(), **given) == first
    assert events("aftercare.sheet_given") == 1
    asked_sooner_or_later = set(questions_after(session, hours=200))
    assert {flag["id"] for flag in first.content["red_flags"]} < asked_sooner_or_later


def test_rows_of_aftercare_cannot_be_changed_or_deleted(session):
    check_in = a_check_in(session, said={"chest-pain": YES})
    for rows in (check_in.answers, check_in.outcomes, session.check_ins):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(recorded_at=NOW)
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.model.objects.filter(pk=rows.first().pk)._raw_delete("default")


def test_an_answer_is_either_about_a_sign_or_about_soreness(session):
    check_in = a_check_in(session)
    row = {"clinic": session.clinic, "check_in": check_in, "recorded_by": session.recorded_by}
    for value, soreness in (("yes", 3), ("", None), ("maybe", None), ("", 11)):
        with pytest.raises(IntegrityError), transaction.atomic():
            CheckInAnswer.objects.create(
                **row, question="new", value=value, soreness=soreness, recorded_at=NOW
            )
