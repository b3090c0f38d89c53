"""Small functions that make the rows a test needs: `a_clinic()`, `a_clinician(clinic)`, `a_patient(clinic)`, …"""

from tests.factories.episodes import an_episode
from tests.factories.people import (
    a_clinic,
    a_clinician,
    a_credential,
    a_lead,
    a_patient,
    a_practitioner,
    an_administrator,
    staff_of,
)
from tests.factories.records import an_imported_record
from tests.factories.sessions import patient_client, staff_client

__all__ = [
    "a_clinic",
    "a_clinician",
    "a_credential",
    "a_lead",
    "a_patient",
    "a_practitioner",
    "an_administrator",
    "an_episode",
    "an_imported_record",
    "patient_client",
    "staff_client",
    "staff_of",
]
