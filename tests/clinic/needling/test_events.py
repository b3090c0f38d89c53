"""Needle events: enforced where the needle goes in, counted once, taken back by another event."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from filiform.clinic.audit.action import Refused
from filiform.clinic.audit.models import AuditEvent
from filiform.clinic.knowledge import library
from filiform.clinic.needling.actions import TapKind, add_muscle, record_answers
from filiform.clinic.needling.models import NeedleEvent
from filiform.clinic.needling.queries import (
    session_events,
    session_standing,
    technique_of,
)
from filiform.clinic.people.models import Credential
from filiform.clinic.planning.actions import withdraw_consent
from filiform.clinic.screening.actions import override_constraint
from filiform.clinical.ledger import MuscleSide, needle_count
from filiform.kernel.side import Side
from tests.factories.care import (
    DEEP,
    DELTOID,
    INFRASPINATUS,
    UPPER_TRAPEZIUS,
    a_draft,
    a_session,
    a_signed_session,
    a_therapist,
    an_agreed_plan,
    an_episode_to_needle,
    an_event,
    needle,
    screen_again,
    user_of,
)
from tests.factories.instants import NOW

pytestmark = pytest.mark.django_db
OPENED, INSERTED, REMOVED = (
    TapKind.OPENED,
    TapKind.INSERTED,
    TapKind.REMOVED,
)
LEFT_INFRASPINATUS = MuscleSide(INFRASPINATUS.muscle, Side.LEFT)
BICEPS = MuscleSide("anatomy/muscles/biceps-brachii", Side.RIGHT)


@pytest.fixture
def therapist():
    return a_therapist()


@pytest.fixture
def episode(therapist):
    return an_episode_to_needle(therapist)


@pytest.fixture
def session(episode, therapist):
    return a_session(episode, by=therapist)


def count(session):
    return needle_count(session_events(session))


def statements(refusal) -> set[str]:
    return {
        reason.statement
        for reason in refusal.value.decision.reasons
        if reason.severity.value in ("contraindication", "red_flag")
    }


def add(session, place, reason="Found today", **fields):
    given = {"technique": DEEP, "row_id": uuid4(), "by": user_of(session.practitioner), "at": NOW}
    return add_muscle(session=session, place=place, reason=reason, **given | fields)


def test_events_count_what_happened(session):
    needle(session, {INFRASPINATUS: 2, DELTOID: 1})
    counted = count(session)
    assert (counted.opened, counted.inserted, counted.removed, counted.twitches) == (3, 3, 3, 3)
    assert counted.discarded == 3
    assert counted.may_be_signed


def test_an_event_sent_twice_counts_once_and_is_audited_once(session):
    row = uuid4()
    first = an_event(session, OPENED, row_id=row)
    audited = AuditEvent.objects.count()
    assert an_event(session, OPENED, row_id=row, at=NOW + timedelta(seconds=3)) == first
    assert count(session).opened == 1
    assert AuditEvent.objects.count() == audited


def test_the_id_of_one_event_is_not_taken_for_another(session):
    row = uuid4()
    an_event(session, OPENED, row_id=row)
    with pytest.raises(Refused):
        an_event(session, INSERTED, INFRASPINATUS, row_id=row)


def test_an_event_of_another_session_does_not_lend_its_id(session, therapist):
    other = a_session(an_episode_to_needle(therapist), by=therapist)
    row = uuid4()
    an_event(session, OPENED, row_id=row)
    with pytest.raises(Refused):
        an_event(other, OPENED, row_id=row)


def test_a_mistaken_event_is_taken_back_by_another_and_stays_on_record(session):
    mistake = an_event(session, OPENED, number=5)
    an_event(session, TapKind.VOID, voids=mistake.pk)
    assert count(session).opened == 4  # five needles, one of them taken back
    assert session.events.count() == 6


def test_an_event_is_taken_back_once(session):
    mistake = an_event(session, OPENED)
    undo = an_event(session, TapKind.VOID, voids=mistake.pk)
    for nothing_left in (mistake.pk, undo.pk, uuid4()):
        with pytest.raises(Refused, match="nothing left"):
            an_event(session, TapKind.VOID, voids=nothing_left)


def test_an_insertion_that_was_taken_back_does_not_close_the_other_side(session):
    add(session, LEFT_INFRASPINATUS)
    wrong = an_event(session, INSERTED, INFRASPINATUS)
    an_event(session, TapKind.VOID, voids=wrong.pk)
    assert an_event(session, INSERTED, LEFT_INFRASPINATUS).pk


def test_no_needle_goes_into_both_sides_of_the_thorax(session):
    add(session, LEFT_INFRASPINATUS)
    an_event(session, INSERTED, INFRASPINATUS)
    with pytest.raises(Refused) as refusal:
        an_event(session, INSERTED, LEFT_INFRASPINATUS)
    assert statements(refusal) == {"screening/region_rules/thorax-one-side-a-session"}
    assert session.events.filter(type=INSERTED).count() == 1


def test_a_muscle_that_is_not_part_of_the_session_takes_no_event(session):
    with pytest.raises(Refused, match="not part of the session"):
        an_event(session, INSERTED, BICEPS)


def test_no_needle_goes_in_before_the_questions_of_the_day_were_asked(therapist):
    at = NOW + timedelta(days=7)
    episode = an_episode_to_needle(therapist)
    session = a_session(episode, by=therapist, asked=False, at=at)
    with pytest.raises(Refused) as refusal:
        an_event(session, INSERTED, INFRASPINATUS, at=at)
    assert statements(refusal) == {"needling/rules/screening-is-current"}
    record_answers(session=session, row_id=uuid4(), new=(), by=user_of(therapist), at=at)
    assert an_event(session, INSERTED, INFRASPINATUS, at=at).pk


def test_what_was_answered_in_todays_screening_is_not_asked_again(therapist):
    session = a_session(an_episode_to_needle(therapist), by=therapist, asked=False)
    assert an_event(session, INSERTED, INFRASPINATUS).pk


def test_something_new_stops_needling_until_screening_is_decided_again(therapist, episode):
    session = a_session(episode, by=therapist, asked=False)
    new = ["screening/findings/antiplatelet"]
    record_answers(session=session, row_id=uuid4(), new=new, by=user_of(therapist), at=NOW)
    with pytest.raises(Refused):
        an_event(session, INSERTED, INFRASPINATUS)
    later = NOW + timedelta(minutes=5)
    screen_again(episode, by=therapist, yes=["antiplatelet"], at=later)
    assert an_event(session, INSERTED, INFRASPINATUS, at=later).pk


def test_a_screening_repeated_meanwhile_can_forbid_what_was_planned(therapist, episode):
    session = a_session(episode, by=therapist)
    screen_again(episode, by=therapist, yes=["past-pneumothorax"], at=NOW + timedelta(minutes=5))
    with pytest.raises(Refused) as refusal:
        an_event(session, INSERTED, INFRASPINATUS)
    assert "screening/precautions/past-pneumothorax" in statements(refusal)
    assert an_event(session, INSERTED, DELTOID).pk


def test_a_constraint_set_aside_by_name_lets_the_needle_in(therapist, episode):
    session = a_session(episode, by=therapist)
    screen_again(episode, by=therapist, yes=["past-pneumothorax"], at=NOW + timedelta(minutes=5))
    override_constraint(
        episode=episode,
        statement="screening/precautions/past-pneumothorax",
        muscle=INFRASPINATUS.muscle,
        side=INFRASPINATUS.side,
        reason="Seen on ultrasound",
        expires_on=NOW.date() + timedelta(days=1),
        on=NOW.date(),
        row_id=uuid4(),
        library=library(),
        by=user_of(therapist),
        at=NOW,
    )
    assert an_event(session, INSERTED, INFRASPINATUS).pk
    with pytest.raises(Refused):
        an_event(session, INSERTED, UPPER_TRAPEZIUS)


def test_a_contraindication_set_aside_altogether_by_name_opens_the_gate(therapist, episode):
    session = a_session(episode, by=therapist)
    later = NOW + timedelta(minutes=5)
    screen_again(episode, by=therapist, yes=["infection-or-fever"], at=later)
    with pytest.raises(Refused):
        an_event(session, INSERTED, INFRASPINATUS)
    override_constraint(
        episode=episode,
        statement="screening/contraindications/infection-or-fever",
        muscle="",
        side=None,
        reason="A cold that is over",
        expires_on=NOW.date() + timedelta(days=1),
        on=NOW.date(),
        row_id=uuid4(),
        library=library(),
        by=user_of(therapist),
        at=later,
    )
    assert an_event(session, INSERTED, INFRASPINATUS, at=later).pk


def test_consent_withdrawn_during_the_session_stops_the_next_needle(therapist, episode):
    session = a_session(episode, by=therapist)
    an_event(session, OPENED, number=2)
    an_event(session, INSERTED, INFRASPINATUS)
    withdraw_consent(
        plan=session.plan,
        row_id=uuid4(),
        given_by="Robin Patient",
        on_own_device=True,
        by=user_of(therapist),
        at=NOW + timedelta(minutes=1),
    )
    with pytest.raises(Refused) as refusal:
        an_event(session, INSERTED, DELTOID)
    assert "needling/rules/consent-was-withdrawn" in statements(refusal)
    assert an_event(session, REMOVED, INFRASPINATUS).pk  # what is in always comes out


@pytest.mark.parametrize(
    ("credential", "refused_by"),
    [
        ({"expires_on": date(2026, 3, 1)}, "credential-is-current"),
        ({"expires_on": NOW.date()}, "credential-is-current"),
        ({"jurisdiction": "elsewhere"}, "credential-is-current"),
        ({"privileges": None, "areas": ["anatomy/areas/hand"]}, "privilege-covers-muscle"),
        ({"privileges": ["needling/privileges/shoulder-girdle"]}, "privilege-covers-muscle"),
        ({"privileges": []}, "privilege-covers-muscle"),
        ({"techniques": ["needling/techniques/superficial"]}, "technique-is-covered"),
    ],
)
def test_a_credential_that_does_not_hold_here_now_or_for_this_muscle_stops_the_needle(
    credential, refused_by
):
    therapist = a_therapist()
    session = a_session(an_episode_to_needle(therapist), by=therapist)
    valid = therapist.credentials.get()
    columns = {f.attname: getattr(valid, f.attname) for f in Credential._meta.concrete_fields}
    replaced = {"id": uuid4(), "replaces_id": valid.pk}
    Credential.objects.create(**columns | replaced | credential)
    with pytest.raises(Refused) as refusal:
        an_event(session, INSERTED, INFRASPINATUS)
    assert statements(refusal) == {f"needling/practice_rules/{refused_by}"}


def test_a_credential_from_before_privileges_opens_the_muscles_of_its_areas():
    therapist = a_therapist()
    session = a_session(an_episode_to_needle(therapist), by=therapist)
    valid = therapist.credentials.get()
    columns = {f.attname: getattr(valid, f.attname) for f in Credential._meta.concrete_fields}
    areas = ["anatomy/areas/shoulder", "anatomy/areas/upper-arm"]
    replaced = {"id": uuid4(), "replaces_id": valid.pk, "areas": areas, "privileges": None}
    Credential.objects.create(**columns | replaced)
    assert an_event(session, INSERTED, DELTOID).pk
    with pytest.raises(Refused):
        an_event(session, INSERTED, UPPER_TRAPEZIUS)  # the neck is not among them


def test_needles_past_their_date_are_not_opened(session):
    with pytest.raises(Refused, match="expiry"):
        an_event(session, OPENED, expires_on=date(2026, 3, 1))
    assert an_event(session, OPENED, expires_on=NOW.date()).pk


def test_a_muscle_off_plan_says_why_and_is_needled(session):
    add(session, BICEPS, reason="New finding in the upper arm")
    an_event(session, INSERTED, BICEPS)
    standing = session_standing(session, NOW.date(), library())
    assert technique_of(BICEPS, standing.places) == DEEP
    assert standing.facts_for(BICEPS).off_plan_reason == "New finding in the upper arm"
    assert standing.facts_for(DELTOID).off_plan_reason == ""


def test_a_muscle_is_added_once_and_only_where_a_needle_may_go_in(session):
    add(session, BICEPS)
    with pytest.raises(Refused, match="already"):
        add(session, BICEPS)
    with pytest.raises(Refused, match="already"):
        add(session, INFRASPINATUS)
    an_event(session, INSERTED, INFRASPINATUS)
    with pytest.raises(Refused) as refusal:
        add(session, LEFT_INFRASPINATUS)
    assert "screening/region_rules/thorax-one-side-a-session" in statements(refusal)


def test_a_session_needs_a_plan_and_begins_once(therapist):
    from tests.factories.care import a_screened_episode

    episode = a_screened_episode(therapist)
    with pytest.raises(Refused, match="no plan"):
        a_session(episode, by=therapist, asked=False)
    an_agreed_plan(episode, by=therapist, draft=a_draft([DELTOID]))
    a_session(episode, by=therapist)
    with pytest.raises(Refused, match="not signed yet"):
        a_session(episode, by=therapist)


@pytest.mark.parametrize(
    "table",
    [
        "needling_needlingsession",
        "needling_sessionanswers",
        "needling_offplanmuscle",
        "needling_eventdelivery",
        "needling_needleevent",
        "needling_responsemeasure",
        "needling_sessionsignature",
    ],
)
@pytest.mark.parametrize("statement", ["UPDATE {} SET recorded_at = recorded_at", "DELETE FROM {}"])
def test_rows_of_a_session_are_never_changed_or_deleted(table, statement):
    therapist = a_therapist()
    episode = an_episode_to_needle(therapist)
    session = a_session(episode, by=therapist)
    add(session, BICEPS)
    a_signed_session(a_therapist())
    with (
        pytest.raises(IntegrityError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement.format(table))


@pytest.mark.parametrize(
    "wrong",
    [
        {"type": "inserted", "needle": uuid4()},
        {"type": "inserted", "muscle": DELTOID.muscle, "side": "left"},
        {"type": "opened", "needle": uuid4(), "muscle": DELTOID.muscle},
        {"type": "discomfort", "muscle": DELTOID.muscle, "side": "left", "score": 11},
        {"type": "discomfort", "muscle": DELTOID.muscle, "side": "left"},
        {"type": "twitch", "muscle": DELTOID.muscle, "side": "left", "score": 3},
        {"type": "pain_recognised", "muscle": DELTOID.muscle, "side": "left"},
        {"type": "emergency_stop", "needle": uuid4()},
        {"type": "void"},
        {"type": "opened", "needle": uuid4(), "voids": uuid4()},
        {"type": "recovered", "needle": uuid4(), "recovered_by": "Ada"},
        {"type": "retained_escalated", "needle": uuid4()},
        {"type": "opened", "needle": uuid4(), "length_mm": 0},
        {"type": "vanished", "needle": uuid4()},
    ],
)
def test_the_database_refuses_an_event_that_makes_no_sense(session, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        NeedleEvent.objects.create(
            clinic_id=session.clinic_id,
            session=session,
            at=NOW,
            device_at=NOW,
            recorded_at=NOW,
            recorded_by=user_of(session.practitioner),
            **wrong,
        )
