"""Registers the episode of care as a Django app."""

from django.apps import AppConfig


class EpisodeConfig(AppConfig):
    """Episodes and their status log."""

    name = "filiform.clinic.episode"
    label = "episode"
    verbose_name = "Episodes of care"
