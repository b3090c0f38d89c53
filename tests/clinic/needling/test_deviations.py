"""A needle that went in against a gate is told by name, signed as what it was, and looked at by somebody else."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from filiform.clinic.accounts.roles import Role
from filiform.clinic.audit.action import Refused
from filiform.clinic.audit.models import AuditEvent
from filiform.clinic.knowledge import library
from filiform.clinic.needling.actions import review_deviation, tell_deviation
from filiform.clinic.needling.models import StatedDeviation
from filiform.clinic.needling.queries import (
    against_gates,
    session_events,
    session_standing,
    to_be_told,
)
from filiform.clinic.needling.queries.looking_back import LookingBack
from filiform.clinic.planning.actions import withdraw_consent
from filiform.clinical.ledger import needle_count
from filiform.knowledge.model.needling import NeedlingRule
from tests.clinic.needling.test_event_batches import address, answers, life, said, sent
from tests.factories import staff_client
from tests.factories.care import (
    DELTOID,
    a_consent,
    a_session,
    a_therapist,
    an_episode_to_needle,
    sign,
    user_of,
)
from tests.factories.people import staff_of

pytestmark = pytest.mark.django_db
LEFT_DELTOID = {"muscle": DELTOID.muscle, "side": "left"}
WHY = "The tablet was offline; the desk had written down that consent was taken back."


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


@pytest.fixture
def lead(session):
    return staff_of(session.clinic, Role.LEAD)


@pytest.fixture
def needled_late(browser, session):
    """A session with one needle before consent was taken back and one that was reported after it."""
    assert set(answers(sent(browser, session, life_before()))) == {"accepted"}
    withdraw(session)
    assert set(answers(sent(browser, session, life()))) == {"accepted"}
    return session


def life_before():
    """A needle from its packet to the sharps container, two minutes ago."""
    needle, began = uuid4(), timezone.now() - timedelta(minutes=2)
    place = {"muscle": "anatomy/muscles/infraspinatus", "side": "right"}
    kinds = ("opened", "inserted", "removed", "discarded")
    return [
        said(kind, needle, at=began + timedelta(seconds=n), **(place if n == 1 else {}))
        for n, kind in enumerate(kinds)
    ]


def withdraw(session, *, minutes_ago=1.0):
    """Consent is taken back at the desk, a minute ago."""
    withdraw_consent(
        plan=session.plan,
        row_id=uuid4(),
        given_by="Robin Patient",
        on_own_device=False,
        by=user_of(session.practitioner),
        at=timezone.now() - timedelta(minutes=minutes_ago),
    )


def inserted_then(*minutes_ago):
    """A device's batch: a needle opened and put in so many minutes ago, for each."""
    place = {"muscle": "anatomy/muscles/infraspinatus", "side": "right"}
    for one in minutes_ago:
        needle, then = uuid4(), timezone.now() - timedelta(minutes=one)
        yield said("opened", needle, at=then)
        yield said("inserted", needle, at=then + timedelta(seconds=1), **place)


def waiting(session):
    return to_be_told(session, against_gates(session, library()))


def tell(session, *, by=None, row_id=None, events=None, **fields):
    told = {"why": WHY, "done": "The lead was told.", "patient_was_told": True, **fields}
    return tell_deviation(
        session=session,
        row_id=row_id or uuid4(),
        events=events or waiting(session)[0].events,
        by=by or user_of(session.practitioner),
        at=timezone.now(),
        **told,
    )


def test_a_needle_after_consent_was_taken_back_is_signed_once_it_is_told(needled_late):
    with pytest.raises(Refused):
        sign(needled_late, at=timezone.now())
    tell(needled_late)
    signature = sign(needled_late, at=timezone.now())
    assert "Deviation: 1 needle into Infraspinatus, right." in signature.note
    assert WHY.rstrip(".") in signature.note
    severities = {one["statement"]: one["severity"] for one in signature.decision["reasons"]}
    assert severities["needling/rules/deviation-was-told"] == "precaution"
    label = library().get("needling/rules/consent-was-withdrawn", NeedlingRule).label
    assert label.lower() in signature.note


def test_what_held_only_between_the_first_needle_and_the_last_is_not_passed_over(browser, session):
    withdraw(session, minutes_ago=4)
    a_consent(session.plan, by=session.practitioner, at=timezone.now() - timedelta(minutes=2))
    answer = sent(browser, session, list(inserted_then(4.5, 3, 1)))
    named = [one.get("statements", []) for one in answer.json()["answers"]][1::2]
    assert [bool(one) for one in named] == [False, True, False]
    assert len(waiting(session)[0].events) == 1


def test_looking_back_reads_less_and_sees_the_same(browser, session):
    withdraw(session, minutes_ago=3)
    a_consent(session.plan, by=session.practitioner, at=timezone.now() - timedelta(minutes=2))
    then = LookingBack(session, library())
    for seconds in range(0, 360, 20):
        moment = timezone.now() - timedelta(seconds=seconds)
        on = timezone.localdate(moment)
        assert then.at(moment) == session_standing(session, on, library(), as_of=moment, events=())


def test_telling_lets_no_further_needle_in(browser, needled_late):
    tell(needled_late)
    needle = uuid4()
    sent(browser, needled_late, [said("opened", needle)], asking=True)
    where = {"muscle": "anatomy/muscles/infraspinatus", "side": "right"}
    answer = sent(browser, needled_late, [said("inserted", needle, **where)], asking=True)
    assert answers(answer) == ["refused"]


