"""The note and the consent as files: whole, in order, late where they are late, and each download on record."""

from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from filiform.clinic.audit.models import AuditEvent
from filiform.clinic.knowledge import library
from filiform.clinic.needling.actions import (
    TapKind,
    add_addendum,
    co_sign_session,
    name_supervisor,
    sign_session,
)
from filiform.clinic.planning.actions import withdraw_consent
from filiform.clinic.planning.models import Consent
from tests.factories import staff_client
from tests.factories.care import (
    INFRASPINATUS,
    a_session,
    a_signed_session,
    a_therapist,
    an_episode_to_needle,
    needle,
    user_of,
)
from tests.factories.instants import NOW
from tests.reference.pdf_ua import faults

pytestmark = pytest.mark.django_db
PDF = "application/pdf"
MARKUP = "#let $x$ [y] *b* _i_ <script>alert(1)</script> \\ @ref"


def note_url(session):
    where = (session.clinic.slug, session.episode_id, session.pk)
    return reverse("needling:note_pdf", args=where)


def consent_url(consent):
    return reverse(
        "planning:consent_pdf", args=(consent.clinic.slug, consent.episode_id, consent.pk)
    )


def opened(response):
    assert (response.status_code, response["Content-Type"]) == (200, PDF)
    assert faults(response.content) == []
    return PdfReader(BytesIO(response.content))


def words_of(response):
    text = "\n".join(page.extract_text() for page in opened(response).pages)
    return " ".join(text.replace("\N{ZERO WIDTH SPACE}", "").split())


@pytest.fixture
def therapist():
    return a_therapist()


@pytest.fixture
def browser(therapist):
    return staff_client(user_of(therapist))


def test_the_note_on_paper_is_the_note_that_was_signed(therapist, browser):
    session = a_signed_session(therapist, yes=["anticoagulant"])
    words = words_of(browser.get(note_url(session)))
    for line in session.signature.note.splitlines():
        assert " ".join(line.split()) in words
    patient = session.episode.patient
    for said in (patient.name, therapist.display_name, session.clinic.name, library().version):
        assert said in words
    assert "Sources" in words
    assert "Statement screening/" in words
    assert words.index("Note") < words.index("What was weighed before signing")


def test_the_note_on_paper_is_tagged_and_names_its_language_and_title(therapist, browser):
    reader = opened(browser.get(note_url(a_signed_session(therapist))))
    root = reader.trailer["/Root"]
    assert "/StructTreeRoot" in root
    assert "/MarkInfo" in root
    assert root["/Lang"]
    assert reader.metadata.title == "Needling session of 2 March 2026"


def test_what_was_added_stands_below_the_note_that_stays(therapist, browser):
    session = a_signed_session(therapist)
    text = f"{MARKUP} שלום \N{SLIGHTLY SMILING FACE}\n" + "Long. " * 600
    add_addendum(session=session, row_id=uuid4(), text=text[:4000], by=user_of(therapist), at=NOW)
    words = words_of(browser.get(note_url(session)))
    assert MARKUP in words
    assert "[U+1F642 slightly smiling face]" in words
    assert words.index("Dry needling on 2 March 2026") < words.index(MARKUP)


def test_a_patient_whose_name_is_markup_or_runs_the_other_way_gets_a_note(therapist, browser):
    session = a_signed_session(therapist)
    for family_name in ("#panic() $x$", "עומר", "\N{BONE}", "Robert'); DROP TABLE--"):
        patient = session.episode.patient
        patient.family_name = family_name
        patient.save()
        assert words_of(browser.get(note_url(session)))


def test_a_note_signed_on_a_later_day_says_so_on_the_page_and_on_paper(therapist, browser):
    session = a_session(an_episode_to_needle(therapist), by=therapist)
    needle(session, {INFRASPINATUS: 1})
    later = NOW + timedelta(days=3)
    sign_session(session=session, row_id=uuid4(), by=user_of(therapist), at=later)
    said = "Late entry, written on 5 March 2026"
    assert said in session.signature.note.splitlines()[0]
    page = browser.get(
        reverse("needling:session", args=(session.clinic.slug, session.episode_id, session.pk))
    )
    assert page.content.decode().count(said) == 1
    words = words_of(browser.get(note_url(session)))
    assert words.count(said) == 1
    assert "about 2 March 2026" in words


