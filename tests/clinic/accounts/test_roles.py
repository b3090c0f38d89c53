"""What each role may do: one table, and these are its sentences."""

import pytest

from filiform.clinic.accounts.roles import Permission, Role, may

CLINICAL = [
    Permission.VIEW_EPISODE,
    Permission.RECORD_SCREENING,
    Permission.OVERRIDE_CONSTRAINT,
    Permission.SIGN_SESSION,
    Permission.PRINT_REPORT,
    Permission.REPORT_ADVERSE_EVENT,
]
SAFETY = [
    Permission.RECALL_LOT,
    Permission.VIEW_ADVERSE_EVENTS,
    Permission.READ_NEEDLE_STICKS,
]
EVERYBODY = [Permission.MANAGE_SUPPLIES, Permission.REPORT_NEEDLE_STICK]
OVERSIGHT = [
    Permission.MANAGE_STAFF,
    Permission.MANAGE_CREDENTIALS,
    Permission.MANAGE_CLINIC,
    Permission.VIEW_AUDIT,
]


@pytest.mark.parametrize("permission", CLINICAL)
def test_a_clinician_and_a_lead_do_what_is_clinical_and_an_administrator_does_not(permission):
    assert [may(role, permission) for role in Role] == [False, True, True, False]


@pytest.mark.parametrize("permission", OVERSIGHT)
def test_a_lead_and_an_administrator_oversee_and_a_clinician_does_not(permission):
    assert [may(role, permission) for role in Role] == [False, False, True, True]


@pytest.mark.parametrize("permission", SAFETY)
def test_only_a_lead_sees_what_happened_across_the_clinic_and_to_colleagues(permission):
    assert [may(role, permission) for role in Role] == [False, False, True, False]


@pytest.mark.parametrize("permission", EVERYBODY)
def test_everybody_who_works_here_takes_needles_in_and_says_that_they_were_pricked(permission):
    assert [may(role, permission) for role in Role] == [False, True, True, True]


@pytest.mark.parametrize("permission", Permission)
def test_a_patient_needs_no_permission_for_their_own_rows_and_has_none(permission):
    assert not may(Role.PATIENT, permission)
