"""Rows of planning: a plan, the muscles in it, and the consent that a patient gives or takes back."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from filiform.clinic.people.models import ClinicRow, belongs_to_clinic
from filiform.clinical.dwell import FEWEST_MINUTES, MOST_MINUTES
from filiform.kernel.side import Side


class Plan(ClinicRow):
    """A plan as it was agreed, with the decision it passed and the facts that decision saw.

    Only agreed plans are rows: a plan that was refused was never one. A new plan replaces the last.
    """

    clinic = belongs_to_clinic("plans")
    episode = models.ForeignKey("episode.Episode", models.PROTECT, related_name="plans")
    agreed_on = models.DateField()
    indication = models.CharField(max_length=120)
    protocol = models.CharField(max_length=120, blank=True)
    stretches = models.JSONField(default=list, blank=True)
    manual_techniques = models.JSONField(default=list, blank=True)
    other_care = models.TextField(blank=True)
    needling_alone_reason = models.TextField(blank=True)
    goal = models.TextField()
    sessions = models.PositiveSmallIntegerField()
    days_between = models.PositiveSmallIntegerField(null=True)
    decision = models.JSONField()
    facts = models.JSONField()
    library_version = models.CharField(max_length=64)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by")

    class Meta:
        ordering = ["-recorded_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["episode"],
                condition=Q(replaces__isnull=True),
                name="planning_one_first_plan",
            ),
            models.CheckConstraint(condition=~Q(goal=""), name="planning_goal_is_stated"),
            models.CheckConstraint(condition=Q(sessions__gte=1), name="planning_has_sessions"),
        ]


class PlannedMuscle(ClinicRow):
    """A muscle to needle: on which side, with which technique, and how long the needle is meant to stay."""

    clinic = belongs_to_clinic("planned_muscles")
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="muscles")
    muscle = models.CharField(max_length=120)
    side = models.CharField(max_length=10, choices=[(side.value, side.value) for side in Side])
    technique = models.CharField(max_length=120)
    dwell_minutes = models.PositiveSmallIntegerField(null=True)

    class Meta:
        ordering = ["muscle", "side"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["plan", "muscle", "side"], name="planning_muscle_once_a_side"
            ),
            models.CheckConstraint(
                condition=Q(dwell_minutes__isnull=True)
                | Q(dwell_minutes__gte=FEWEST_MINUTES, dwell_minutes__lte=MOST_MINUTES),
                name="planning_dwell_is_1_to_60_minutes",
            ),
        ]


class ConsentKind(models.TextChoices):
    """Whether the row gives consent or takes it back."""

    GIVEN = "given", "given"
    WITHDRAWN = "withdrawn", "withdrawn"


class Consent(ClinicRow):
    """What a patient agreed to, word for word, or that they took it back.

    `text` is the form as it was shown; `sha256` names it. `elements` are the parts that were shown,
    `confirmed` those that were ticked one by one, `techniques` what was agreed to.
    """

    clinic = belongs_to_clinic("consents")
    episode = models.ForeignKey("episode.Episode", models.PROTECT, related_name="consents")
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="consents")
    kind = models.CharField(max_length=10, choices=ConsentKind.choices)
    given_by = models.CharField(max_length=200)
    given_at = models.DateTimeField()
    on_own_device = models.BooleanField()
    elements = models.JSONField(default=list)
    confirmed = models.JSONField(default=list)
    techniques = models.JSONField(default=list)
    text = models.TextField(blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    library_version = models.CharField(max_length=64, blank=True)
    withdraws = models.OneToOneField("self", models.PROTECT, null=True, related_name="withdrawn_by")

    class Meta:
        ordering = ["-given_at"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind="given", withdraws__isnull=True)
                | Q(kind="withdrawn", withdraws__isnull=False),
                name="planning_withdrawal_names_its_consent",
            ),
        ]