def test_a_note_signed_on_the_day_is_not_late(therapist):
    assert "Late entry" not in a_signed_session(therapist).signature.note


def test_an_event_that_was_entered_long_after_it_happened_is_marked(therapist):
    session = a_session(an_episode_to_needle(therapist), by=therapist)
    needle(session, {INFRASPINATUS: 1})
    row = session.events.first()
    assert row is not None
    session.events.create(
        clinic_id=session.clinic_id,
        type=TapKind.TWITCH,
        muscle=INFRASPINATUS.muscle,
        side=INFRASPINATUS.side,
        at=NOW,
        device_at=NOW,
        recorded_at=NOW + timedelta(minutes=45),
        recorded_by=user_of(therapist),
    )
    signature = sign_session(
        session=session, row_id=uuid4(), by=user_of(therapist), at=NOW + timedelta(minutes=50)
    )
    assert "1 event was entered more than 30 minutes after happening" in signature.note


def test_there_is_no_note_before_the_session_is_signed(therapist, browser):
    session = a_session(an_episode_to_needle(therapist), by=therapist)
    assert browser.get(note_url(session)).status_code == 404


def test_every_download_is_on_record(therapist, browser):
    session = a_signed_session(therapist)
    consent = Consent.objects.get(plan=session.plan)
    for url in (note_url(session), consent_url(consent)):
        assert "patient" not in browser.get(url)["Content-Disposition"].lower()
    actions = list(AuditEvent.objects.order_by("sequence").values_list("action", flat=True))
    assert actions[-2:] == ["needling.note_downloaded", "planning.consent_downloaded"]


def test_somebody_of_another_clinic_finds_neither(therapist):
    session = a_signed_session(therapist)
    stranger = staff_client(user_of(a_therapist()))
    consent = Consent.objects.get(plan=session.plan)
    assert stranger.get(note_url(session)).status_code == 404
    assert stranger.get(consent_url(consent)).status_code == 404


def test_the_consent_on_paper_is_the_text_that_was_signed(therapist, browser):
    session = a_session(an_episode_to_needle(therapist), by=therapist)
    consent = Consent.objects.get(plan=session.plan)
    words = words_of(browser.get(consent_url(consent)))
    for line in consent.text.splitlines()[2:]:
        assert " ".join(line.split()) in words, line
    assert consent.given_by in words
    assert consent.sha256 in words.replace(" ", "")
    assert "Confirmed by Robin Patient." in words
    assert "Sources" in words


def test_a_consent_that_was_taken_back_says_so_on_paper(therapist, browser):
    session = a_session(an_episode_to_needle(therapist), by=therapist)
    consent = Consent.objects.get(plan=session.plan)
    withdrawal = withdraw_consent(
        plan=session.plan,
        row_id=uuid4(),
        given_by="Robin Patient",
        on_own_device=True,
        by=user_of(therapist),
        at=timezone.now(),
    )
    assert "Taken back by Robin Patient on" in words_of(browser.get(consent_url(consent)))
    assert "taken back" in words_of(browser.get(consent_url(withdrawal)))


def test_a_supervised_session_names_its_supervisor_on_paper(therapist, browser):
    session = a_session(an_episode_to_needle(therapist), by=therapist)
    supervisor = a_therapist(session.clinic)
    given = {"session": session, "by": user_of(therapist), "at": NOW}
    name_supervisor(**given, row_id=uuid4(), supervisor=supervisor)
    needle(session, {INFRASPINATUS: 1})
    co_sign_session(session=session, row_id=uuid4(), by=user_of(supervisor), at=NOW)
    sign_session(**given, row_id=uuid4())
    assert f"Co-signed {supervisor.display_name}, 2 March 2026" in words_of(
        browser.get(note_url(session))
    )
