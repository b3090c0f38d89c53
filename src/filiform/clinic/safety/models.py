"""Rows of safety: adverse events with what is learned about them and who was told, and needle-sticks of staff."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from filiform.clinic.people.models import ClinicRow, belongs_to_clinic
from filiform.kernel.side import Side
from filiform.knowledge.model.events import EventSeverity, Told

SEVERITIES = [(one.value, one.value) for one in EventSeverity]
TOLD = [(one.value, one.value) for one in Told]
SIDES = [(one.value, one.value) for one in Side]


class RaisedFrom(models.TextChoices):
    """Where somebody was when they reported an event."""

    SESSION = "session", "at the table"
    SIGNED_SESSION = "signed_session", "from the signed session"
    CHECK_IN = "check_in", "from a check-in"
    EPISODE = "episode", "from the episode"


class AdverseEventReport(ClinicRow):
    """An adverse event of a session, by its name in the library. What is known about it stands in its details."""

    clinic = belongs_to_clinic("adverse_events")
    session = models.ForeignKey(
        "needling.NeedlingSession", models.PROTECT, related_name="adverse_events"
    )
    event = models.CharField(max_length=120)
    noticed_at = models.DateTimeField()
    raised_from = models.CharField(max_length=20, choices=RaisedFrom)
    check_in = models.ForeignKey(
        "aftercare.CheckIn", models.PROTECT, null=True, related_name="adverse_events"
    )
    library_version = models.CharField(max_length=64)

    class Meta:
        ordering: ClassVar = ["-noticed_at", "id"]

    def __str__(self) -> str:
        return f"adverse event {self.pk}"


class Onset(models.TextChoices):
    """When an event began, as seen from the needle."""

    INSERTING = "inserting", "As the needle went in"
    NEEDLE_IN = "needle_in", "While the needle was in"
    AFTERWARDS = "afterwards", "After the needles were out"


class EventOutcome(models.TextChoices):
    """How an event stands now."""

    ONGOING = "ongoing", "Not over yet"
    RECOVERING = "recovering", "Getting better"
    RESOLVED = "resolved", "Over, nothing stays"
    LASTING = "lasting", "Over, and something stays"
    FATAL = "fatal", "The patient died"
    UNKNOWN = "unknown", "Not known"


class AdverseEventDetails(ClinicRow):
    """What is known of an event; the row with the highest sequence counts, the others stay."""

    clinic = belongs_to_clinic("adverse_event_details")
    report = models.ForeignKey(AdverseEventReport, models.PROTECT, related_name="details")
    sequence = models.PositiveIntegerField()
    severity = models.CharField(max_length=12, choices=SEVERITIES)
    muscle = models.CharField(max_length=120, blank=True)
    side = models.CharField(max_length=10, blank=True, choices=SIDES)
    lot = models.CharField(max_length=60, blank=True)
    gauge = models.CharField(max_length=20, blank=True)
    length_mm = models.DecimalField(max_digits=5, decimal_places=1, null=True)
    onset = models.CharField(max_length=12, blank=True, choices=Onset)
    onset_minutes = models.PositiveIntegerField(null=True)
    course = models.TextField(blank=True)
    done = models.TextField(blank=True)
    outcome = models.CharField(max_length=12, blank=True, choices=EventOutcome)

    class Meta:
        ordering: ClassVar = ["report", "sequence"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["report", "sequence"], name="safety_details_once"),
            models.CheckConstraint(
                condition=Q(muscle="", side="") | ~Q(muscle="") & ~Q(side=""),
                name="safety_details_muscle_has_its_side",
            ),
            models.CheckConstraint(
                condition=Q(onset_minutes__isnull=True) | Q(onset="afterwards"),
                name="safety_details_minutes_are_after",
            ),
        ]

    def __str__(self) -> str:
        return f"details {self.sequence}"


class EventTelling(ClinicRow):
    """Somebody was told of an adverse event: whom, when and how; the one who told is the one who recorded it."""

    clinic = belongs_to_clinic("event_tellings")
    report = models.ForeignKey(AdverseEventReport, models.PROTECT, related_name="tellings")
    whom = models.CharField(max_length=24, choices=TOLD)
    told_at = models.DateTimeField()
    how = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["told_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["report", "whom"], name="safety_told_once"),
        ]

    def __str__(self) -> str:
        return f"told {self.whom}"


class EventWithdrawal(ClinicRow):
    """An adverse event that was reported by mistake, and why; the report stays and counts no more."""

    clinic = belongs_to_clinic("event_withdrawals")
    report = models.OneToOneField(AdverseEventReport, models.PROTECT, related_name="withdrawal")
    reason = models.TextField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(reason=""), name="safety_withdrawal_says_why"),
        ]

    def __str__(self) -> str:
        return f"withdrawal {self.pk}"


class Used(models.TextChoices):
    """Whether the needle had been in a patient."""

    YES = "yes", "Used"
    NO = "no", "Not used"
    UNKNOWN = "unknown", "Not known"


class NeedleStick(ClinicRow):
    """Somebody who works here was pricked. About the health of staff: not part of any patient's record."""

    clinic = belongs_to_clinic("needle_sticks")
    injured = models.ForeignKey(
        "people.Membership", models.PROTECT, null=True, related_name="needle_sticks"
    )
    injured_name = models.CharField(max_length=150, blank=True)
    happened_at = models.DateTimeField()
    device = models.CharField(max_length=150)
    used = models.CharField(max_length=8, choices=Used)
    session = models.ForeignKey(
        "needling.NeedlingSession", models.PROTECT, null=True, related_name="+"
    )
    place = models.CharField(max_length=150, blank=True)
    how = models.TextField()
    first_aid = models.JSONField(default=list)

    class Meta:
        ordering: ClassVar = ["-happened_at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(injured__isnull=False, injured_name="")
                | Q(injured__isnull=True) & ~Q(injured_name=""),
                name="safety_stick_names_one_person",
            ),
        ]

    def __str__(self) -> str:
        return f"needle-stick {self.pk}"


class NeedleStickEntry(ClinicRow):
    """What happened next: somebody was told (`whom`), or a note of what was done."""

    clinic = belongs_to_clinic("needle_stick_entries")
    stick = models.ForeignKey(NeedleStick, models.PROTECT, related_name="entries")
    whom = models.CharField(max_length=24, blank=True, choices=TOLD)
    text = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["recorded_at", "id"]
        verbose_name_plural = "needle stick entries"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(whom="") | ~Q(text=""), name="safety_stick_entry_says_something"
            ),
            models.UniqueConstraint(
                fields=["stick", "whom"], condition=~Q(whom=""), name="safety_stick_told_once"
            ),
        ]

    def __str__(self) -> str:
        return f"entry {self.pk}"
