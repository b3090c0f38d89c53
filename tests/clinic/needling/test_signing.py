"""Signing: never with a needle missing, once, by the session's practitioner; and nothing but addenda after."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from filiform.clinic.audit.action import Refused
from filiform.clinic.audit.models import AuditEvent
from filiform.clinic.episode.queries import current_status
from filiform.clinic.knowledge import library
from filiform.clinic.needling.actions import TapKind, add_addendum, record_response, sign_session
from filiform.clinic.needling.models import Moment, NeedleEvent
from filiform.clinic.needling.queries import (
    decision_of,
    had_sharp_pain,
    sessions_overview,
    signed_sessions,
    stored_facts,
    treated_session,
)
from filiform.clinic.planning.actions import withdraw_consent
from filiform.clinical.needling import may_sign
from filiform.clinical.stage import Stage
from tests.factories.care import (
    DELTOID,
    INFRASPINATUS,
    UPPER_TRAPEZIUS,
    a_session,
    a_signed_session,
    a_therapist,
    an_episode_to_needle,
    an_event,
    needle,
    screen_again,
    sign,
    user_of,
)
from tests.factories.instants import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def therapist():
    return a_therapist()


@pytest.fixture
def session(therapist):
    return a_session(an_episode_to_needle(therapist), by=therapist)


def test_a_session_whose_count_agrees_is_signed_and_aftercare_is_next(session):
    needle(session, {INFRASPINATUS: 2})
    signature = sign(session)
    assert current_status(session.episode).stage is Stage.AFTERCARE
    assert signature.signed_by == session.practitioner


@pytest.mark.parametrize("left_behind", ["tray", "body"])
def test_no_session_is_signed_with_a_needle_unaccounted_for(session, left_behind):
    needle(session, {INFRASPINATUS: 1})
    an_event(session, TapKind.OPENED)
    if left_behind == "body":
        an_event(session, TapKind.INSERTED, DELTOID)
    with pytest.raises(Refused) as refusal:
        sign(session)
    reasons = {reason.statement for reason in refusal.value.decision.reasons}
    assert "needling/rules/needle-count" in reasons
    kind, place = (
        (TapKind.REMOVED_AND_DISCARDED, DELTOID)
        if left_behind == "body"
        else (TapKind.DISCARDED_UNUSED, None)
    )
    an_event(session, kind, place)
    assert sign(session).pk


def test_a_session_in_which_nothing_was_done_is_not_signed(session):
    with pytest.raises(Refused) as refusal:
        sign(session)
    reasons = {reason.statement for reason in refusal.value.decision.reasons}
    assert "needling/rules/something-was-done" in reasons


def test_only_the_practitioner_of_the_session_signs_it(session, therapist):
    needle(session, {INFRASPINATUS: 1})
    colleague = a_therapist(therapist.membership.clinic)
    with pytest.raises(Refused, match="Only"):
        sign_session(session=session, row_id=uuid4(), by=user_of(colleague), at=NOW)


def test_whoever_signs_second_is_told_who_signed_and_when(session, therapist):
    needle(session, {INFRASPINATUS: 1})
    sign(session)
    colleague = a_therapist(therapist.membership.clinic)
    for by in (therapist, colleague):
        with pytest.raises(Refused, match=f"Already signed by {therapist.display_name} at 2 March"):
            sign_session(session=session, row_id=uuid4(), by=user_of(by), at=NOW)


def test_sending_the_signature_twice_signs_once(session, therapist):
    needle(session, {INFRASPINATUS: 1})
    said = {"session": session, "row_id": uuid4(), "by": user_of(therapist), "at": NOW}
    first = sign_session(**said)
    audited = AuditEvent.objects.count()
    assert sign_session(**said) == first
    assert AuditEvent.objects.count() == audited


def test_what_comes_to_light_after_the_last_needle_does_not_keep_the_session_open(
    session, therapist
):
    needle(session, {INFRASPINATUS: 1})
    later = NOW + timedelta(minutes=10)
    withdraw_consent(
        plan=session.plan,
        row_id=uuid4(),
        given_by="Robin Patient",
        on_own_device=True,
        by=user_of(therapist),
        at=later,
    )
    screen_again(
        session.episode, by=therapist, yes=["past-pneumothorax", "infection-or-fever"], at=later
    )
    assert sign(session, at=later + timedelta(minutes=1)).pk


def test_the_stored_decision_can_be_replayed_from_its_facts():
    signature = a_signed_session().signature
    signature.refresh_from_db()
    assert may_sign(stored_facts(signature), library()) == decision_of(signature)


def test_after_signing_nothing_is_added_but_addenda():
    session = a_signed_session()
    by = user_of(session.practitioner)
    with pytest.raises(Refused, match="addendum"):
        an_event(session, TapKind.OPENED)
    with pytest.raises(Refused, match="addendum"):
        record_response(session=session, row_id=uuid4(), when=Moment.AFTER, pain=1, by=by, at=NOW)
    addendum = add_addendum(
        session=session, row_id=uuid4(), text="Phoned the next day.", by=by, at=NOW
    )
    assert session.addenda.get() == addendum


def test_the_database_itself_closes_a_signed_session():
    session = a_signed_session()
    with pytest.raises(IntegrityError, match="signed"), transaction.atomic():
        NeedleEvent.objects.create(
            clinic_id=session.clinic_id,
            session=session,
            type="emergency_stop",
            at=NOW,
            device_at=NOW,
            recorded_at=NOW,
            recorded_by=user_of(session.practitioner),
        )


def test_an_open_session_takes_no_addendum(session, therapist):
    with pytest.raises(Refused, match="not signed yet"):
        add_addendum(session=session, row_id=uuid4(), text="x", by=user_of(therapist), at=NOW)


def test_the_note_writes_itself_from_the_events(session, therapist):
    record_response(
        session=session, row_id=uuid4(), when=Moment.BEFORE, pain=6, by=user_of(therapist), at=NOW
    )
    an_event(session, TapKind.OPENED, number=3)
    for kind in (
        TapKind.INSERTED,
        TapKind.TWITCH,
        TapKind.TWITCH,
        TapKind.SHARP_PAIN,
        TapKind.REMOVED_AND_DISCARDED,
    ):
        an_event(session, kind, INFRASPINATUS)
    for value in (7, 4):
        at = NOW + timedelta(seconds=10 - value)
        an_event(session, TapKind.DISCOMFORT, INFRASPINATUS, number=value, at=at)
    an_event(session, TapKind.DISCARDED_UNUSED, number=2)
    note = sign(session).note
    assert "Pain: before 6 of 10." in note
    assert (
        "Infraspinatus, right, deep needling: 1 needle in and 1 out, 2 local twitches, "
        "discomfort 4 of 10." in note
    )
    assert "Infraspinatus, right: unusually sharp pain at insertion" in note
    assert "Middle deltoid, right: not needled." in note
    assert "3 needles opened: 0.25 mm × 30 mm, lot A1234, until 31 May 2028." in note
    assert "1 in, 1 out, 3 in the sharps container, 2 of them unused: the count agrees." in note


def test_later_stages_are_told_what_was_treated():
    session = a_signed_session(yes=["antiplatelet"])
    treated = treated_session(session, library())
    assert treated.muscles == tuple(
        sorted(place.muscle for place in (INFRASPINATUS, UPPER_TRAPEZIUS, DELTOID))
    )
    assert "screening/findings/antiplatelet" in treated.findings
    assert list(signed_sessions(session.episode)) == [session]


def test_a_sharp_pain_is_handed_on_until_it_is_taken_back(session):
    an_event(session, TapKind.OPENED)
    an_event(session, TapKind.INSERTED, INFRASPINATUS)
    flag = an_event(session, TapKind.SHARP_PAIN, INFRASPINATUS)
    assert had_sharp_pain(session) == (INFRASPINATUS,)
    an_event(session, TapKind.VOID, voids=flag.pk)
    assert had_sharp_pain(session) == ()


def test_the_overview_counts_needles_and_muscles_of_every_session(therapist):
    session = a_signed_session(therapist)
    line = next(iter(sessions_overview(session.clinic)))
    assert (line.session, line.needles, line.muscles) == (session.pk, 3, 3)
    assert line.signed_at == NOW


def test_every_action_of_a_session_leaves_one_audit_event():
    before = AuditEvent.objects.count()
    session = a_signed_session()
    taps = session.deliveries.count()
    actions = list(AuditEvent.objects.order_by("sequence").values_list("action", flat=True))
    said = actions[before:]
    assert said.count("needling.session_started") == 1
    assert said.count("needling.questions_asked") == 1
    assert said.count("needling.tap_recorded") == taps
    assert said.count("needling.response_recorded") == 2
    assert said[-1] == "needling.session_signed"
