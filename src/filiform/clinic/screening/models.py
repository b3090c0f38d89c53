"""Screening in rows: answers one by one, decisions with the facts they saw, and what was set aside by name."""

from datetime import date

from django.db import models
from django.utils import timezone

from filiform.clinic.people.models import ClinicRow, belongs_to_clinic


class Screening(ClinicRow):
    """One going-through of the questions for an episode, beside the record that was imported for it.

    `number` counts from 1 within the episode: the highest is the screening that counts.
    """

    clinic = belongs_to_clinic("screenings")
    episode = models.ForeignKey("episode.Episode", models.PROTECT, related_name="screenings")
    record = models.ForeignKey(
        "people.ImportedRecord", models.PROTECT, null=True, blank=True, related_name="screenings"
    )
    on = models.DateField()
    number = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["episode", "number"], name="screening_number")
        ]

    def __str__(self) -> str:
        return f"Screening of {self.on}"


class ScreeningAnswer(ClinicRow):
    """One answer to one finding. A changed mind is a new row that replaces the one before."""

    class Value(models.TextChoices):
        YES = "yes"
        NO = "no"
        UNSURE = "unsure"

    class AnsweredBy(models.TextChoices):
        PATIENT = "patient"
        CLINICIAN = "clinician"

    clinic = belongs_to_clinic("screening_answers")
    screening = models.ForeignKey(Screening, models.PROTECT, related_name="answers")
    finding = models.CharField(max_length=120)
    value = models.CharField(max_length=6, choices=Value.choices)
    places = models.JSONField(default=list, blank=True)
    answered_by = models.CharField(max_length=9, choices=AnsweredBy.choices)
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(value__in=["yes", "no", "unsure"]),
                name="screening_answer_value",
            ),
            models.CheckConstraint(
                condition=models.Q(answered_by__in=["patient", "clinician"]),
                name="screening_answer_by",
            ),
            # With `replaces` unique, the rows of a finding are one line with one end.
            models.UniqueConstraint(
                fields=["screening", "finding"],
                condition=models.Q(replaces=None),
                name="screening_answer_first",
            ),
        ]
        indexes = [
            models.Index(fields=["clinic", "finding", "value"], name="screening_answer_finding")
        ]

    def __str__(self) -> str:
        return f"{self.finding}: {self.value}"

    @property
    def said_on(self) -> date:
        """The day of the clinic on which the answer was given."""
        return timezone.localdate(self.recorded_at)


class QuestionnaireSubmission(ClinicRow):
    """The patient sent the questionnaire: from now on it waits for a clinician."""

    clinic = belongs_to_clinic("questionnaire_submissions")
    screening = models.ForeignKey(Screening, models.PROTECT, related_name="submissions")

    def __str__(self) -> str:
        return f"Sent {self.recorded_at:%Y-%m-%d}"


class ScreeningOutcome(ClinicRow):
    """A decision of screening, whole, beside the facts it saw: replayed, it comes out the same.

    `number` counts from 1 within the episode: the highest is the decision that counts.
    """

    clinic = belongs_to_clinic("screening_outcomes")
    episode = models.ForeignKey(
        "episode.Episode", models.PROTECT, related_name="screening_outcomes"
    )
    screening = models.ForeignKey(Screening, models.PROTECT, related_name="outcomes")
    number = models.PositiveIntegerField()
    on = models.DateField()
    facts = models.JSONField()
    decision = models.JSONField()
    verdict = models.CharField(max_length=30)
    complete = models.BooleanField()
    library_version = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["episode", "number"], name="screening_outcome_number")
        ]
        indexes = [
            models.Index(fields=["screening", "-recorded_at"], name="screening_outcome_last")
        ]

    def __str__(self) -> str:
        return f"{self.verdict} on {self.on}"


class ConstraintOverride(ClinicRow):
    """A constraint set aside by name until a day. `targets` are muscles; none means wherever it holds."""

    clinic = belongs_to_clinic("constraint_overrides")
    episode = models.ForeignKey(
        "episode.Episode", models.PROTECT, related_name="constraint_overrides"
    )
    statement = models.CharField(max_length=120)
    scope = models.CharField(max_length=12)
    targets = models.JSONField(default=list, blank=True)
    reason = models.TextField()
    expires_on = models.DateField()
    by_name = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(reason=""), name="constraint_override_has_a_reason"
            ),
            models.CheckConstraint(
                condition=~models.Q(by_name=""), name="constraint_override_has_a_name"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.statement} until {self.expires_on}"
