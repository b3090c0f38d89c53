"""Rows of outcomes: activities in the patient's words, measurements, and what was concluded from them."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from filiform.clinic.people.models import ClinicRow, belongs_to_clinic


class Activity(ClinicRow):
    """Something the patient wants to do again, in the patient's own words."""

    clinic = belongs_to_clinic("activities")
    episode = models.ForeignKey("episode.Episode", models.PROTECT, related_name="activities")
    words = models.CharField(max_length=120)

    class Meta:
        ordering: ClassVar = ["recorded_at", "id"]
        verbose_name_plural = "activities"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["episode", "words"], name="outcomes_activity_once"),
            models.CheckConstraint(condition=~Q(words=""), name="outcomes_activity_has_words"),
        ]

    def __str__(self) -> str:
        return f"activity {self.pk}"


class MeasuredBy(models.TextChoices):
    """Who gave the answer: the patient by themselves, or a clinician who asked."""

    PATIENT = "patient", "patient"
    CLINICIAN = "clinician", "clinician"


class OutcomeMeasure(ClinicRow):
    """One value of one item of an instrument on one day. Another value on that day is a row that replaces it.

    `label` is the activity in the patient's words where the instrument asks about activities.
    """

    clinic = belongs_to_clinic("outcome_measures")
    episode = models.ForeignKey("episode.Episode", models.PROTECT, related_name="outcome_measures")
    instrument = models.CharField(max_length=120)
    item = models.CharField(max_length=40)
    label = models.CharField(max_length=120, blank=True)
    value = models.FloatField()
    on = models.DateField()
    measured_by = models.CharField(max_length=10, choices=MeasuredBy.choices)
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )

    class Meta:
        ordering: ClassVar = ["on", "recorded_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["episode", "instrument", "item", "label", "on"],
                condition=Q(replaces=None),
                name="outcomes_measure_first",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["clinic", "instrument", "on"], name="outcomes_measure_when")
        ]

    def __str__(self) -> str:
        return f"measure {self.pk}"


class Conclusion(models.TextChoices):
    """What follows from the measurements."""

    GO_ON = "go_on", "Go on with the plan"
    EXAMINE_AGAIN = "examine_again", "Examine again, change the plan"
    REFER = "refer", "Refer to somebody else"
    DISCHARGE = "discharge", "End the treatment"


class OutcomeReview(ClinicRow):
    """A clinician looked at the outcomes: every measure as it was judged that day, and what was concluded.

    `facts` and `decisions` are keyed by measure, such as `outcomes/instruments/nprs#now`. `areas` are those
    that the complaint was in, by which thresholds were chosen; none before they were kept.
    """

    clinic = belongs_to_clinic("outcome_reviews")
    episode = models.ForeignKey("episode.Episode", models.PROTECT, related_name="outcome_reviews")
    on = models.DateField()
    conclusion = models.CharField(max_length=15, choices=Conclusion.choices)
    note = models.TextField(blank=True)
    sessions_done = models.PositiveSmallIntegerField()
    areas = models.JSONField(default=list)
    facts = models.JSONField()
    decisions = models.JSONField()
    library_version = models.CharField(max_length=64)

    class Meta:
        ordering: ClassVar = ["-recorded_at"]

    def __str__(self) -> str:
        return f"review {self.pk}"
