"""Signed sessions as aftercare reaches them: through an episode, or through the patient who was needled."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from filiform.clinic.episode.models import Episode
from filiform.clinic.needling.queries import signed_sessions
from filiform.clinic.people.models import Patient


def signed_session_named(episode: Episode, session: UUID) -> Any | None:
    """A signed session of this episode by its id."""
    return signed_sessions(episode).filter(pk=session).first()


def sessions_of_patient(patient: Patient) -> QuerySet[Any]:
    """The patient's own signed sessions, newest first."""
    sessions = patient.clinic.needling_sessions.filter(
        episode__patient=patient, signature__isnull=False
    )
    related = sessions.select_related("clinic", "episode__patient", "practitioner", "signature")
    return related.order_by("-started_at")


def session_of_patient(patient: Patient, session: UUID) -> Any | None:
    """One of the patient's own signed sessions by its id."""
    return sessions_of_patient(patient).filter(pk=session).first()
