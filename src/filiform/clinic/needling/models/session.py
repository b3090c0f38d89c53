"""Rows of a session: what was asked, the response, the signature and addenda; events have a room of their own."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from filiform.clinic.people.models import ClinicRow, belongs_to_clinic
from filiform.kernel.side import Side

PAIN = Q(pain__gte=0, pain__lte=10)
MOST_MINUTES = 480  # a working day
SIDES = [(side.value, side.value) for side in Side]


class NeedlingSession(ClinicRow):
    """One visit at the table: whose, by whom, on the plan that held when it began."""

    clinic = belongs_to_clinic("needling_sessions")
    episode = models.ForeignKey("episode.Episode", models.PROTECT, related_name="needling_sessions")
    plan = models.ForeignKey("planning.Plan", models.PROTECT, related_name="needling_sessions")
    practitioner = models.ForeignKey(
        "people.Practitioner", models.PROTECT, related_name="needling_sessions"
    )
    on = models.DateField()
    started_at = models.DateTimeField()

    class Meta:
        ordering = ["-started_at"]


class SessionAnswers(ClinicRow):
    """Before the first needle: what is new or different since screening (`new` are findings)."""

    clinic = belongs_to_clinic("session_answers")
    session = models.ForeignKey(NeedlingSession, models.PROTECT, related_name="answers")
    asked = models.JSONField(default=list)
    new = models.JSONField(default=list)

    class Meta:
        ordering = ["recorded_at"]
        verbose_name_plural = "session answers"


class OffPlanMuscle(ClinicRow):
    """A muscle that the plan does not name, and why it is needled all the same."""

    clinic = belongs_to_clinic("off_plan_muscles")
    session = models.ForeignKey(NeedlingSession, models.PROTECT, related_name="off_plan")
    muscle = models.CharField(max_length=120)
    side = models.CharField(max_length=10, choices=SIDES)
    technique = models.CharField(max_length=120)
    reason = models.TextField()

    class Meta:
        ordering = ["recorded_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["session", "muscle", "side"], name="needling_off_plan_once_a_side"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="needling_off_plan_says_why"),
        ]


class Moment(models.TextChoices):
    """When the response was asked for."""

    BEFORE = "before", "before"
    AFTER = "after", "after"


class ResponseMeasure(ClinicRow):
    """One measure before or after; the last one given for a moment counts.

    Pain from 0 to 10, or `about` a movement its `degrees`, or about a muscle the `pressure_kpa` at
    which it began to hurt. `mode` is who moved.
    """

    clinic = belongs_to_clinic("response_measures")
    session = models.ForeignKey(NeedlingSession, models.PROTECT, related_name="responses")
    when = models.CharField(max_length=10, choices=Moment.choices)
    pain = models.PositiveSmallIntegerField(null=True)
    about = models.CharField(max_length=120, blank=True)
    side = models.CharField(max_length=10, blank=True)
    mode = models.CharField(max_length=7, blank=True)
    degrees = models.SmallIntegerField(null=True)
    pressure_kpa = models.FloatField(null=True)

    class Meta:
        ordering = ["recorded_at"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=PAIN | Q(pain__isnull=True), name="needling_pain_is_0_to_10"
            ),
            models.CheckConstraint(
                condition=Q(
                    pain__isnull=False,
                    about="",
                    side="",
                    mode="",
                    degrees__isnull=True,
                    pressure_kpa__isnull=True,
                )
                | (
                    Q(pain__isnull=True, degrees__isnull=False, pressure_kpa__isnull=True)
                    & ~Q(about="")
                    & ~Q(side="")
                )
                | (
                    Q(pain__isnull=True, degrees__isnull=True, pressure_kpa__isnull=False)
                    & ~Q(about="")
                    & ~Q(side="")
                ),
                name="needling_response_is_one_measure",
            ),
        ]


class FoundTissue(ClinicRow):
    """Tissue that no needle goes over, found by a look or a touch where a muscle is entered.

    `rule` is the rule of the library that closes the place. The last row for a muscle, side and
    rule counts: `is_there` says no where it was noted by mistake.
    """

    clinic = belongs_to_clinic("found_tissues")
    session = models.ForeignKey(NeedlingSession, models.PROTECT, related_name="found")
    muscle = models.CharField(max_length=120)
    side = models.CharField(max_length=10, choices=SIDES)
    rule = models.CharField(max_length=120)
    is_there = models.BooleanField()

    class Meta:
        ordering = ["recorded_at"]


class TimedMinutes(ClinicRow):
    """Minutes face to face for a service that is billed by time; the last ones given count."""

    clinic = belongs_to_clinic("timed_minutes")
    session = models.ForeignKey(NeedlingSession, models.PROTECT, related_name="minutes")
    service = models.CharField(max_length=120)
    minutes = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["recorded_at"]
        verbose_name_plural = "timed minutes"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(minutes__lte=MOST_MINUTES), name="needling_minutes_of_one_day"
            )
        ]


class SessionSupervision(ClinicRow):
    """A colleague who watches a session; the last one named counts."""

    clinic = belongs_to_clinic("session_supervisions")
    session = models.ForeignKey(NeedlingSession, models.PROTECT, related_name="supervisions")
    supervisor = models.ForeignKey(
        "people.Practitioner", models.PROTECT, related_name="session_supervisions"
    )

    class Meta:
        ordering = ["recorded_at"]


class CoSignature(ClinicRow):
    """The supervisor's name under a session, before its practitioner signs; the last one counts."""

    clinic = belongs_to_clinic("co_signatures")
    session = models.ForeignKey(NeedlingSession, models.PROTECT, related_name="co_signatures")
    signed_by = models.ForeignKey(
        "people.Practitioner", models.PROTECT, related_name="co_signatures"
    )
    signed_at = models.DateTimeField()

    class Meta:
        ordering = ["recorded_at"]


class SessionSignature(ClinicRow):
    """The end of a session: the decision it passed, the facts that decision saw, and the note."""

    clinic = belongs_to_clinic("session_signatures")
    session = models.OneToOneField(NeedlingSession, models.PROTECT, related_name="signature")
    signed_by = models.ForeignKey(
        "people.Practitioner", models.PROTECT, related_name="session_signatures"
    )
    signed_at = models.DateTimeField()
    decision = models.JSONField()
    facts = models.JSONField()
    library_version = models.CharField(max_length=64)
    note = models.TextField()

    class Meta:
        ordering = ["-signed_at"]


class Addendum(ClinicRow):
    """What is added to a signed session; the session itself takes nothing more."""

    clinic = belongs_to_clinic("addenda")
    session = models.ForeignKey(NeedlingSession, models.PROTECT, related_name="addenda")
    text = models.TextField()

    class Meta:
        ordering = ["recorded_at"]
        verbose_name_plural = "addenda"
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(text=""), name="needling_addendum_says_something")
        ]
