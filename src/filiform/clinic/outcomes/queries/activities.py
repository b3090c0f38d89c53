"""What the patient wants to do again, and which episode a patient means by "my outcomes"."""

from typing import Any

from filiform.clinic.episode.models import Episode
from filiform.clinic.episode.queries import with_current_status
from filiform.clinic.episode.status import CLOSED
from filiform.clinic.people.models import Patient


def activities_of(episode: Episode) -> tuple[str, ...]:
    """The activities that the patient named, in the patient's words, the first one first."""
    return tuple(episode.activities.values_list("words", flat=True))


def episode_of_patient(patient: Patient) -> Episode | None:
    """The episode that goes on, or else the last one; none before the first."""
    rows = with_current_status(patient.episodes.select_related("patient", "clinic"))
    latest_first: list[Any] = list(rows.order_by("-opened_on", "-recorded_at"))
    going_on = (one for one in latest_first if one.status not in CLOSED)
    return next(going_on, latest_first[0] if latest_first else None)
