"""Registers the pages that see every stage as a Django app."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    """The worklist, the patient's own page, the audit page and the public pages."""

    name = "filiform.clinic.home"
    label = "home"
    verbose_name = "Home"
