"""Registers safety as a Django app."""

from django.apps import AppConfig


class SafetyConfig(AppConfig):
    """Adverse events, the tracing of lots, lost needles, and needle-sticks of staff."""

    name = "filiform.clinic.safety"
    label = "safety"
    verbose_name = "Safety"
