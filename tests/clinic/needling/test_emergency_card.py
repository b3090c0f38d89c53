"""The emergency card: one tap from the session, with the number of the place and what to tell about this patient."""

from uuid import uuid4

import pytest
from django.utils import timezone

from filiform.clinic.knowledge import library
from filiform.clinic.needling.actions import TapKind, record_answers
from filiform.knowledge.model.concept import Source
from filiform.knowledge.model.needling import EmergencyProcedure
from tests.factories import a_patient, patient_client, staff_client
from tests.factories.care import (
    INFRASPINATUS,
    a_therapist,
    an_event,
    user_of,
)

pytestmark = pytest.mark.django_db
PROCEDURES = library().all(EmergencyProcedure)


def beside_the_table(session):
    episode = session.episode
    return (
        f"/clinics/{episode.clinic.slug}/episodes/{episode.pk}/needling/{session.pk}/emergencies/"
    )


def on_the_wall(clinic):
    return f"/clinics/{clinic.slug}/emergencies/"


def words(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_the_card_is_one_tap_from_the_session_and_leads_back(browser, session):
    card = beside_the_table(session)
    page = card.removesuffix("emergencies/")
    assert f'href="{card}"' in words(browser.get(page))
    assert f'href="{page}"' in words(browser.get(card))


@pytest.mark.parametrize("procedure", PROCEDURES, ids=lambda one: one.id)
def test_every_procedure_says_what_is_first_and_where_it_comes_from(browser, session, procedure):
    page = words(browser.get(beside_the_table(session)))
    slug = procedure.id.rsplit("/", 1)[-1]
    assert f'href="#{slug}"' in page
    assert procedure.first.replace("{number}", "911").replace("’", "&#x27;")[:30] in page
    for citation in procedure.citations:
        assert library().get(citation.source, Source).label in page


def test_the_number_is_that_of_the_country_and_can_be_pressed(browser, session):
    clinic = session.clinic
    assert 'href="tel:911"' in words(browser.get(on_the_wall(clinic)))
    clinic.jurisdiction = "nz"
    clinic.save()
    page = words(browser.get(on_the_wall(clinic)))
    assert 'href="tel:111"' in page
    assert "Call 111 now, and stop needling." in page
    assert "{number}" not in page


def test_where_the_country_is_unknown_no_number_is_made_up(browser, session):
    clinic = session.clinic
    clinic.jurisdiction = "xx"
    clinic.save()
    page = words(browser.get(on_the_wall(clinic)))
    assert "Call the emergency number now, and stop needling." in page
    assert 'href="tel:999"' in page
    assert 'href="tel:911"' in page


def test_what_to_tell_names_the_muscles_that_were_needled_so_far(browser, session):
    assert "None yet" in words(browser.get(beside_the_table(session)))
    record_answers(
        session=session, row_id=uuid4(), new=(), by=user_of(session.practitioner), at=timezone.now()
    )
    an_event(session, TapKind.OPENED, at=timezone.now())
    an_event(session, TapKind.INSERTED, INFRASPINATUS, at=timezone.now())
    page = words(browser.get(beside_the_table(session)))
    assert "Infraspinatus, right" in page
    assert "30 mm" in page


def test_the_card_for_the_wall_names_no_patient(browser, session):
    page = words(browser.get(on_the_wall(session.clinic)))
    assert session.episode.patient.name not in page
    assert "Tell whoever comes" not in page


def test_neither_a_patient_nor_a_stranger_opens_the_card_of_a_session(session, client):
    card = beside_the_table(session)
    assert patient_client(a_patient(session.clinic)).get(card).status_code == 404
    assert client.get(card).status_code == 302
    assert staff_client(user_of(a_therapist())).get(card).status_code == 404
