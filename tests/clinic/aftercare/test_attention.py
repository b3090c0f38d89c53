"""What waits for the clinic: signs that nobody has dealt with, and check-ins that did not come."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from filiform.clinic.aftercare.actions import handle_check_in
from filiform.clinic.aftercare.queries import (
    check_ins_needing_attention,
    due_check_ins,
    latest_outcome,
    overdue_check_ins,
)
from filiform.clinic.aftercare.queries.due import asked_for
from filiform.clinic.audit.action import Refused
from filiform.clinic.knowledge import library
from filiform.clinical.facts import AnswerValue
from filiform.knowledge.model.aftercare import SorenessCourse, Triage
from tests.factories import a_clinic
from tests.factories.care import DELTOID, INFRASPINATUS, a_signed_session
from tests.factories.followup import a_check_in, answer
from tests.factories.instants import NOW

pytestmark = pytest.mark.django_db
YES, NO = AnswerValue.YES, AnswerValue.NO


@pytest.fixture
def session():
    return a_signed_session(places=[INFRASPINATUS])


def handled(check_in, note="Rang the patient."):
    return handle_check_in(
        outcome=latest_outcome(check_in),
        note=note,
        row_id=uuid4(),
        by=check_in.recorded_by,
        at=NOW,
    )


def states(session, now, done=()):
    return [one.state for one in due_check_ins(session, done, now, library())]


def test_a_check_in_without_signs_waits_for_nobody(session):
    a_check_in(session)
    assert check_ins_needing_attention(session.clinic) == []


def test_emergencies_wait_before_signs_that_came_earlier(session):
    a_check_in(session, hours=20, said={"fainting": YES})
    urgent = a_check_in(session, hours=30, said={"chest-pain": YES})
    waiting = check_ins_needing_attention(session.clinic)
    assert [one.triage for one in waiting] == [Triage.EMERGENCY, Triage.CALL_CLINIC]
    assert waiting[0].check_in == urgent
    assert waiting[0].signs == ("aftercare/red_flags/chest-pain",)


def test_a_check_in_broken_off_after_a_sign_waits_all_the_same(session):
    answer(session, uuid4(), "fainting", YES)
    assert len(check_ins_needing_attention(session.clinic)) == 1


def test_an_answer_taken_back_still_waits_until_somebody_has_looked(session):
    check_in = uuid4()
    answer(session, check_in, "chest-pain", YES)
    answer(session, check_in, "chest-pain", NO)
    (waiting,) = check_ins_needing_attention(session.clinic)
    assert waiting.triage is Triage.EMERGENCY


def test_what_was_dealt_with_waits_no_longer(session):
    check_in = a_check_in(session, said={"chest-pain": YES})
    handled(check_in)
    assert check_ins_needing_attention(session.clinic) == []


def test_a_new_sign_after_it_was_dealt_with_waits_again(session):
    check_in = a_check_in(session, said={"fainting": YES})
    handled(check_in)
    answer(session, check_in.pk, "chest-pain", YES)
    (waiting,) = check_ins_needing_attention(session.clinic)
    assert "aftercare/red_flags/chest-pain" in waiting.signs


def test_a_sign_that_came_while_the_note_was_written_is_not_swallowed(session):
    check_in = a_check_in(session, said={"fainting": YES})
    seen = latest_outcome(check_in)
    answer(session, check_in.pk, "chest-pain", YES)
    with pytest.raises(Refused, match="told more since"):
        handle_check_in(outcome=seen, note="Rang.", row_id=uuid4(), by=session.recorded_by, at=NOW)
    assert check_ins_needing_attention(session.clinic)


def test_dealing_with_it_needs_a_note(session):
    with pytest.raises(Refused, match="Write what was done"):
        handled(a_check_in(session, said={"fainting": YES}), note="  ")


def test_another_clinic_sees_nothing_of_it(session):
    a_check_in(session, said={"chest-pain": YES})
    other = a_clinic()
    assert check_ins_needing_attention(other) == []
    assert overdue_check_ins(other, NOW + timedelta(days=3), library()) == []


def test_the_first_check_in_is_due_on_the_next_day_and_the_second_when_soreness_is_usually_gone(
    session,
):
    first, second = due_check_ins(session, (), NOW, library())
    hours = library().all(SorenessCourse)[0].usually_gone_by.value
    assert first.on == session.on + timedelta(days=1)
    assert second.on == timezone.localdate(session.started_at + timedelta(hours=hours))
    assert (first.state, second.state) == ("to_come", "to_come")


def test_a_check_in_goes_from_to_come_over_today_to_overdue_and_at_last_is_missed(session):
    day = timedelta(days=1)
    assert states(session, NOW + day) == ["today", "to_come"]
    assert states(session, NOW + 2 * day) == ["overdue", "to_come"]
    assert states(session, NOW + 4 * day) == ["overdue", "overdue"]
    assert states(session, NOW + asked_for(library()) + day) == ["missed", "missed"]


def test_a_later_check_in_stands_for_the_earlier_one_but_not_the_other_way_round(session):
    day = timedelta(days=1)
    assert states(session, NOW + 5 * day, [session.on + day]) == ["done", "overdue"]
    assert states(session, NOW + 5 * day, [session.on + 4 * day]) == ["done", "done"]
    assert states(session, NOW + 2 * day, [session.on]) == ["overdue", "to_come"]


def test_a_patient_who_has_not_answered_is_overdue_until_a_check_in_comes(session):
    later = NOW + timedelta(days=2)
    (overdue,) = overdue_check_ins(session.clinic, later, library())
    assert (overdue.session, overdue.number, overdue.days) == (session, 1, 1)
    a_check_in(session, hours=30)
    assert overdue_check_ins(session.clinic, later, library()) == []


def test_a_check_in_broken_off_without_a_sign_is_still_overdue(session):
    answer(session, uuid4(), "chest-pain", NO, hours=30)
    assert overdue_check_ins(session.clinic, NOW + timedelta(days=2), library())


def test_nobody_is_asked_for_ever_nor_after_death(session):
    late = NOW + asked_for(library()) + timedelta(days=1)
    assert overdue_check_ins(session.clinic, late, library()) == []
    patient = session.episode.patient
    patient.is_deceased = True
    patient.save()
    assert overdue_check_ins(session.clinic, NOW + timedelta(days=2), library()) == []


def test_the_worklist_needs_few_queries_however_many_sessions_there_are(
    session, django_assert_max_num_queries
):
    for hours in (20, 40, 60):
        a_check_in(session, hours=hours, said={"fainting": YES})
    a_signed_session(session.practitioner, [DELTOID])
    with django_assert_max_num_queries(4):
        check_ins_needing_attention(session.clinic)
        overdue_check_ins(session.clinic, NOW + timedelta(days=2), library())
