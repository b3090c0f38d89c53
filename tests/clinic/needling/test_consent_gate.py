"""Consent at the table: for this form, these parts of the body and this technique; taken back, it closes at once."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from filiform.clinic.audit.action import Refused
from filiform.clinic.knowledge import library
from filiform.clinic.needling.actions import TapKind, add_muscle
from filiform.clinic.planning.actions import withdraw_consent
from filiform.clinic.planning.presenters.consent import ConsentForm
from filiform.clinic.planning.queries import consent_standing, current_plan
from filiform.clinical.ledger import MuscleSide
from filiform.clinical.planning import PlannedMuscle
from filiform.kernel.side import Side
from tests.factories.care import (
    DEEP,
    DELTOID,
    INFRASPINATUS,
    a_consent,
    a_draft,
    a_screened_episode,
    a_session,
    a_therapist,
    an_agreed_plan,
    an_episode_to_needle,
    an_event,
    sign,
    trigger_points,
    user_of,
)
from tests.factories.instants import NOW

pytestmark = pytest.mark.django_db
SUPINATOR = MuscleSide("anatomy/muscles/supinator", Side.RIGHT)
ELECTRICAL = "needling/techniques/electrical"
SOON = NOW + timedelta(minutes=5)
RULES = "needling/rules/consent-"


def taken_back(plan, therapist, at=SOON):
    return withdraw_consent(
        plan=plan,
        row_id=uuid4(),
        given_by="Robin Patient",
        on_own_device=True,
        by=user_of(therapist),
        at=at,
    )


def why_not(session, place, at=SOON):
    """What of consent keeps a needle out; nothing when it went in."""
    try:
        an_event(session, TapKind.INSERTED, place, at=at)
    except Refused as refusal:
        said = [one.statement for one in refusal.decision.reasons]
        return [one.removeprefix(RULES) for one in said if one.startswith(RULES)]
    return []


@pytest.fixture
def therapist():
    return a_therapist()


@pytest.fixture
def session(therapist):
    session = a_session(an_episode_to_needle(therapist), by=therapist)
    an_event(session, TapKind.OPENED, number=4)
    return session


def test_a_withdrawal_stops_the_next_needle_at_once(session, therapist):
    assert why_not(session, INFRASPINATUS, NOW) == []
    taken_back(session.plan, therapist)
    assert why_not(session, DELTOID) == ["was-withdrawn"]


def test_needles_in_the_body_come_out_after_a_withdrawal_and_the_session_is_signed(
    session, therapist
):
    an_event(session, TapKind.INSERTED, INFRASPINATUS, number=2)
    taken_back(session.plan, therapist)
    with pytest.raises(Refused):
        sign(session, at=SOON)
    an_event(session, TapKind.REMOVED_AND_DISCARDED, INFRASPINATUS, number=2, at=SOON)
    an_event(session, TapKind.DISCARDED_UNUSED, number=2, at=SOON)
    note = sign(session, at=SOON).note
    assert "Consent was taken back by the patient on 2 March 2026" in note
    assert "2 needles in and 2 out" in note


def test_the_page_says_to_take_out_what_is_still_in(session, therapist, browser):
    an_event(session, TapKind.INSERTED, INFRASPINATUS, number=2)
    taken_back(session.plan, therapist)
    where = (session.clinic.slug, session.episode_id, session.pk)
    page = browser.get(reverse("needling:session", args=where)).content.decode()
    assert "every needle that is in the body is taken out now" in " ".join(page.split())
    assert "2 needles are still in the body" in page


def test_consent_given_anew_opens_the_session_again(session, therapist):
    taken_back(session.plan, therapist)
    a_consent(session.plan, by=therapist, at=SOON + timedelta(minutes=1))
    assert why_not(session, INFRASPINATUS, SOON + timedelta(minutes=2)) == []


def test_a_changed_form_is_asked_for_again_and_a_newer_library_with_the_same_words_is_not(
    session, therapist, monkeypatch
):
    old = ConsentForm.text.fget
    monkeypatch.setattr(
        ConsentForm, "text", property(lambda form: old(form).replace("library ", "library 9"))
    )
    assert why_not(session, INFRASPINATUS) == []
    monkeypatch.setattr(
        ConsentForm, "text", property(lambda form: old(form) + "\nOne thing more.\n")
    )
    assert why_not(session, INFRASPINATUS) == ["is-of-the-present-form"]
    a_consent(session.plan, by=therapist, at=SOON)
    assert why_not(session, INFRASPINATUS) == []


def test_a_changed_form_does_not_keep_open_what_was_done_on_the_old_one(session, monkeypatch):
    an_event(session, TapKind.INSERTED, INFRASPINATUS, number=4)
    an_event(session, TapKind.REMOVED_AND_DISCARDED, INFRASPINATUS, number=4)
    monkeypatch.setattr(ConsentForm, "text", property(lambda form: "Something else."))
    assert sign(session).pk


def test_a_muscle_in_another_part_of_the_body_needs_a_form_that_names_it(session, therapist):
    given = {"place": SUPINATOR, "technique": DEEP, "reason": "Found today"}
    by = user_of(therapist)
    with pytest.raises(Refused) as refusal:
        add_muscle(session=session, row_id=uuid4(), **given, by=by, at=NOW)
    assert f"{RULES}covers-the-region" in [one.statement for one in refusal.value.decision.reasons]
    trigger_points(session.episode, [SUPINATOR], by=therapist)
    plan = an_agreed_plan(
        session.episode, by=therapist, draft=a_draft([SUPINATOR]), replacing=session.plan
    )
    a_consent(plan, by=therapist, at=SOON)
    add_muscle(session=session, row_id=uuid4(), **given, by=by, at=SOON)
    assert why_not(session, SUPINATOR) == []
    assert why_not(session, INFRASPINATUS) == []


def test_taking_back_the_consent_to_a_newer_plan_stops_the_session_on_the_old_one(
    session, therapist
):
    plan = an_agreed_plan(
        session.episode, by=therapist, draft=a_draft([DELTOID]), replacing=session.plan
    )
    a_consent(plan, by=therapist, at=SOON)
    taken_back(plan, therapist, at=SOON + timedelta(minutes=1))
    assert why_not(session, INFRASPINATUS, SOON + timedelta(minutes=2)) == ["was-withdrawn"]


def test_consent_without_the_tick_for_the_current_is_none_to_a_current(therapist):
    episode = a_screened_episode(therapist)
    muscles = (PlannedMuscle(muscle=DELTOID.muscle, side=Side.RIGHT, technique=ELECTRICAL),)
    plan = an_agreed_plan(
        episode, by=therapist, draft=a_draft(muscles=(*muscles, *a_draft([INFRASPINATUS]).muscles))
    )
    a_consent(plan, by=therapist, confirmed=_without_current(plan))
    consent = consent_standing(current_plan(episode), library())
    assert consent.techniques == (DEEP,)
    session = a_session(episode, by=therapist)
    an_event(session, TapKind.OPENED, number=2)
    assert "is-current" in why_not(session, DELTOID)
    assert why_not(session, INFRASPINATUS) == []


def _without_current(plan):
    from filiform.clinic.planning.presenters.consent import consent_form
    from filiform.clinic.planning.queries import planned_muscles

    form = consent_form(planned_muscles(plan), library())
    return [part.id for part in form.parts if part.is_key and not part.is_choice]


def test_before_a_session_the_gate_says_what_became_of_consent(therapist, browser, monkeypatch):
    plan = current_plan(an_episode_to_needle(therapist))
    where = reverse("needling:stage", args=(plan.clinic.slug, plan.episode_id))
    taken_back(plan, therapist)
    assert "The patient has taken consent back" in browser.get(where).content.decode()
    a_consent(plan, by=therapist, at=SOON + timedelta(minutes=1))
    assert "taken consent back" not in browser.get(where).content.decode()
    monkeypatch.setattr(ConsentForm, "text", property(lambda form: "Something else."))
    page = " ".join(browser.get(where).content.decode().split())
    assert "What the form says has changed since the patient signed it" in page
    assert "Take consent" in page
