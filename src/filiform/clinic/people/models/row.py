"""What every row of a clinic has: its own id, its clinic, and who wrote it when."""

from typing import Any
from uuid import uuid4

from django.db import models


def belongs_to_clinic(plural: str) -> Any:
    """The foreign key to the clinic, by which rows are reached: `clinic.<plural>`."""
    return models.ForeignKey("people.Clinic", models.PROTECT, related_name=plural)


class ClinicRow(models.Model):
    """A row about care. Append-only unless its model says otherwise.

    A concrete model adds `clinic = belongs_to_clinic("screenings")`, lists `AppendOnly("<table>")` in its
    migration and sets `append_only = False` if its rows may change.
    """

    append_only = True

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")

    class Meta:
        abstract = True
