"""Registers outcomes as a Django app."""

from django.apps import AppConfig


class OutcomesConfig(AppConfig):
    """Activities, measurements and reviews."""

    name = "filiform.clinic.outcomes"
    label = "outcomes"
    verbose_name = "Outcomes"