def test_a_further_needle_has_to_be_told_again(browser, needled_late):
    tell(needled_late)
    assert waiting(needled_late) == ()
    sent(browser, needled_late, life())
    assert len(waiting(needled_late)[0].events) == 1
    with pytest.raises(Refused) as refusal:
        sign(needled_late, at=timezone.now())
    assert "needling/rules/gate-was-open" in {r.statement for r in refusal.value.decision.reasons}


def test_a_needle_that_is_not_accounted_for_is_never_told_away(browser, needled_late):
    sent(browser, needled_late, life()[:2])
    tell(needled_late)
    with pytest.raises(Refused) as refusal:
        sign(needled_late, at=timezone.now())
    assert "needling/rules/needle-count" in {r.statement for r in refusal.value.decision.reasons}
    assert not needle_count(session_events(needled_late)).may_be_signed


def test_an_opened_needle_past_its_date_is_told_too(browser, session):
    old = uuid4()
    sent(browser, session, life())
    sent(browser, session, [said("opened", old, expires_on="2020-01-31"), said("discarded", old)])
    with pytest.raises(Refused):
        sign(session, at=timezone.now())
    assert waiting(session)[0].place is None
    tell(session, why="Seen only when it was thrown away; it was not used.")
    assert "Deviation: 1 needle opened." in sign(session, at=timezone.now()).note


def test_telling_twice_is_telling_once(needled_late):
    row, events = uuid4(), waiting(needled_late)[0].events
    assert tell(needled_late, row_id=row, events=events) == tell(
        needled_late, row_id=row, events=events
    )
    assert StatedDeviation.objects.count() == 1


def test_a_colleague_tells_nothing_in_somebody_elses_name(needled_late, lead):
    with pytest.raises(Refused, match="whose session it is"):
        tell(needled_late, by=lead)


def test_what_has_changed_since_the_page_was_opened_is_not_told_blindly(browser, needled_late):
    seen = waiting(needled_late)[0].events
    sent(browser, needled_late, life())
    with pytest.raises(Refused, match="Nothing was written"):
        tell(needled_late, events=seen)


def test_a_signed_session_takes_no_deviation(needled_late):
    events = waiting(needled_late)[0].events
    tell(needled_late)
    sign(needled_late, at=timezone.now())
    with pytest.raises(Refused, match="Already signed"):
        tell(needled_late, events=events)


def test_nobody_looks_at_their_own(needled_late):
    deviation = tell(needled_late)
    with pytest.raises(Refused, match="of their own"):
        review(deviation, user_of(needled_late.practitioner))


def review(deviation, by, follows="The tablet now says when consent was taken back."):
    return review_deviation(
        deviation=deviation, row_id=uuid4(), follows=follows, by=by, at=timezone.now()
    )


def test_a_lead_looks_at_it_once_even_after_the_signature(needled_late, lead):
    deviation = tell(needled_late)
    sign(needled_late, at=timezone.now())
    assert review(deviation, lead).follows
    with pytest.raises(Refused, match="has looked at this already"):
        review(deviation, lead, "Again")
    names = AuditEvent.objects.values_list("action", flat=True)
    assert {"needling.deviation_told", "needling.deviation_reviewed"} <= set(names)


def test_what_was_told_before_the_co_signature_is_in_the_note_with_the_review(needled_late, lead):
    review(tell(needled_late), lead)
    note = sign(needled_late, at=timezone.now()).note
    assert "looked at it on" in note


def test_the_page_asks_for_it_and_shows_it(browser, needled_late, lead):
    page = address(needled_late).removesuffix("events/")
    form = browser.get(page).content.decode()
    assert "Tell it by my name" in form
    events = " ".join(waiting(needled_late)[0].events)
    filled = {
        "row": uuid4(),
        "events": events,
        "why": "",
        "done": "Nothing",
        "patient_was_told": "no",
    }
    refused = browser.post(f"{page}deviations/", filled)
    assert refused.status_code == 422
    assert "Write what happened and why" in refused.content.decode()
    assert "Nothing</textarea>" in refused.content.decode()
    assert browser.post(f"{page}deviations/", filled | {"why": WHY}).status_code == 302
    shown = browser.get(page).content.decode()
    assert "The patient was not told yet." in shown
    assert "I have looked at it" not in shown
    of_lead = staff_client(lead)
    assert (
        "A needle against a gate"
        in of_lead.get(f"/clinics/{needled_late.clinic.slug}/").content.decode()
    )
    assert "I have looked at it" in of_lead.get(page).content.decode()
    row = StatedDeviation.objects.get()
    made = of_lead.post(
        f"{page}deviations/{row.pk}/review/", {"row": uuid4(), "follows": "Talked it over."}
    )
    assert made.status_code == 302
    assert "Talked it over." in browser.get(page).content.decode()


def test_a_clinician_may_not_look_at_it(browser, needled_late):
    row = tell(needled_late)
    page = address(needled_late).removesuffix("events/")
    answer = browser.post(f"{page}deviations/{row.pk}/review/", {"row": uuid4(), "follows": "No"})
    assert answer.status_code == 403
