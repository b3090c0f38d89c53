"""Supervised cases: logged when both names stand, counted once and against the law; a credential that ends at midnight."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from filiform.clinic.audit.action import Refused
from filiform.clinic.knowledge import library
from filiform.clinic.needling.actions import TapKind, co_sign_session, name_supervisor
from filiform.clinic.needling.queries.supervised import (
    facts_with_log,
    logged_besides,
    supervised_cases,
)
from tests.factories import a_clinic, a_lead, an_administrator, staff_client
from tests.factories.care import (
    DELTOID,
    INFRASPINATUS,
    a_session,
    a_signed_session,
    a_therapist,
    an_episode_to_needle,
    an_event,
    needle,
    sign,
    user_of,
)
from tests.factories.instants import NOW
from tests.factories.people import a_clinician, a_credential, a_practitioner

pytestmark = pytest.mark.django_db
DENVER = ZoneInfo("America/Denver")


@pytest.fixture
def trainee():
    """Somebody in Florida, whose law asks for 25 supervised sessions, with none so far."""
    clinic = a_clinic(jurisdiction="us-fl")
    found = a_practitioner(a_clinician(clinic), clinic)
    a_credential(found, licensed_on=date(2018, 1, 1))
    return found


@pytest.fixture
def supervisor(trainee):
    clinic = trainee.membership.clinic
    found = a_practitioner(a_clinician(clinic), clinic)
    a_credential(
        found,
        licensed_on=date(2010, 1, 1),
        supervised_sessions=25,
        supervision_signed_by="Lena Brandt",
    )
    return found


def supervised(trainee, supervisor, *, at=NOW, co_signed=True, signed=True):
    """A session that the supervisor watched, as far as it went."""
    session = a_session(an_episode_to_needle(trainee, [DELTOID], at=at), by=trainee, at=at)
    name_supervisor(
        session=session, row_id=uuid4(), supervisor=supervisor, by=user_of(trainee), at=at
    )
    needle(session, {DELTOID: 1}, at=at)
    if co_signed:
        later = at + timedelta(minutes=1)
        co_sign_session(session=session, row_id=uuid4(), by=user_of(supervisor), at=later)
    if signed:
        sign(session, at=at + timedelta(minutes=2))
    return session


def counted(trainee):
    facts = facts_with_log(trainee, "us-fl", NOW.date(), library(), is_supervised=False)
    return facts.supervised_sessions


def test_a_session_counts_when_both_names_stand_under_it(trainee, supervisor):
    session = supervised(trainee, supervisor)
    (case,) = supervised_cases(session.clinic, library())
    assert (case.practitioner, case.supervisor) == (trainee, supervisor.display_name)
    assert case.privileges
    assert counted(trainee) == 1


@pytest.mark.parametrize("so_far", [{"signed": False}, {"signed": False, "co_signed": False}])
def test_an_open_session_does_not_count_yet(trainee, supervisor, so_far):
    session = supervised(trainee, supervisor, **so_far)
    assert supervised_cases(session.clinic, library()) == ()
    assert counted(trainee) == 0


def test_a_session_that_nobody_watched_is_not_in_the_log():
    session = a_signed_session()
    assert supervised_cases(session.clinic, library()) == ()


def test_what_was_logged_opens_what_the_law_asks_for(trainee, supervisor):
    a_credential(
        trainee,
        licensed_on=date(2018, 1, 1),
        supervised_sessions=24,
        supervision_signed_by="Lena Brandt",
        recorded_at=NOW - timedelta(days=1),
    )
    alone = an_episode_to_needle(trainee, [DELTOID])
    session = a_session(alone, by=trainee)
    an_event(session, TapKind.OPENED)
    with pytest.raises(Refused):
        an_event(session, TapKind.INSERTED, DELTOID)
    supervised(trainee, supervisor)
    assert counted(trainee) == 25
    assert an_event(session, TapKind.INSERTED, DELTOID).pk


def test_what_a_later_credential_counts_is_not_counted_again(trainee, supervisor):
    supervised(trainee, supervisor)
    a_credential(
        trainee,
        licensed_on=date(2018, 1, 1),
        supervised_sessions=1,
        supervision_signed_by="Lena Brandt",
        recorded_at=NOW + timedelta(hours=1),
    )
    assert logged_besides(trainee, "us-fl") == 0
    assert counted(trainee) == 1
    supervised(trainee, supervisor, at=NOW + timedelta(days=1))
    assert counted(trainee) == 2


def test_the_lead_sees_how_many_are_left_and_who_signed_each_off(trainee, supervisor):
    session = supervised(trainee, supervisor)
    clinic = session.clinic
    page = staff_client(a_lead(clinic)).get(f"/clinics/{clinic.slug}/supervised-sessions/")
    words = " ".join(page.content.decode().split())
    assert "25: 24 to go" in words
    assert "25: reached" in words
    assert supervisor.display_name in words
    assert session.episode.patient.family_name not in words


def test_each_practitioner_sees_their_own_and_nobody_else_s(trainee, supervisor):
    session = supervised(trainee, supervisor)
    base = f"/clinics/{session.clinic.slug}/supervised-sessions/"
    own = staff_client(user_of(trainee)).get(f"{base}mine/")
    other = staff_client(user_of(supervisor)).get(f"{base}mine/")
    assert "2 March 2026" in own.content.decode()
    assert trainee.display_name not in other.content.decode()
    assert staff_client(user_of(trainee)).get(base).status_code == 403
    assert staff_client(an_administrator(session.clinic)).get(base).status_code == 200


def test_somebody_who_treats_nobody_has_no_log(trainee):
    clinic = trainee.membership.clinic
    where = f"/clinics/{clinic.slug}/supervised-sessions/mine/"
    assert staff_client(a_clinician(clinic)).get(where).status_code == 404


# A credential that ends at midnight while a session is open


def test_a_credential_that_ends_at_midnight_closes_the_next_needle_by_the_clinic_s_clock():
    clinic = a_clinic()
    practitioner = a_practitioner(a_clinician(clinic), clinic)
    a_credential(practitioner, expires_on=date(2026, 3, 3))  # the first day without it
    before = datetime(2026, 3, 2, 23, 50, tzinfo=DENVER).astimezone(UTC)
    assert before.date() == date(2026, 3, 3)  # elsewhere it is tomorrow already
    with timezone.override(DENVER):
        session = a_session(
            an_episode_to_needle(practitioner, at=before - timedelta(hours=12)),
            by=practitioner,
            at=before,
        )
        an_event(session, TapKind.OPENED, number=2, at=before)
        an_event(session, TapKind.INSERTED, INFRASPINATUS, at=before)
        after = before + timedelta(minutes=15)
        with pytest.raises(Refused) as refusal:
            an_event(session, TapKind.INSERTED, DELTOID, at=after)
        reasons = [one.statement for one in refusal.value.decision.reasons]
        assert "needling/practice_rules/credential-is-current" in reasons
        an_event(session, TapKind.REMOVED_AND_DISCARDED, INFRASPINATUS, at=after)
        an_event(session, TapKind.DISCARDED_UNUSED, at=after)
        signature = sign(session, at=after)
    assert session.on == date(2026, 3, 2)
    assert "Late entry" in signature.note  # it was signed on the next day


# Warnings ahead of time


def worklist(user, clinic):
    return " ".join(staff_client(user).get(f"/clinics/{clinic.slug}/").content.decode().split())


@pytest.mark.parametrize(
    ("days", "said"), [(-3, "ended on"), (1, "in 1 day."), (60, "in 60 days."), (61, None)]
)
def test_the_worklist_says_ahead_of_time_which_credential_ends(days, said):
    therapist = a_therapist()
    clinic = therapist.membership.clinic
    other = a_practitioner(a_clinician(clinic), clinic)
    a_credential(other, kind="Course", expires_on=timezone.localdate() + timedelta(days=days))
    for user in (a_lead(clinic), user_of(other)):
        page = worklist(user, clinic)
        assert ("“Course”" in page) is (said is not None)
        assert said is None or said in page
    assert "“Course”" not in worklist(user_of(therapist), clinic)


def test_a_credential_that_was_renewed_in_time_is_not_warned_about():
    therapist = a_therapist()
    clinic, today = therapist.membership.clinic, timezone.localdate()
    other = a_practitioner(a_clinician(clinic), clinic)
    a_credential(other, kind="Course", expires_on=today + timedelta(days=10))
    assert "“Course”" in worklist(a_lead(clinic), clinic)
    a_credential(other, kind="Renewed", issued_on=today, expires_on=today + timedelta(days=700))
    assert "“Course”" not in worklist(a_lead(clinic), clinic)


def test_the_log_asks_the_database_as_often_for_three_sessions_as_for_one(
    trainee, supervisor, django_assert_max_num_queries
):
    session = supervised(trainee, supervisor)
    with CaptureQueriesContext(connection) as one:
        supervised_cases(session.clinic, library())
    for days in (1, 2):
        supervised(trainee, supervisor, at=NOW + timedelta(days=days))
    with django_assert_max_num_queries(len(one)):
        assert len(supervised_cases(session.clinic, library())) == 3
