"""A form that says something else now: clinician and patient are told, and the old yes can still be taken back."""

from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader

from filiform.clinic.audit.models import AuditEvent
from filiform.clinic.planning.presenters.consent import ConsentForm
from tests.factories import patient_client, staff_client
from tests.factories.care import (
    a_consent,
    a_screened_episode,
    a_therapist,
    an_agreed_plan,
    user_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def therapist():
    return a_therapist()


@pytest.fixture
def plan(therapist):
    plan = an_agreed_plan(a_screened_episode(therapist), by=therapist)
    a_consent(plan, by=therapist)
    return plan


@pytest.fixture
def changed(plan, monkeypatch):
    """The form says one thing more than it did."""
    old = ConsentForm.text.fget
    monkeypatch.setattr(ConsentForm, "text", property(lambda form: old(form) + "\nOne more.\n"))


def words(answer):
    return " ".join(answer.content.decode().split())


def stage(plan):
    return reverse("planning:stage", args=(plan.clinic.slug, plan.episode_id))


@pytest.mark.usefixtures("changed")
def test_the_clinician_is_told_that_the_form_has_changed(plan, therapist):
    page = words(staff_client(user_of(therapist)).get(stage(plan)))
    assert "To be signed anew" in page
    assert "Take consent on this device" in page
    assert "The patient withdraws consent" in page


def test_nobody_is_told_so_while_it_says_the_same(plan, therapist):
    assert "To be signed anew" not in words(staff_client(user_of(therapist)).get(stage(plan)))


@pytest.mark.usefixtures("changed")
def test_the_patient_reads_and_signs_it_again_or_takes_the_old_yes_back(plan):
    phone = patient_client(plan.episode.patient)
    page = words(phone.get(reverse("planning:my_consent", args=(plan.pk,))))
    assert "This form has changed since you signed it." in page
    assert "I agree and sign" in page
    assert "Take my consent back" in page
    assert "To read and sign" in words(phone.get("/my/"))


def test_the_patient_keeps_a_copy_of_what_was_signed(plan):
    phone = patient_client(plan.episode.patient)
    copy = phone.get(reverse("planning:my_consent_pdf", args=(plan.pk,)))
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(copy.content)).pages)
    assert "Consent to dry needling" in text
    last = AuditEvent.objects.filter(clinic_id=plan.clinic_id).latest("sequence")
    assert (last.action, last.actor_role) == ("planning.consent_downloaded", "patient")


def test_nobody_else_s_patient_gets_a_copy(plan, therapist):
    other = a_screened_episode(therapist).patient
    where = reverse("planning:my_consent_pdf", args=(plan.pk,))
    assert patient_client(other).get(where).status_code == 404
