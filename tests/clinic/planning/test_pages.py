"""The pages of planning: who may open them, what they show, and that nothing typed is lost."""

import re
from uuid import uuid4

import pytest
from django.utils import timezone

from filiform.clinic.planning.models import Consent, Plan
from filiform.clinic.planning.presenters.muscle_choices import muscle_value
from filiform.clinic.planning.queries import current_consent
from tests.factories import a_clinic, a_clinician, an_administrator, patient_client, staff_client
from tests.factories.care import (
    DELTOID,
    INFRASPINATUS,
    a_consent,
    a_screened_episode,
    an_agreed_plan,
)

pytestmark = pytest.mark.django_db
QUERIES = 45


def address(episode, rest=""):
    return f"/clinics/{episode.clinic.slug}/episodes/{episode.pk}/planning/{rest}"


def typed(**fields):
    given = {
        "row": str(uuid4()),
        "goal": "Lift my grandchild again",
        "indication": "planning/indications/chronic-muscle-pain",
        "muscles": [muscle_value(INFRASPINATUS.muscle, INFRASPINATUS.side)],
        "technique-infraspinatus": "needling/techniques/deep",
        "protocol": "planning/protocols/rotator-cuff",
        "sessions": "4",
        "days_between": "7",
    }
    return given | fields


