"""Object-level access with ids that exist: rows of another patient or episode, put into one's own addresses."""

from typing import Any

import pytest

from filiform.clinic.needling.models import NeedlingSession
from tests.factories import a_lead, a_patient, an_episode, patient_client, staff_client
from tests.factories.addresses import Address, addresses
from tests.factories.care import a_signed_session, a_therapist

pytestmark = pytest.mark.django_db

NOT_THERE = {404, 405}
MINE = [one for one in addresses() if one.pattern.startswith("my/") and "<uuid:" in one.pattern]
WITHIN = [
    one
    for one in addresses()
    if "episodes/<uuid:episode>/" in one.pattern and one.pattern.count("<uuid:") > 1
]


def name(address: Address) -> str:
    return address.pattern


@pytest.fixture
def theirs() -> NeedlingSession:
    """A session of somebody else, with everything that led to it."""
    return a_signed_session(a_therapist())


def ids(session: NeedlingSession) -> dict[str, Any]:
    episode = session.episode
    return {
        "session": session.pk,
        "plan": session.plan_id,
        "consent": session.plan.consents.get().pk,
        "screening": episode.screenings.get().pk,
        "finding": "anticoagulant",
        "day": episode.opened_on.isoformat(),
    }


@pytest.mark.parametrize("address", MINE, ids=name)
def test_a_patient_reads_and_writes_nothing_with_the_ids_of_another(
    address: Address, theirs: NeedlingSession
):
    browser = patient_client(a_patient(theirs.clinic))
    where = address.filled(episode=theirs.episode_id, **ids(theirs))
    assert browser.get(where).status_code in NOT_THERE
    assert browser.post(where, {"value": "yes"}).status_code in NOT_THERE


@pytest.mark.parametrize("address", WITHIN, ids=name)
def test_rows_of_one_episode_are_not_found_under_another_of_the_same_clinic(
    address: Address, theirs: NeedlingSession
):
    clinic = theirs.clinic
    own = an_episode(a_patient(clinic))
    where = address.filled(clinic=clinic.slug, episode=own.pk, **ids(theirs))
    browser = staff_client(a_lead(clinic))
    assert browser.get(where).status_code in NOT_THERE
    assert browser.post(where).status_code in NOT_THERE


# A check-in has to be begun first, and a question stands only while it is asked.
COMES_LATER = ("<uuid:check_in>", "<slug:finding>")


@pytest.mark.parametrize(
    "address",
    [one for one in MINE if not any(part in one.pattern for part in COMES_LATER)],
    ids=name,
)
def test_the_same_address_does_not_answer_404_for_everybody(
    address: Address, theirs: NeedlingSession
):
    """The tests above would pass for an address that never answers; this one is their guard."""
    browser = patient_client(theirs.episode.patient)
    where = address.filled(episode=theirs.episode_id, **ids(theirs))
    assert browser.get(where).status_code != 404
