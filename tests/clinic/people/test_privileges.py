"""Who may needle what: the lead sees it in one table, with what ends soon; and how the clinic counts sides."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from filiform.clinic.audit.models import AuditEvent
from filiform.clinic.knowledge import library
from filiform.clinic.people.queries_of_practice import practitioner_facts
from tests.factories import (
    a_clinic,
    a_clinician,
    a_credential,
    a_lead,
    a_practitioner,
    an_administrator,
    staff_client,
)
from tests.factories.instants import NOW

pytestmark = pytest.mark.django_db
THORAX = "needling/privileges/thorax"


@pytest.fixture
def clinic():
    return a_clinic(jurisdiction="us-fl")


@pytest.fixture
def practitioner(clinic):
    return a_practitioner(a_clinician(clinic), clinic)


def shown(client, clinic, page="staff/privileges/"):
    return " ".join(client.get(f"/clinics/{clinic.slug}/{page}").content.decode().split())


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (-1, "ended on"),
        (0, "ended on"),
        (1, "in 1 day."),
        (60, "in 60 days."),
        (61, None),
    ],
)
def test_the_lead_is_warned_of_a_credential_sixty_days_before_it_ends(
    clinic, practitioner, days, said
):
    ends = timezone.localdate() + timedelta(days=days)
    a_credential(practitioner, expires_on=ends, kind="Course")
    page = shown(staff_client(a_lead(clinic)), clinic)
    assert (said in page) if said else ("“Course”" not in page)


def test_the_lead_sees_what_the_law_asks_for_and_nobody_recorded(clinic, practitioner):
    a_credential(practitioner, hours=10, in_person_hours=10, privileges=[THORAX])
    page = shown(staff_client(a_lead(clinic)), clinic)
    assert f"{practitioner.display_name}: not on record." in page
    assert "supervision" in page


def test_whoever_has_no_credential_here_is_named(clinic, practitioner):
    a_credential(practitioner, jurisdiction="us-co")
    page = shown(staff_client(a_lead(clinic)), clinic)
    assert f"{practitioner.display_name} has no valid credential here" in page


def test_the_table_and_the_settings_are_the_lead_s_and_nobody_else_s(clinic, practitioner):
    elsewhere = a_lead(a_clinic())
    for page in ("staff/privileges/", "settings/"):
        where = f"/clinics/{clinic.slug}/{page}"
        assert staff_client(practitioner.membership.user).get(where).status_code == 403
        assert staff_client(elsewhere).get(where).status_code == 404
        assert staff_client(an_administrator(clinic)).get(where).status_code == 200


def test_a_credential_of_another_profession_does_not_count(clinic, practitioner):
    a_credential(practitioner, licensed_as="chiropractor", issued_on=NOW.date() - timedelta(days=9))
    a_credential(practitioner, issued_on=NOW.date() - timedelta(days=1))
    facts = practitioner_facts(practitioner, "us-fl", NOW.date(), library())
    assert facts.profession.value == "physical_therapist"
    assert len(facts.credentials) == 1


def test_supervised_sessions_count_only_with_the_name_of_who_signed_them_off(practitioner):
    with pytest.raises(IntegrityError), transaction.atomic():
        a_credential(practitioner, supervised_sessions=25)
    a_credential(practitioner, supervised_sessions=25, supervision_signed_by="Lena Brandt")
    facts = practitioner_facts(practitioner, "us-fl", NOW.date(), library())
    assert facts.supervised_sessions == 25


@pytest.mark.parametrize("statement", ["UPDATE {} SET privileges = '[]'", "DELETE FROM {}"])
def test_a_credential_is_still_never_changed_or_deleted(practitioner, statement):
    a_credential(practitioner)
    with (
        pytest.raises(IntegrityError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement.format("people_credential"))


def test_how_two_sides_count_is_declared_once_with_a_trace(clinic):
    lead = staff_client(a_lead(clinic))
    assert "Does one muscle needled on both sides" in shown(lead, clinic, "settings/")
    where = f"/clinics/{clinic.slug}/settings/"
    assert lead.post(where, {"side_counting": "three"}).status_code == 422
    assert lead.post(where, {"side_counting": "two_muscles"}).status_code == 302
    clinic.refresh_from_db()
    assert clinic.side_counting == "two_muscles"
    assert AuditEvent.objects.filter(action="clinic.settings_changed").count() == 1
