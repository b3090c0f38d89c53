"""How many needles went into each sharps container, by the name that was given with them.

As with what was opened, nothing of needling is imported here: its rows are reached through the clinic.
"""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q

from filiform.clinic.people.models import Clinic
from filiform.clinical.ledger import NeedleEventType


@dataclass(frozen=True, slots=True)
class NeedlesIn:
    """Needles that went into one container; `too_late` of them after it was full or closed."""

    needles: int = 0
    too_late: int = 0


def needles_by_container(clinic: Clinic) -> dict[str, NeedlesIn]:
    """Needles by the name of the container they went into, in lower case; none that was taken back."""
    voided = clinic.needle_events.filter(voids=OuterRef("pk"))
    thrown = clinic.needle_events.filter(type=NeedleEventType.DISCARDED).exclude(container="")
    counted = thrown.exclude(Exists(voided)).values("container")
    counted = counted.annotate(
        needles=Count("needle", distinct=True),
        too_late=Count("needle", distinct=True, filter=~Q(against=[])),
    )
    found: dict[str, NeedlesIn] = {}
    for one in counted.order_by():
        label = one["container"].strip().casefold()
        before = found.get(label, NeedlesIn())
        found[label] = NeedlesIn(before.needles + one["needles"], before.too_late + one["too_late"])
    return found
