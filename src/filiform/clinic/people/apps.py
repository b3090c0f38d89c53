"""Registers the people of a clinic as a Django app."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Clinics, memberships, practitioners and patients."""

    name = "filiform.clinic.people"
    label = "people"
    verbose_name = "People"
