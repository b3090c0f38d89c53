"""Rows of needle events: each event of one needle, how it reached the server, and what came after the signature."""

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from filiform.clinic.people.models import ClinicRow, belongs_to_clinic
from filiform.clinical.ledger import DepthBand, Manipulation, NeedleEventType
from filiform.kernel.side import Side

TYPE = NeedleEventType
WITHOUT_NEEDLE = (TYPE.EMERGENCY_STOP, TYPE.VOID)
NEEDLE_MAY_BE_SAID = (TYPE.TWITCH, TYPE.DISCOMFORT, TYPE.SHARP_PAIN, TYPE.PAIN_RECOGNISED)
IN_MUSCLE = (TYPE.INSERTED, *NEEDLE_MAY_BE_SAID)


def is_one_of(types: Iterable[NeedleEventType]) -> Q:
    """Whether an event is of one of these types."""
    return Q(type__in=sorted(one.value for one in types))


def only_with(kind: NeedleEventType, **given: object) -> Q:
    """Whether something stands with this type of event, and with no other."""
    return (Q(type=kind.value) & ~Q(**given)) | (~Q(type=kind.value) & Q(**given))


def choices_of(values: Iterable[str]) -> list[tuple[str, str]]:
    """The values as a field offers them."""
    return [(str(value), str(value)) for value in values]


def above_zero(name: str) -> Q:
    """Whether a number is not given, or more than nothing."""
    return Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__gt": 0})


class EventDelivery(ClinicRow):
    """Events that reached the server together: one tap, or what a device had kept while it was offline.

    `is_report`: it had happened already. `sent_at` is the device's clock at sending, and
    `clock_offset_seconds` how far the server's was ahead of it. `said` is a tap as it was sent.
    `answers`, which no column keeps, is what the sender is told of each event.
    """

    answers: Sequence[Any] = ()

    clinic = belongs_to_clinic("event_deliveries")
    session = models.ForeignKey(
        "needling.NeedlingSession", models.PROTECT, related_name="deliveries"
    )
    is_report = models.BooleanField()
    sent_at = models.DateTimeField(null=True)
    clock_offset_seconds = models.FloatField(default=0)
    said = models.JSONField(default=dict)

    class Meta:
        ordering = ["recorded_at"]
        verbose_name_plural = "event deliveries"


class NeedleEvent(ClinicRow):
    """One thing that happened to one needle, or in the muscle it is in.

    Its id and the needle's are made where it happened, so that sending it twice counts once. `at`
    is when, by the server's clock; `device_at` what the device said. `against` are the statements
    that forbade an insertion which had happened already.
    """

    clinic = belongs_to_clinic("needle_events")
    session = models.ForeignKey("needling.NeedlingSession", models.PROTECT, related_name="events")
    delivery = models.ForeignKey(EventDelivery, models.PROTECT, null=True, related_name="events")
    type = models.CharField(max_length=20, choices=choices_of(NeedleEventType))
    at = models.DateTimeField()
    device_at = models.DateTimeField()
    needle = models.UUIDField(null=True)
    muscle = models.CharField(max_length=120, blank=True)
    side = models.CharField(max_length=10, blank=True, choices=choices_of(Side))
    technique = models.CharField(max_length=120, blank=True)
    approach = models.CharField(max_length=200, blank=True)
    depth_band = models.CharField(max_length=20, blank=True, choices=choices_of(DepthBand))
    manipulation = models.CharField(max_length=20, blank=True, choices=choices_of(Manipulation))
    rib_bracketed = models.BooleanField(null=True)
    dwell_minutes = models.PositiveSmallIntegerField(null=True)
    frequency_hz = models.FloatField(null=True)
    pulse_width_us = models.FloatField(null=True)
    intensity_ma = models.FloatField(null=True)
    minutes = models.FloatField(null=True)
    lot = models.CharField(max_length=60, blank=True)
    maker = models.CharField(max_length=100, blank=True)
    gauge = models.CharField(max_length=20, blank=True)
    length_mm = models.FloatField(null=True)
    expires_on = models.DateField(null=True)
    score = models.PositiveSmallIntegerField(null=True)
    recognised = models.BooleanField(null=True)
    out_mm = models.FloatField(null=True)
    fragment = models.UUIDField(null=True)
    container = models.CharField(max_length=60, blank=True)
    recovered_by = models.CharField(max_length=120, blank=True)
    witnessed_by = models.CharField(max_length=120, blank=True)
    escalated_to = models.CharField(max_length=120, blank=True)
    voids = models.UUIDField(null=True)
    against = models.JSONField(default=list)

    class Meta:
        ordering = ["at", "id"]
        # The needles opened last are looked up with every page of a session.
        indexes: ClassVar = [
            models.Index(fields=["clinic", "type", "-at"], name="needling_event_last")
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=is_one_of(NeedleEventType), name="needling_event_has_a_type"
            ),
            models.CheckConstraint(
                condition=is_one_of(NEEDLE_MAY_BE_SAID)
                | (is_one_of(WITHOUT_NEEDLE) & Q(needle__isnull=True))
                | (~is_one_of((*WITHOUT_NEEDLE, *NEEDLE_MAY_BE_SAID)) & Q(needle__isnull=False)),
                name="needling_event_has_its_needle",
            ),
            models.CheckConstraint(
                condition=(is_one_of(IN_MUSCLE) & ~Q(muscle="") & ~Q(side=""))
                | (~is_one_of(IN_MUSCLE) & ~Q(muscle="") & ~Q(side=""))
                | (~is_one_of(IN_MUSCLE) & Q(muscle="", side="")),
                name="needling_event_has_its_muscle",
            ),
            models.CheckConstraint(
                condition=only_with(TYPE.DISCOMFORT, score__isnull=True)
                & (Q(score__isnull=True) | Q(score__gte=0, score__lte=10)),
                name="needling_discomfort_is_0_to_10",
            ),
            models.CheckConstraint(
                condition=only_with(TYPE.PAIN_RECOGNISED, recognised__isnull=True),
                name="needling_pain_is_recognised_or_not",
            ),
            models.CheckConstraint(
                condition=only_with(TYPE.VOID, voids__isnull=True),
                name="needling_void_names_an_event",
            ),
            models.CheckConstraint(
                condition=only_with(TYPE.RECOVERED, recovered_by="")
                & only_with(TYPE.RECOVERED, witnessed_by=""),
                name="needling_recovered_is_witnessed",
            ),
            models.CheckConstraint(
                condition=only_with(TYPE.RETAINED_ESCALATED, escalated_to=""),
                name="needling_retained_is_escalated",
            ),
            models.CheckConstraint(
                condition=above_zero("frequency_hz")
                & above_zero("pulse_width_us")
                & above_zero("intensity_ma")
                & above_zero("minutes")
                & above_zero("length_mm"),
                name="needling_settings_are_above_zero",
            ),
        ]


class LateEvent(ClinicRow):
    """An event that had happened and reached the server after the signature: kept beside the session, not in it.

    `event` is what the device sent. What it means for the session is written in an addendum.
    """

    clinic = belongs_to_clinic("late_events")
    session = models.ForeignKey(
        "needling.NeedlingSession", models.PROTECT, related_name="late_events"
    )
    delivery = models.ForeignKey(EventDelivery, models.PROTECT, related_name="late_events")
    event = models.JSONField()

    class Meta:
        ordering = ["recorded_at", "id"]
