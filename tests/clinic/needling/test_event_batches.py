"""What devices send: each event answered by itself, nothing that happened lost, nothing counted twice."""

import json
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from filiform.clinic.accounts.roles import Role
from filiform.clinic.audit.action import Refused
from filiform.clinic.audit.models import AuditEvent
from filiform.clinic.needling.actions import TapKind, record_events
from filiform.clinic.needling.models import LateEvent, NeedleEvent
from filiform.clinic.needling.queries import session_events
from filiform.clinical.ledger import needle_count, read_event
from filiform.kernel.side import Side
from tests.factories import staff_client
from tests.factories.care import (
    DELTOID,
    INFRASPINATUS,
    a_session,
    a_therapist,
    an_episode_to_needle,
    an_event,
    needle,
    sign,
    user_of,
)
from tests.factories.people import a_clinician, staff_of

pytestmark = pytest.mark.django_db
RIGHT = {"muscle": INFRASPINATUS.muscle, "side": "right"}
LEFT_DELTOID = {"muscle": DELTOID.muscle, "side": "left"}
SUPINATOR = {"muscle": "anatomy/muscles/supinator", "side": "right"}


@pytest.fixture
def therapist():
    return a_therapist()


@pytest.fixture
def session(therapist):
    began = timezone.now() - timedelta(minutes=5)
    return a_session(an_episode_to_needle(therapist, at=began), by=therapist, at=began)


@pytest.fixture
def browser(therapist):
    return staff_client(user_of(therapist))


def address(session):
    episode = session.episode
    return f"/clinics/{episode.clinic.slug}/episodes/{episode.pk}/needling/{session.pk}/events/"


def said(kind, needle_id=None, *, at=None, **fields):
    named = {"needle": str(needle_id)} if needle_id else {}
    at = (at or timezone.now()).isoformat()
    return {"id": str(uuid4()), "at": at, "type": kind, **named, **fields}


def sent(browser, session, events, **batch):
    body = {"events": events, "asking": False, "sent_at": timezone.now().isoformat(), **batch}
    return browser.post(address(session), json.dumps(body), content_type="application/json")


def answers(answer):
    assert answer.status_code == 200, answer.content
    return [one["answer"] for one in answer.json()["answers"]]


def life(needle_id=None, **place):
    """A needle from its packet to the sharps container, a second between the events, all of them just now."""
    needle_id, now = needle_id or uuid4(), timezone.now() - timedelta(seconds=9)
    kinds = ("opened", "inserted", "removed", "discarded")
    return [
        said(
            kind,
            needle_id,
            at=now + timedelta(seconds=second),
            **((place or RIGHT) if kind == "inserted" else {}),
        )
        for second, kind in enumerate(kinds)
    ]


def count(session):
    return needle_count(session_events(session))


def test_a_batch_is_answered_event_by_event_with_the_count(browser, session):
    answer = sent(browser, session, life())
    assert answers(answer) == ["accepted"] * 4
    assert answer.json()["count"]["may_be_signed"] is True
    assert answer.json()["warnings"] == []
    assert sign(session, at=timezone.now()).pk


def test_what_is_sent_again_is_told_apart_and_counts_once(browser, session):
    events = life()
    assert answers(sent(browser, session, events)) == ["accepted"] * 4
    audited = AuditEvent.objects.count()
    assert answers(sent(browser, session, [*events, *events])) == ["repeated"] * 8
    assert session.events.count() == 4
    assert AuditEvent.objects.count() == audited


def test_an_id_that_comes_with_something_else_in_it_is_refused_by_name(browser, session):
    (event,) = [said("twitch", **RIGHT)]
    assert answers(sent(browser, session, [event])) == ["accepted"]
    other = {**event, "type": "sharp_pain"}
    answer = sent(browser, session, [other, said("twitch", **RIGHT)])
    assert answers(answer) == ["refused", "accepted"]
    assert "something else in it" in answer.json()["answers"][0]["message"]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"type": "openned"}, "type"),
        ({"at": "yesterday"}, "at"),
        ({"at": "0001-01-01T00:00:00Z"}, "at"),
        ({"id": "not-a-uuid"}, "id"),
        ({"needle": "not-a-uuid"}, "needle"),
        ({"muscle": "anatomy/muscles/made-up", "side": "left"}, "muscle"),
        ({"colour": "red"}, "colour"),
        ({"lot": "A\0B"}, "lot"),
        ({"maker": "\0"}, "maker"),
    ],
)
def test_an_event_that_cannot_be_read_refuses_only_itself(browser, session, wrong, field):
    first, *rest = life()
    answer = sent(browser, session, [{**said("opened", uuid4()), **wrong}, first, *rest])
    assert answers(answer) == ["refused", *["accepted"] * 4]
    refused = answer.json()["answers"][0]
    assert refused["field"] == field
    assert refused["allowed"]
    assert refused["message"]


