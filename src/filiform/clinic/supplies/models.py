"""Rows of the supplies: lots of needles, what came and went, recalls, and sharps containers."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from filiform.clinic.people.models import ClinicRow, belongs_to_clinic
from filiform.clinic.supplies.lot_numbers import LONGEST
from filiform.clinic.supplies.makers import LONGEST as LONGEST_MAKER


class NeedleLot(ClinicRow):
    """A lot of needles as its packet is printed. A correction is a new row that replaces the old one.

    Two makers may have one lot number; both can be listed. `maker` is empty in rows that were
    written before makers were asked for. That no lot stands twice is seen to by the actions, which
    lock the clinic: a number that was corrected away may be listed again.
    """

    clinic = belongs_to_clinic("needle_lots")
    maker = models.CharField(max_length=LONGEST_MAKER, blank=True)
    brand = models.CharField(max_length=100)
    gauge = models.CharField(max_length=20, blank=True)
    length_mm = models.DecimalField(max_digits=5, decimal_places=1)
    lot = models.CharField(max_length=LONGEST)
    lot_key = models.CharField(max_length=LONGEST, editable=False)
    expires_on = models.DateField()
    gtin = models.CharField(max_length=14, blank=True)
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )

    class Meta:
        ordering = ["expires_on", "lot_key"]
        indexes: ClassVar = [models.Index(fields=["clinic", "lot_key"], name="supplies_lot_key")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(lot_key=""), name="supplies_lot_has_a_number"),
        ]

    def __str__(self) -> str:
        return self.lot


class MovementKind(models.TextChoices):
    """What happened to needles of a lot outside a session."""

    RECEIVED = "received", "Received"
    BOX_OPENED = "box_opened", "Box opened"
    THROWN_AWAY = "thrown_away", "Thrown away unopened"


class LotMovement(ClinicRow):
    """Needles of a lot that came or went outside a session. One entered by mistake is taken back by another row."""

    clinic = belongs_to_clinic("lot_movements")
    lot = models.ForeignKey(NeedleLot, models.PROTECT, related_name="movements")
    kind = models.CharField(max_length=20, choices=MovementKind)
    quantity = models.PositiveIntegerField()
    on = models.DateField()
    reason = models.TextField(blank=True)
    takes_back = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="taken_back_by"
    )

    class Meta:
        ordering = ["recorded_at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind="box_opened", quantity=0)
                | ~Q(kind="box_opened") & Q(quantity__gte=1),
                name="supplies_movement_counts",
            ),
            models.CheckConstraint(
                condition=Q(takes_back__isnull=True, kind__in=("received", "box_opened"))
                | ~Q(reason=""),
                name="supplies_movement_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.quantity}"


class LotRecall(ClinicRow):
    """A lot that was recalled, whether it is on the list or not: its needles are not opened any more.

    Without a `maker` the number is recalled whoever made it.
    """

    clinic = belongs_to_clinic("lot_recalls")
    maker = models.CharField(max_length=LONGEST_MAKER, blank=True)
    lot = models.CharField(max_length=LONGEST)
    lot_key = models.CharField(max_length=LONGEST, editable=False)
    recalled_on = models.DateField()
    announced_by = models.CharField(max_length=200)
    reason = models.TextField()

    class Meta:
        ordering = ["-recalled_on", "-recorded_at"]
        indexes: ClassVar = [models.Index(fields=["clinic", "lot_key"], name="supplies_recall_key")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(lot_key="") & ~Q(reason=""), name="supplies_recall_names_a_lot"
            )
        ]

    def __str__(self) -> str:
        return f"recall of {self.lot}"


class RecallWithdrawal(ClinicRow):
    """A recall that does not hold any more, and why: the lot may be opened again."""

    clinic = belongs_to_clinic("recall_withdrawals")
    recall = models.OneToOneField(LotRecall, models.PROTECT, related_name="withdrawal")
    reason = models.TextField()

    class Meta:
        ordering = ["recorded_at"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(reason=""), name="supplies_withdrawal_says_why")
        ]


class SharpsContainer(ClinicRow):
    """A sharps container: what it is called, where it stands, since when."""

    clinic = belongs_to_clinic("sharps_containers")
    label = models.CharField(max_length=60)
    place = models.CharField(max_length=100)
    opened_on = models.DateField()

    class Meta:
        ordering = ["-opened_on", "-recorded_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["clinic", "label"], name="supplies_container_label")
        ]

    def __str__(self) -> str:
        return self.label


class ContainerStep(models.TextChoices):
    """What happens to a sharps container after it was opened, in this order."""

    FILL_LINE = "fill_line", "Fill line reached"
    CLOSED = "closed", "Closed"
    COLLECTED = "collected", "Collected"


class ContainerEvent(ClinicRow):
    """A step of a sharps container's life; each happens once."""

    clinic = belongs_to_clinic("container_events")
    container = models.ForeignKey(SharpsContainer, models.PROTECT, related_name="events")
    step = models.CharField(max_length=20, choices=ContainerStep)
    on = models.DateField()
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["recorded_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["container", "step"], name="supplies_container_step")
        ]

    def __str__(self) -> str:
        return self.step
