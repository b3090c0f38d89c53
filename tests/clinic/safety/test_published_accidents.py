"""Three published accidents, told again from the table to the emergency department and the report of it.

S1: Mintken 2025, DOI 10.1093/ptj/pzaf078. S2: chest pain two hours after needling of the back.
S5: PMC12354976, a bleed beside the cord taken for a stroke.
"""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from filiform.clinical.facts import AnswerValue
from filiform.clinical.ledger import MuscleSide
from filiform.kernel.side import Side
from tests.factories import patient_client, staff_client
from tests.factories.care import (
    TapKind,
    a_session,
    a_signed_session,
    a_therapist,
    an_episode_to_needle,
    an_event,
    sign,
    user_of,
)
from tests.factories.followup import a_check_in

pytestmark = pytest.mark.django_db
RHOMBOIDS = MuscleSide("anatomy/muscles/rhomboids", Side.LEFT)
LOWER_TRAPEZIUS = MuscleSide("anatomy/muscles/lower-trapezius", Side.RIGHT)
SPLENIUS = MuscleSide("anatomy/muscles/splenius-capitis", Side.LEFT)
BRACKETED = "Rib bracketing, index and middle finger in the spaces between the ribs"


@pytest.fixture
def now():
    return timezone.now()


def words(answer) -> str:
    return " ".join(answer.content.decode().split())


def needling(session, rest=""):
    return (
        f"/clinics/{session.clinic.slug}/episodes/{session.episode_id}/needling/{session.pk}/{rest}"
    )


def aftercare(session, rest=""):
    return f"/clinics/{session.clinic.slug}/episodes/{session.episode_id}/aftercare/{rest}"


def bracketed(browser, session, now):
    """Opened and put in by the device, with the words about the way in."""
    needle = str(uuid4())
    where = {"muscle": RHOMBOIDS.muscle, "side": RHOMBOIDS.side.value}
    events = [
        {"id": str(uuid4()), "type": "opened", "needle": needle, "lot": "A1234", "length_mm": 15},
        {"id": str(uuid4()), "type": "inserted", "needle": needle, "approach": BRACKETED, **where},
    ]
    sent = {"sent_at": timezone.now().isoformat(), "asking": True}
    sent["events"] = [{**one, "at": now.isoformat()} for one in events]
    answer = browser.post(needling(session, "events/"), json.dumps(sent), "application/json")
    assert [one["answer"] for one in answer.json()["answers"]] == ["accepted", "accepted"]


def test_s1_a_sharp_pain_beside_the_shoulder_blade_is_followed_although_the_rib_was_held(now):
    began = now - timedelta(hours=20)
    therapist = a_therapist()
    episode = an_episode_to_needle(therapist, (RHOMBOIDS,), at=began)
    session = a_session(episode, by=therapist, at=began)
    browser = staff_client(user_of(therapist))
    bracketed(browser, session, began)
    # An unusually sharp pain as it went in: flagged at once, with the advice.
    an_event(session, TapKind.SHARP_PAIN, RHOMBOIDS, at=began)
    page = words(browser.get(needling(session)))
    assert "Sharp pain as a needle went in" in page
    assert "Examine breathing before the patient leaves" in page
    an_event(session, TapKind.REMOVED_AND_DISCARDED, RHOMBOIDS, at=began)
    sign(session, at=began)
    # The aftercare of a needled chest is there, although the rib was held.
    stage = words(browser.get(aftercare(session)))
    assert "Flagged at the table" in stage
    assert "Treat as a pneumothorax" in stage
    assert "Breathless" in stage or "breath" in stage
    # The next day the patient is short of breath.
    check_in = a_check_in(session, hours=20, said={"breathlessness": AnswerValue.YES})
    phone = patient_client(session.episode.patient)
    mine = words(phone.get(f"/my/check-in/{session.pk}/{check_in.pk}/"))
    assert "Get help now" in mine
    assert "Rhomboids, left" in mine
    theirs = words(browser.get(aftercare(session, f"{session.pk}/check-ins/{check_in.pk}/")))
    assert "Emergency sign" in theirs
    assert f"adverse-events/add/?check_in={check_in.pk}" in theirs
    # It was a collapsed lung: two presses from the check-in, and everybody who must know is a task.
    page = words(browser.get(needling(session, f"adverse-events/add/?check_in={check_in.pk}")))
    assert "Rhomboids, left" in page
    form = {"row": str(uuid4()), "event": "aftercare/adverse_events/pneumothorax"}
    form |= {"place": "anatomy/muscles/rhomboids|left", "check_in": str(check_in.pk)}
    page = words(browser.post(needling(session, "adverse-events/add/"), form, follow=True))
    assert "Tell the emergency department or the ambulance at once" in page
    assert "Say that rib bracketing does not rule it out." in page
    assert "from a check-in" in page


def test_s2_chest_pain_two_hours_after_needling_of_the_back_is_an_emergency(now):
    therapist = a_therapist()
    session = a_signed_session(therapist, (LOWER_TRAPEZIUS,), at=now - timedelta(hours=2))
    check_in = a_check_in(session, hours=2, said={"chest-pain": AnswerValue.YES})
    mine = words(
        patient_client(session.episode.patient).get(f"/my/check-in/{session.pk}/{check_in.pk}/")
    )
    assert "Get help now" in mine
    assert "911" in mine
    browser = staff_client(user_of(therapist))
    assert "A sign after needling was reported" in words(
        browser.get(f"/clinics/{session.clinic.slug}/")
    )


def test_s5_whoever_comes_for_a_stroke_is_told_of_the_needling_and_the_blood_thinner(now):
    began = now - timedelta(hours=1)
    therapist = a_therapist()
    episode = an_episode_to_needle(therapist, (SPLENIUS,), at=began, yes=("antiplatelet",))
    session = a_signed_session(therapist, (SPLENIUS,), at=began, episode=episode)
    # The card that is read to the ambulance.
    card = words(staff_client(user_of(therapist)).get(needling(session, "emergencies/")))
    tell = card[card.index("Tell whoever comes") :]
    assert "Dry needling" in tell
    assert "Splenius capitis, left" in tell
    assert "antiplatelet" in tell.casefold()
    # And the patient's own page, when one side is weak.
    check_in = a_check_in(session, hours=1, said={"one-sided-weakness": AnswerValue.YES})
    mine = words(patient_client(episode.patient).get(f"/my/check-in/{session.pk}/{check_in.pk}/"))
    assert "Get help now" in mine
    assert "Read this to them, or show it" in mine
    assert "Splenius capitis, left" in mine
    assert "antiplatelet" in mine.casefold()