@pytest.mark.parametrize(
    "body", ["", "[]", "{}", '{"events": 3}', "\x00", '{"events": [], "x": 1}']
)
def test_what_is_no_batch_at_all_is_told_so_and_nothing_is_kept(browser, session, body):
    answer = browser.post(address(session), body, content_type="application/json")
    assert answer.status_code == 422
    assert "events" in answer.json()["message"]
    assert not session.events.exists()


@pytest.mark.parametrize(
    "event", ["1e999", "[" * 90_000 + "]" * 90_000, '{"a":' * 9_000 + "1" + "}" * 9_000]
)
def test_what_no_reader_can_hold_refuses_itself_and_keeps_the_others(browser, session, event):
    body = '{"events": [' + ",".join([event, *map(json.dumps, life())]) + "]}"
    answer = browser.post(address(session), body, content_type="application/json")
    if answer.status_code == 422:  # too deep to be taken apart at all
        assert "batch of events" in answer.json()["message"]
    else:
        assert answers(answer) == ["refused", *["accepted"] * 4]


@pytest.mark.parametrize("zone", ["+23:59", "-23:59"])
def test_the_time_of_any_zone_is_kept_by_every_database(browser, session, zone):
    sign, hours = zone[0], timedelta(hours=23, minutes=59)
    there = timezone.now() + (hours if sign == "+" else -hours)
    at = f"{there:%Y-%m-%dT%H:%M:%S}{zone}"
    event = {**said("opened", uuid4()), "at": at}
    for verdict in ("accepted", "repeated"):
        assert answers(sent(browser, session, [event], sent_at=at)) == [verdict]


@pytest.mark.parametrize(
    "sent_at",
    [
        "0001-01-01T00:00:00+14:00",
        "0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59-12:00",
        "9999-12-31T23:59:59Z",
    ],
)
def test_a_clock_beyond_the_calendar_is_told_and_nothing_is_kept(browser, session, sent_at):
    answer = sent(browser, session, life(), sent_at=sent_at)
    if answer.status_code == 422:
        assert "sent_at" in answer.json()["message"]
    else:
        assert answers(answer) == ["refused"] * 4
        assert "clock" in answer.json()["answers"][0]["message"]
    assert not session.events.exists()


def test_nothing_happens_after_it_was_told(browser, session):
    one = uuid4()
    ahead = timezone.now() + timedelta(minutes=40)  # the clock was set right before this was sent
    events = [said("opened", one, at=ahead), said("inserted", one, at=ahead, **RIGHT)]
    assert answers(sent(browser, session, events)) == ["accepted"] * 2
    out = [said("removed", one), said("discarded", one)]
    assert sent(browser, session, out).json()["count"]["may_be_signed"] is True
    row = session.events.get(pk=events[0]["id"])
    assert row.at == row.recorded_at
    assert row.device_at == ahead
    assert answers(sent(browser, session, events)) == ["repeated"] * 2


def test_too_many_events_at_once_are_not_taken(browser, session):
    many = [said("twitch", **RIGHT) for _ in range(501)]
    assert sent(browser, session, many).status_code == 422
    huge = browser.post(address(session), "x" * 600_000, content_type="application/json")
    assert huge.status_code == 413


def test_whoever_asks_beforehand_is_refused_what_a_gate_forbids(browser, session):
    one = uuid4()
    opened = said("opened", one)
    answer = sent(browser, session, [opened, said("inserted", one, **SUPINATOR)], asking=True)
    assert answers(answer) == ["accepted", "refused"]
    assert "not part of the session" in answer.json()["answers"][1]["message"]
    assert count(session).inserted == 0


def test_what_has_happened_is_kept_against_a_gate_and_closes_the_signature(browser, session):
    answer = sent(browser, session, life(**SUPINATOR))
    assert answers(answer) == ["accepted"] * 4
    told = answer.json()["answers"][1]
    assert "needling/rules/muscle-is-planned" in told["statements"]
    assert "cannot be signed" in told["message"]
    with pytest.raises(Refused) as refusal:
        sign(session, at=timezone.now())
    reasons = {reason.statement for reason in refusal.value.decision.reasons}
    assert "needling/rules/gate-was-open" in reasons


