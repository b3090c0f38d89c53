"""Walks the chains and names the first event of each that does not fit."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from filiform.clinic.audit.chain import digest
from filiform.clinic.audit.models import AuditEvent, ChainHead


@dataclass(frozen=True, slots=True)
class ChainReport:
    """What became of one clinic's chain: how many events fit, and the first fault if there is one."""

    clinic_id: UUID
    events: int
    broken_at: int | None = None
    fault: str = ""

    @property
    def whole(self) -> bool:
        """Whether every event fits."""
        return self.broken_at is None


def verify_chains() -> list[ChainReport]:
    """One report a clinic, in the order of their identifiers."""
    known = set(ChainHead.objects.values_list("clinic_id", flat=True))
    known |= set(AuditEvent.objects.order_by().values_list("clinic_id", flat=True).distinct())
    return [verify_chain(clinic_id) for clinic_id in sorted(known)]


def verify_chain(clinic_id: UUID) -> ChainReport:
    """Read a clinic's events in order and stop at the first that does not fit."""
    fitting, last = 0, ""
    for event in _events(clinic_id):
        fault = _fault(event, fitting + 1, last)
        if fault:
            return ChainReport(clinic_id, fitting, broken_at=fitting + 1, fault=fault)
        fitting, last = event.sequence, event.hash
    head = ChainHead.objects.filter(clinic_id=clinic_id).first()
    if head is None or (head.sequence, head.hash) != (fitting, last):
        return ChainReport(clinic_id, fitting, fitting + 1, "events are missing from the end")
    return ChainReport(clinic_id, fitting)


def _events(clinic_id: UUID) -> Iterator[AuditEvent]:
    return AuditEvent.objects.filter(clinic_id=clinic_id).order_by("sequence").iterator(2_000)


def _fault(event: AuditEvent, expected: int, last: str) -> str:
    if event.sequence != expected:
        return "an event is missing before this one"
    if event.previous_hash != last:
        return "this event does not follow the one before it"
    if event.hash != digest(event):
        return "this event was changed after it was written"
    return ""
