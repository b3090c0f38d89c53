"""Registers the people of a clinic as a Django app."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Clinics, memberships, practitioners and patients."""

    name = "filiform.clinic.people"
    label = "people"
    verbose_name = "People"

    def ready(self) -> None:
        """Listen for people signing in."""
        from filiform.clinic.people import sign_ins  # noqa: F401  # its receivers connect themselves