def test_a_gate_that_was_set_right_by_name_opens_the_signature_again(browser, session):
    from filiform.clinic.needling.models import OffPlanMuscle

    assert answers(sent(browser, session, life(**LEFT_DELTOID))) == ["accepted"] * 4
    OffPlanMuscle.objects.create(
        clinic=session.clinic,
        session=session,
        **LEFT_DELTOID,
        technique="needling/techniques/deep",
        reason="Found while offline",
        recorded_by=user_of(session.practitioner),
        recorded_at=timezone.now(),
    )
    assert sign(session, at=timezone.now()).pk


def test_an_insertion_that_was_taken_back_contradicts_no_gate(browser, session):
    events = life(**SUPINATOR)
    sent(browser, session, [*life(), *events])
    sent(browser, session, [said("void", voids=one["id"]) for one in events[1:]])
    sent(browser, session, [said("discarded", events[0]["needle"])])
    assert sign(session, at=timezone.now()).pk


def test_a_needle_past_its_date_is_kept_when_it_was_opened_and_refused_before(browser, session):
    old = said("opened", uuid4(), expires_on="2020-01-31")
    assert answers(sent(browser, session, [old], asking=True)) == ["refused"]
    answer = sent(browser, session, [old])
    assert answers(answer) == ["accepted"]
    assert answer.json()["answers"][0]["statements"] == ["needling/rules/needle-is-in-date"]


@pytest.mark.parametrize(
    ("kinds", "message"),
    [
        (["removed"], "nobody opened"),
        (["opened", "removed"], "not inserted"),
        (["opened", "inserted", "removed", "removed"], "out already"),
        (["opened", "inserted", "inserted"], "in the body"),
    ],
)
def test_what_cannot_be_is_refused_beforehand_and_kept_as_a_contradiction_afterwards(
    browser, session, kinds, message
):
    one, now = uuid4(), timezone.now()
    events = [
        said(
            kind,
            one,
            at=now + timedelta(milliseconds=number),
            **(RIGHT if kind == "inserted" else {}),
        )
        for number, kind in enumerate(kinds)
    ]
    asked = sent(browser, session, events, asking=True)
    assert answers(asked)[-1] == "refused"
    assert message in asked.json()["answers"][-1]["message"]
    kept = sent(browser, session, events)
    assert "refused" not in answers(kept)
    assert kept.json()["count"]["may_be_signed"] is False


def test_an_emergency_stop_lets_no_needle_in_and_nobody_sign_until_all_are_recovered(
    browser, session
):
    one, *_ = opened = life()[:2]
    sent(browser, session, opened)
    stop = sent(browser, session, [said("emergency_stop")], asking=True)
    assert stop.json()["count"]["suspended"] is True
    with pytest.raises(Refused) as refusal:
        sign(session, at=timezone.now())
    reasons = {reason.statement for reason in refusal.value.decision.reasons}
    assert "needling/rules/emergency-stop" in reasons
    other = uuid4()
    sent(browser, session, [said("opened", other)])
    asked = sent(browser, session, [said("inserted", other, **RIGHT)], asking=True)
    assert answers(asked) == ["refused"]
    found = [
        said("recovered", needle_id, by="Ada", witnessed_by="Ben")
        for needle_id in (one["needle"], other)
    ]
    back = sent(browser, session, found, asking=True)
    assert answers(back) == ["accepted"] * 2
    assert back.json()["count"]["suspended"] is False
    away = [said("discarded", one["needle"]), said("discarded", other)]
    assert answers(sent(browser, session, away, asking=True)) == ["accepted"] * 2
    assert sign(session, at=timezone.now()).pk


def test_nobody_recovers_a_needle_alone(browser, session):
    alone = said("recovered", uuid4(), by="Ada", witnessed_by="ada")
    answer = sent(browser, session, [alone])
    assert answers(answer) == ["refused"]
    assert answer.json()["answers"][0]["field"] == "witnessed_by"


def test_a_clock_an_hour_off_is_told_and_both_times_are_kept(browser, session):
    an_hour = timedelta(hours=1)
    now = timezone.now()
    one = uuid4()
    sent(browser, session, [said("opened", one, at=now)])
    slow = said("inserted", one, at=now - an_hour + timedelta(seconds=5), **RIGHT)
    answer = sent(
        browser, session, [slow], sent_at=(now - an_hour + timedelta(seconds=6)).isoformat()
    )
    assert answers(answer) == ["accepted"]
    assert "60 minutes behind" in answer.json()["warnings"][0]
    row = session.events.get(pk=slow["id"])
    assert row.device_at.isoformat() == slow["at"]
    assert abs(row.at - now) < timedelta(minutes=1)
    assert row.delivery.clock_offset_seconds == pytest.approx(3600, abs=30)
    assert count(session).findings[0].kind == "needle_count"  # and no contradiction
    again = sent(browser, session, [slow])  # by then the clock was mended: still the same event
    assert answers(again) == ["repeated"]


