"""Registers the supplies as a Django app."""

from django.apps import AppConfig
from django.db.backends.signals import connection_created


class SuppliesConfig(AppConfig):
    """Lots of needles, their movements and recalls, and sharps containers."""

    name = "filiform.clinic.supplies"
    label = "supplies"
    verbose_name = "Supplies"

    def ready(self) -> None:
        """Lots are compared by the database, on SQLite with a function of ours."""
        from filiform.clinic.supplies.lot_numbers import give_translate

        connection_created.connect(give_translate, dispatch_uid="supplies.translate")
