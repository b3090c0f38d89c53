"""Rows of aftercare: the sheet that was given, each answer of a check-in, its triage, and who handled it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from filiform.clinic.people.models import ClinicRow, belongs_to_clinic
from filiform.knowledge.model.aftercare import Triage

ANSWERS = ("yes", "no", "unsure")
TRIAGES = [(one.value, one.value) for one in Triage]


class AftercareSheet(ClinicRow):
    """The sheet of a session was given to the patient: what it said that day, and the session as it was known."""

    clinic = belongs_to_clinic("aftercare_sheets")
    session = models.OneToOneField(
        "needling.NeedlingSession", models.PROTECT, related_name="aftercare_sheet"
    )
    facts = models.JSONField()
    content = models.JSONField()
    library_version = models.CharField(max_length=64)

    class Meta:
        ordering: ClassVar = ["-recorded_at"]

    def __str__(self) -> str:
        return f"aftercare sheet {self.pk}"


class AnsweredBy(models.TextChoices):
    """Who told it: the patient by themselves, or a clinician who asked."""

    PATIENT = "patient", "patient"
    CLINICIAN = "clinician", "clinician"


class CheckIn(ClinicRow):
    """A patient says how it went. Made by the first answer; the answers come one by one."""

    clinic = belongs_to_clinic("check_ins")
    session = models.ForeignKey(
        "needling.NeedlingSession", models.PROTECT, related_name="check_ins"
    )
    on = models.DateField()
    hours_after = models.FloatField()
    answered_by = models.CharField(max_length=10, choices=AnsweredBy.choices)

    class Meta:
        ordering: ClassVar = ["recorded_at"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(hours_after__gte=0), name="aftercare_check_in_is_after_needling"
            ),
        ]

    def __str__(self) -> str:
        return f"check-in {self.pk}"


class CheckInAnswer(ClinicRow):
    """One answer: to the question of a red flag, or the soreness. A changed mind is a row that replaces it."""

    clinic = belongs_to_clinic("check_in_answers")
    check_in = models.ForeignKey(CheckIn, models.PROTECT, related_name="answers")
    question = models.CharField(max_length=120)
    value = models.CharField(max_length=6, blank=True)
    soreness = models.PositiveSmallIntegerField(null=True)
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )

    class Meta:
        ordering: ClassVar = ["recorded_at"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(value__in=ANSWERS, soreness__isnull=True)
                | Q(value="", soreness__isnull=False, soreness__gte=0, soreness__lte=10),
                name="aftercare_answer_is_one_thing",
            ),
            # With `replaces` unique, the rows of a question are one line with one end.
            models.UniqueConstraint(
                fields=["check_in", "question"],
                condition=Q(replaces=None),
                name="aftercare_answer_first",
            ),
        ]

    def __str__(self) -> str:
        return f"answer {self.pk}"


class CheckInOutcome(ClinicRow):
    """How urgent a check-in was found, whole, beside the facts it saw: replayed, it comes out the same.

    Written as soon as an answer calls for more than waiting, and again when the check-in is complete.
    `calls_clinic`: somebody must look, because of a sign that no earlier row of this check-in held.
    """

    clinic = belongs_to_clinic("check_in_outcomes")
    check_in = models.ForeignKey(CheckIn, models.PROTECT, related_name="outcomes")
    sequence = models.PositiveIntegerField()
    triage = models.CharField(max_length=12, choices=TRIAGES)
    complete = models.BooleanField()
    calls_clinic = models.BooleanField()
    facts = models.JSONField()
    decision = models.JSONField()
    library_version = models.CharField(max_length=64)

    class Meta:
        ordering: ClassVar = ["check_in", "sequence"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["check_in", "sequence"], name="aftercare_outcome_place"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["clinic", "sequence"],
                condition=Q(calls_clinic=True),
                name="aftercare_outcome_calls",
            )
        ]

    def __str__(self) -> str:
        return f"{self.triage} ({self.sequence})"


class CheckInHandling(ClinicRow):
    """A clinician took care of an urgent check-in, as far as it had been answered then, and says how."""

    clinic = belongs_to_clinic("check_in_handlings")
    outcome = models.ForeignKey(CheckInOutcome, models.PROTECT, related_name="handlings")
    note = models.TextField()

    class Meta:
        ordering: ClassVar = ["recorded_at"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(note=""), name="aftercare_handling_says_how"),
        ]

    def __str__(self) -> str:
        return f"handling {self.pk}"