def test_an_event_of_another_session_or_clinic_is_not_lent(browser, session, therapist):
    event = said("twitch", **RIGHT)
    sent(browser, session, [event])
    other_therapist = a_therapist()
    other = a_session(
        an_episode_to_needle(other_therapist, at=timezone.now()),
        by=other_therapist,
        at=timezone.now(),
    )
    assert sent(browser, other, [event]).status_code == 404
    theirs = staff_client(user_of(other_therapist))
    assert answers(sent(theirs, other, [event])) == ["refused"]
    assert other.events.count() == 0


def test_nobody_writes_in_the_name_of_somebody_else(browser, session, therapist):
    colleague = a_clinician(session.clinic)
    event = {**said("twitch", **RIGHT), "recorded_by": str(colleague.pk)}
    answer = sent(browser, session, [event])
    assert answer.json()["answers"][0]["field"] == "recorded_by"
    sent(browser, session, [said("twitch", **RIGHT)])
    assert session.events.get().recorded_by_id == user_of(therapist).pk


def test_a_role_that_may_not_needle_writes_nothing(session):
    front = staff_client(staff_of(session.clinic, Role.ADMINISTRATOR))
    assert sent(front, session, [said("twitch", **RIGHT)]).status_code == 403
    assert not session.events.exists()


def test_after_the_signature_what_happened_is_kept_beside_the_session(browser, session):
    sent(browser, session, life())
    sign(session, at=timezone.now())
    late = said("twitch", **RIGHT)
    asked = sent(browser, session, [late], asking=True)
    assert answers(asked) == ["refused"]
    assert "Already signed" in asked.json()["answers"][0]["message"]
    answer = sent(browser, session, [late])
    assert answers(answer) == ["accepted"]
    assert "addendum" in answer.json()["answers"][0]["message"]
    assert session.late_events.get().event["type"] == "twitch"
    assert answers(sent(browser, session, [late])) == ["repeated"]
    assert session.events.count() == 4
    page = browser.get(address(session).removesuffix("events/"))
    assert "1 event reached the clinic after the signature" in " ".join(
        page.content.decode().split()
    )


@pytest.mark.parametrize(
    "wrong",
    [
        {"at": "0001-01-01T00:00:00+14:00"},
        {"at": "9999-12-31T23:59:59-14:00"},
        {"muscle": "anatomy/muscles/made-up"},
    ],
)
def test_what_cannot_have_happened_is_not_kept_beside_a_signed_session(browser, session, wrong):
    sent(browser, session, life())
    sign(session, at=timezone.now())
    event = {**said("twitch", **RIGHT), **wrong}
    assert answers(sent(browser, session, [event])) == ["refused"]
    page = browser.get(address(session).removesuffix("events/"))
    assert page.status_code == 200


def test_ten_thousand_events_are_taken_and_counted(browser, session):
    for _ in range(20):
        batch = [one for _ in range(125) for one in life()]
        assert answers(sent(browser, session, batch)) == ["accepted"] * 500
    counted = count(session)
    assert counted.discarded == 2_500
    assert counted.may_be_signed


def test_a_tap_and_a_batch_do_not_lend_each_other_their_ids(browser, session):
    row = an_event(session, TapKind.OPENED, at=timezone.now())
    answer = sent(browser, session, [{**said("twitch", **RIGHT), "id": str(row.pk)}])
    assert answers(answer) == ["refused"]
    event = said("emergency_stop")
    sent(browser, session, [event])
    with pytest.raises(Refused):
        an_event(session, TapKind.TWITCH, INFRASPINATUS, row_id=UUID(event["id"]))


def test_an_action_keeps_the_settings_of_a_current_and_how_the_needle_went_in(session, therapist):
    settings = {
        "frequency_hz": 2.0,
        "pulse_width_us": 250.0,
        "intensity_ma": 1.5,
        "minutes": 10.0,
        "approach": "Perpendicular to the scapula",
        "depth_band": "to_bone",
        "manipulation": "static",
    }
    one = uuid4()
    events = [read_event(one) for one in (
        said("opened", one), said("inserted", one, **RIGHT, **settings))]  # fmt: skip
    record_events(
        session=session, events=events, asking=True, by=user_of(therapist), at=timezone.now()
    )
    row = NeedleEvent.objects.get(type="inserted")
    assert {name: getattr(row, name) for name in settings} == settings
    assert session_events(session)[1].depth_band == "to_bone"
    assert row.technique == "needling/techniques/deep"
    assert not LateEvent.objects.exists()
    needle(session, {DELTOID: 1}, at=timezone.now())
    assert session_events(session)[-1].place is None or DELTOID.side is Side.RIGHT
