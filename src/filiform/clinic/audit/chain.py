"""The chain: each event carries the hash of the one before it, so that no event can be changed unseen."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from filiform.clinic.audit.models import AuditEvent, ChainHead


def digest(event: AuditEvent) -> str:
    """SHA-256 over everything an event says and the hash of the event before it."""
    said = {
        "clinic": str(event.clinic_id),
        "sequence": event.sequence,
        "at": event.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": str(event.actor_id),
        "role": event.actor_role,
        "action": event.action,
        "subject": [event.subject_model, event.subject_id],
        "details": event.details,
        "previous": event.previous_hash,
    }
    canonical = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def append(
    *,
    clinic_id: UUID,
    at: datetime,
    actor_id: UUID | None,
    actor_role: str,
    action: str,
    subject_model: str,
    subject_id: str,
    details: Mapping[str, Any],
) -> AuditEvent:
    """Append one event to a clinic's chain; part of the transaction of what it speaks of."""
    # No savepoint: two round trips less while everybody in the clinic waits for the head.
    with transaction.atomic(savepoint=False):
        head = _locked_head(clinic_id)
        event = AuditEvent(
            clinic_id=clinic_id,
            sequence=head.sequence + 1,
            at=at,
            actor_id=actor_id,
            actor_role=actor_role,
            action=action,
            subject_model=subject_model,
            subject_id=subject_id,
            details=dict(details),
            previous_hash=head.hash,
        )
        event.hash = digest(event)
        event.save(force_insert=True)
        head.sequence, head.hash = event.sequence, event.hash
        head.save(force_update=True)
    return event


def _locked_head(clinic_id: UUID) -> ChainHead:
    """The head, locked until the transaction ends: writers of one clinic come one after the other."""
    heads = ChainHead.objects.select_for_update().filter(clinic_id=clinic_id)
    head = heads.first()
    if head is None:
        ChainHead.objects.bulk_create([ChainHead(clinic_id=clinic_id)], ignore_conflicts=True)
        head = heads.get()
    return head
