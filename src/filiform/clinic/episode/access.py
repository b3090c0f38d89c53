"""The one way from an address to an episode: through the clinic or the patient that the guard let in."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404

from filiform.clinic.episode.models import Episode


def episode_for_staff(request: Any, episode: UUID) -> Episode:
    """The clinic's episode of that id, with its patient; 404 for every other."""
    rows = request.clinic.episodes.select_related("patient__clinic", "clinic")
    return get_object_or_404(rows, pk=episode)


def episode_for_patient(request: Any, episode: UUID) -> Episode:
    """The patient's own episode of that id; 404 for every other."""
    rows = request.patient.episodes.select_related("patient__clinic", "clinic")
    return get_object_or_404(rows, pk=episode)
