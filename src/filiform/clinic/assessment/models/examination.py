"""An examination in rows: movements, contractions, pressure, tests, nerves. An empty row takes one back."""

from typing import Any

from django.db import models

from filiform.clinic.assessment.models.assessment import Assessment, first_of, on_a_side, replaces
from filiform.clinic.people.models import ClinicRow, belongs_to_clinic


def belongs_to_assessment(related_name: str) -> Any:
    """The assessment in which it was found."""
    return models.ForeignKey(Assessment, models.PROTECT, related_name=related_name)


class RangeOfMotion(ClinicRow):
    """What a movement showed: limited or not, painful or not, and if it was measured how far it goes.

    `limited` is None while nobody judged it. With neither that nor degrees the row takes one back.
    """

    class Mode(models.TextChoices):
        """Who moves: the patient, or the examiner."""

        ACTIVE = "active", "Active"
        PASSIVE = "passive", "Passive"

    clinic = belongs_to_clinic("ranges_of_motion")
    assessment = belongs_to_assessment("ranges_of_motion")
    movement = models.CharField(max_length=120)
    side = models.CharField(max_length=8)
    mode = models.CharField(max_length=7, choices=Mode.choices)
    limited = models.BooleanField(null=True, blank=True)
    painful = models.BooleanField(default=False)
    degrees = models.SmallIntegerField(null=True, blank=True)
    end_feel = models.CharField(max_length=120, blank=True)
    pain = models.PositiveSmallIntegerField(null=True, blank=True)
    replaces = replaces()

    class Meta:
        constraints = [
            on_a_side("range_of_motion_side"),
            models.CheckConstraint(
                condition=models.Q(mode__in=["active", "passive"]), name="range_of_motion_mode"
            ),
            models.CheckConstraint(
                condition=models.Q(pain=None) | models.Q(pain__lte=10), name="range_of_motion_pain"
            ),
            first_of("assessment", "movement", "side", "mode", name="range_of_motion_first"),
        ]

    def __str__(self) -> str:
        return f"{self.movement} {self.side} {self.mode}: {self.degrees}"


class MuscleStrength(ClinicRow):
    """What a contraction against resistance showed: weak or not, painful or not, its grade, its force.

    `weak` is None while nobody judged it. With nothing at all the row takes one back.
    """

    class Unit(models.TextChoices):
        """What the dynamometer shows; the force is kept as it was read."""

        NEWTON = "N", "N"
        KILOGRAM_FORCE = "kgf", "kgf"

    clinic = belongs_to_clinic("muscle_strengths")
    assessment = belongs_to_assessment("muscle_strengths")
    movement = models.CharField(max_length=120)
    side = models.CharField(max_length=8)
    weak = models.BooleanField(null=True, blank=True)
    painful = models.BooleanField(default=False)
    grade = models.CharField(max_length=120, blank=True)
    force = models.FloatField(null=True, blank=True)
    force_unit = models.CharField(max_length=3, choices=Unit.choices, blank=True)
    replaces = replaces()

    class Meta:
        constraints = [
            on_a_side("muscle_strength_side"),
            models.CheckConstraint(
                condition=models.Q(force=None, force_unit="")
                | models.Q(force__gte=0, force_unit__in=["N", "kgf"]),
                name="muscle_strength_force_has_its_unit",
            ),
            first_of("assessment", "movement", "side", name="muscle_strength_first"),
        ]

    def __str__(self) -> str:
        return f"{self.movement} {self.side}: {self.grade or self.force}"


class PressurePainThreshold(ClinicRow):
    """Pressure at which it began to hurt over one muscle, in kPa, each reading. None left takes one back."""

    clinic = belongs_to_clinic("pressure_pain_thresholds")
    assessment = belongs_to_assessment("pressure_pain_thresholds")
    muscle = models.CharField(max_length=120)
    side = models.CharField(max_length=8)
    readings_kpa = models.JSONField(default=list)
    replaces = replaces()

    class Meta:
        constraints = [
            on_a_side("pressure_side"),
            first_of("assessment", "muscle", "side", name="pressure_first"),
        ]

    def __str__(self) -> str:
        return f"{self.muscle} {self.side}: {self.readings_kpa}"


class PhysicalTestFinding(ClinicRow):
    """What a special or function test showed. An empty result takes one back."""

    class Result(models.TextChoices):
        """Positive or negative; unclear is an answer too."""

        POSITIVE = "positive", "Positive"
        NEGATIVE = "negative", "Negative"
        UNCLEAR = "unclear", "Unclear"

    clinic = belongs_to_clinic("physical_tests")
    assessment = belongs_to_assessment("physical_tests")
    test = models.CharField(max_length=120)
    side = models.CharField(max_length=8)
    result = models.CharField(max_length=8, choices=Result.choices, blank=True)
    value = models.FloatField(null=True, blank=True)
    replaces = replaces()

    class Meta:
        constraints = [
            on_a_side("physical_test_side"),
            models.CheckConstraint(
                condition=models.Q(result__in=["", "positive", "negative", "unclear"]),
                name="physical_test_result",
            ),
            first_of("assessment", "test", "side", name="physical_test_first"),
        ]

    def __str__(self) -> str:
        return f"{self.test} {self.side}: {self.result}"


class NerveFinding(ClinicRow):
    """What one step of the neurological screen showed. An empty result takes one back."""

    clinic = belongs_to_clinic("nerve_findings")
    assessment = belongs_to_assessment("nerve_findings")
    test = models.CharField(max_length=120)
    side = models.CharField(max_length=8)
    result = models.CharField(max_length=10, blank=True)
    replaces = replaces()

    class Meta:
        constraints = [
            on_a_side("nerve_finding_side"),
            models.CheckConstraint(
                condition=models.Q(
                    result__in=["", "normal", "reduced", "absent", "increased", "present"]
                ),
                name="nerve_finding_result",
            ),
            first_of("assessment", "test", "side", name="nerve_finding_first"),
        ]

    def __str__(self) -> str:
        return f"{self.test} {self.side}: {self.result}"
