"""Registers aftercare as a Django app."""

from django.apps import AppConfig


class AftercareConfig(AppConfig):
    """Sheets that were given, check-ins, their triage, and what the clinic did about them."""

    name = "filiform.clinic.aftercare"
    label = "aftercare"
    verbose_name = "Aftercare"
