"""An assessment in rows: pain, painful regions, trigger points. A correction is a new row."""

from typing import Any

from django.db import models

from filiform.clinic.people.models import ClinicRow, belongs_to_clinic


def replaces() -> Any:
    """The row that this one corrects; unique, so that the corrections of a row are one line with one end."""
    return models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )


def first_of(*fields: str, name: str) -> models.UniqueConstraint:
    """One row only begins such a line; all others replace one."""
    return models.UniqueConstraint(fields=fields, condition=models.Q(replaces=None), name=name)


def on_a_side(name: str) -> models.CheckConstraint:
    """The side is one that a body has."""
    return models.CheckConstraint(
        condition=models.Q(side__in=["left", "right", "midline"]), name=name
    )


class Assessment(ClinicRow):
    """One examination of an episode, on one day; `number` counts from 1 within the episode."""

    clinic = belongs_to_clinic("assessments")
    episode = models.ForeignKey("episode.Episode", models.PROTECT, related_name="assessments")
    on = models.DateField()
    number = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["episode", "number"], name="assessment_number")
        ]

    def __str__(self) -> str:
        return f"Assessment of {self.on}"


class PainRating(ClinicRow):
    """Pain now, at its worst and on average over the last day, on the numeric rating scale."""

    clinic = belongs_to_clinic("pain_ratings")
    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="pain_ratings")
    now = models.PositiveSmallIntegerField()
    worst = models.PositiveSmallIntegerField()
    average = models.PositiveSmallIntegerField()
    replaces = replaces()

    class Meta:
        constraints = [first_of("assessment", name="pain_rating_first")]

    def __str__(self) -> str:
        return f"{self.now}, {self.worst}, {self.average}"


class PainfulRegion(ClinicRow):
    """A region of the pain map in which it hurts. With `is_painful` false it was marked by mistake."""

    clinic = belongs_to_clinic("painful_regions")
    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="painful_regions")
    region = models.CharField(max_length=120)
    side = models.CharField(max_length=8)
    intensity = models.PositiveSmallIntegerField(null=True, blank=True)
    is_painful = models.BooleanField(default=True)
    replaces = replaces()

    class Meta:
        constraints = [
            on_a_side("painful_region_side"),
            first_of("assessment", "region", "side", name="painful_region_first"),
        ]

    def __str__(self) -> str:
        return f"{self.region} {self.side}"


class TriggerPoint(ClinicRow):
    """What palpation of one muscle found, and what it amounts to by the consensus criteria.

    `signs` holds true or false for each sign that was looked for; one that was not is absent.
    """

    clinic = belongs_to_clinic("trigger_points")
    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="trigger_points")
    muscle = models.CharField(max_length=120)
    side = models.CharField(max_length=8)
    signs = models.JSONField(default=dict)
    classification = models.CharField(max_length=15)
    decision = models.JSONField()
    library_version = models.CharField(max_length=64)
    replaces = replaces()

    class Meta:
        constraints = [
            on_a_side("trigger_point_side"),
            models.CheckConstraint(
                condition=models.Q(classification__in=["active", "latent", "not_established"]),
                name="trigger_point_classification",
            ),
            first_of("assessment", "muscle", "side", name="trigger_point_first"),
        ]

    def __str__(self) -> str:
        return f"{self.muscle} {self.side}: {self.classification}"
