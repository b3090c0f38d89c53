"""Episodes of care, opened by the real action."""

from uuid import uuid4

from filiform.clinic.accounts.models import User
from filiform.clinic.episode.actions import open_episode
from filiform.clinic.episode.models import Episode
from filiform.clinic.people.models import Patient
from tests.factories.instants import NOW, TODAY
from tests.factories.people import a_clinician


def an_episode(
    patient: Patient, *, by: User | None = None, title: str = "Shoulder pain"
) -> Episode:
    """An episode that was opened just now."""
    return open_episode(
        patient=patient,
        title=title,
        opened_on=TODAY,
        row_id=uuid4(),
        by=by or a_clinician(patient.clinic),
        at=NOW,
    )