def words(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_a_plan_is_agreed_and_shown(browser, episode):
    answer = browser.post(address(episode, "plan/"), typed())
    assert answer.headers["Location"] == address(episode)
    page = words(browser.get(address(episode)))
    assert "Lift my grandchild again" in page
    assert "Rotator cuff loading" in page


def test_a_refused_plan_says_why_stores_nothing_and_keeps_what_was_typed(browser, episode):
    answer = browser.post(
        address(episode, "plan/"),
        typed(protocol="", goal="Reach the <b>top</b> shelf", sessions="5"),
    )
    page = words(answer)
    assert answer.status_code == 422
    assert not Plan.objects.exists()
    assert "Needling is part of a plan with exercise" in page
    assert "Reach the &lt;b&gt;top&lt;/b&gt; shelf" in page
    assert 'value="5"' in page
    assert 'value="anatomy/muscles/infraspinatus:right" id="muscle-infraspinatus-right"' in page
    assert page.count("checked") >= 2


def test_a_form_with_nothing_that_can_be_read_is_answered_with_what_is_wrong(browser, episode):
    answer = browser.post(
        address(episode, "plan/"),
        {"row": "x", "muscles": "no:where", "sessions": "many", "indication": "made/up"},
    )
    assert answer.status_code == 422
    assert "There is something to put right" in words(answer)
    assert not Plan.objects.exists()


def test_the_verdict_follows_what_is_filled_in(browser, episode):
    bad = words(browser.post(address(episode, "plan/judge/"), typed(goal="")))
    good = words(browser.post(address(episode, "plan/judge/"), typed()))
    assert "The plan cannot be agreed" in bad
    assert "The plan can be agreed" in good
    assert not Plan.objects.exists()


def test_checking_the_plan_without_javascript_stores_nothing(browser, episode):
    answer = browser.post(address(episode, "plan/"), typed(check="1"))
    assert answer.status_code == 200
    assert "The plan can be agreed" in words(answer)
    assert not Plan.objects.exists()


def test_sending_the_form_twice_agrees_one_plan(browser, episode):
    same = typed()
    for _ in range(2):
        assert browser.post(address(episode, "plan/"), same).status_code == 302
    assert Plan.objects.count() == 1


def test_what_was_begun_is_there_the_next_time_and_is_no_plan(browser, episode):
    begun = typed(goal="Reach the top shelf", protocol="")
    assert browser.post(address(episode, "plan/draft/"), begun | {"draft": "1"}).status_code == 204
    page = words(browser.get(address(episode, "plan/")))
    assert "This is what you had begun" in page
    assert "Reach the top shelf" in page
    assert re.search(r'id="muscle-infraspinatus-right"[^>]* checked', page)
    assert not Plan.objects.exists()
    assert "Reach the top shelf" not in words(browser.get(address(episode, "plan/?fresh=1")))


def test_agreeing_ends_the_draft(browser, episode):
    browser.post(address(episode, "plan/draft/"), typed(goal="An older wording"))
    browser.post(address(episode, "plan/"), typed())
    page = words(browser.get(address(episode, "plan/")))
    assert "An older wording" not in page
    assert "This is what you had begun" not in page


def test_another_clinic_does_not_know_the_episode(episode):
    stranger = staff_client(a_clinician(a_clinic()))
    assert stranger.get(address(episode, "plan/")).status_code == 404
    other = a_clinic()
    elsewhere = staff_client(a_clinician(other))
    moved = f"/clinics/{other.slug}/episodes/{episode.pk}/planning/plan/"
    assert elsewhere.get(moved).status_code == 404


def test_an_administrator_makes_no_plan(episode):
    browser = staff_client(an_administrator(episode.clinic))
    answer = browser.post(address(episode, "plan/"), typed())
    assert answer.status_code == 403
    assert "make a plan" in words(answer)


def test_the_plan_page_asks_the_database_a_bounded_number_of_things(
    browser, episode, django_assert_max_num_queries
):
    with django_assert_max_num_queries(QUERIES):
        assert browser.get(address(episode, "plan/")).status_code == 200


def test_consent_is_signed_on_the_clinicians_device_and_can_be_printed(browser, therapist, episode):
    plan = an_agreed_plan(episode, by=therapist, at=timezone.now())
    page = browser.get(address(episode, "consent/"))
    answer = browser.post(address(episode, "consent/"), signature(page))
    assert answer.headers["Location"] == address(episode)
    consent = current_consent(plan.episode)
    assert not consent.on_own_device
    assert consent.text.splitlines()[-1] in words(
        browser.get(address(episode, f"consent/{consent.pk}/"))
    )


def test_a_consent_without_a_name_keeps_the_ticks(browser, therapist, episode):
    an_agreed_plan(episode, by=therapist, at=timezone.now())
    page = browser.get(address(episode, "consent/"))
    answer = browser.post(address(episode, "consent/"), signature(page, given_by=""))
    assert answer.status_code == 422
    assert "Type your full name to sign" in words(answer)
    assert "checked" in words(answer)
    assert not Consent.objects.exists()


def signature(page, **fields):
    form = page.context["form"]
    ticks = {part.name: "on" for part in form.consent.parts if part.is_key}
    given = {"row": str(uuid4()), "sha256": form.consent.sha256, "given_by": "Robin Patient"}
    return given | ticks | fields


def test_the_clinician_records_that_consent_was_taken_back(browser, therapist, episode):
    plan = an_agreed_plan(episode, by=therapist, at=timezone.now())
    a_consent(plan, by=therapist, at=timezone.now())
    browser.post(
        address(episode, "consent/withdraw/"), {"row": str(uuid4()), "given_by": "Robin Patient"}
    )
    assert current_consent(plan.episode) is None
    again = browser.post(
        address(episode, "consent/withdraw/"), {"row": str(uuid4()), "given_by": "Robin Patient"}
    )
    assert again.status_code == 422


def test_the_patient_signs_and_takes_back_on_the_phone(therapist, episode):
    plan = an_agreed_plan(episode, by=therapist, at=timezone.now())
    phone = patient_client(episode.patient)
    mine = f"/my/consent/{plan.pk}/"
    page = phone.get(mine)
    assert phone.post(mine, signature(page)).headers["Location"] == mine
    assert current_consent(plan.episode).on_own_device
    assert "You said yes" in words(phone.get(mine))
    phone.post(f"{mine}withdraw/", {"row": str(uuid4())})
    assert current_consent(plan.episode) is None


def test_another_patient_sees_neither_the_form_nor_the_plan(therapist, episode):
    plan = an_agreed_plan(episode, by=therapist, at=timezone.now())
    other = a_screened_episode(therapist, at=timezone.now())
    phone = patient_client(other.patient)
    assert phone.get(f"/my/consent/{plan.pk}/").status_code == 404
    assert phone.post(f"/my/consent/{plan.pk}/withdraw/", {"row": uuid4()}).status_code == 404
    assert "Lift my grandchild" not in words(phone.get("/my/plan/"))


def test_the_patient_reads_the_plan_in_plain_words(therapist, episode):
    an_agreed_plan(episode, by=therapist, at=timezone.now())
    page = words(patient_client(episode.patient).get("/my/plan/"))
    for said in (
        "Lift my grandchild again",
        "4 sessions, 7 days between them",
        "Some pain is fine",
    ):
        assert said in page
    assert DELTOID.muscle not in page


def test_a_patient_without_a_plan_is_told_so(therapist):
    episode = a_screened_episode(therapist, at=timezone.now())
    assert "No plan yet" in words(patient_client(episode.patient).get("/my/plan/"))
