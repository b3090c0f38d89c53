"""Rows of deviations: a needle that went in although a gate forbade it, told by name, and what a colleague makes of it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from filiform.clinic.people.models import ClinicRow, belongs_to_clinic


class StatedDeviation(ClinicRow):
    """What the practitioner tells of insertions, or of opened needles, that a gate forbade.

    `events` are the needle events that it is about and `statements` what forbade them. `muscle` and
    `side` are empty where it is about needles that were opened. It is never changed; what is to be
    said besides is told once more.
    """

    clinic = belongs_to_clinic("stated_deviations")
    session = models.ForeignKey(
        "needling.NeedlingSession", models.PROTECT, related_name="deviations"
    )
    muscle = models.CharField(max_length=120, blank=True)
    side = models.CharField(max_length=10, blank=True)
    events = models.JSONField()
    statements = models.JSONField()
    why = models.TextField()
    done = models.TextField()
    patient_was_told = models.BooleanField()

    class Meta:
        ordering = ["recorded_at"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(why="") & ~Q(done=""), name="needling_deviation_says_why"
            ),
            models.CheckConstraint(
                condition=Q(muscle="", side="") | (~Q(muscle="") & ~Q(side="")),
                name="needling_deviation_has_its_side",
            ),
        ]


class DeviationReview(ClinicRow):
    """What somebody else makes of a deviation: what follows from it. One for each deviation, before or after the signature."""

    clinic = belongs_to_clinic("deviation_reviews")
    deviation = models.OneToOneField(StatedDeviation, models.PROTECT, related_name="review")
    follows = models.TextField()

    class Meta:
        ordering = ["recorded_at"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(follows=""), name="needling_review_says_what_follows"
            )
        ]
