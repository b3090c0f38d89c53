"""Writing needle events: a tap, or all that a device sends at once, each durable when it is answered."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import msgspec

from filiform.clinic.audit.action import Refused, Repeated, audited, repeat_of
from filiform.clinic.needling.actions.judging import (
    OTHER_CONTENT,
    Judged,
    Verdict,
    judge,
)
from filiform.clinic.needling.actions.taps import TapKind, Tapped, events_of_tap
from filiform.clinic.needling.actions.writing import row_of, signed_words
from filiform.clinic.needling.models import (
    EventDelivery,
    LateEvent,
    NeedleEvent,
    NeedlingSession,
)
from filiform.clinic.needling.queries import columns_of, planned_dwell, session_events
from filiform.clinical import ledger
from filiform.clinical.ledger import needle_count


def _details(delivery: EventDelivery) -> dict[str, Any]:
    accepted = [one for one in delivery.answers if one.verdict is Verdict.ACCEPTED]
    return {
        "events": len(accepted),
        "is_report": delivery.is_report,
        "against": sum(bool(one.statements) for one in accepted),
    }


@audited("needling.events_recorded", details=_details)
def record_events(
    *,
    session: NeedlingSession,
    events: Sequence[ledger.NeedleEvent],
    asking: bool,
    sent_at: datetime | None = None,
    by: Any,
    at: datetime,
) -> EventDelivery:
    """Write all that a device sends at once; `answers` of what is returned says what became of each event.

    One that is refused leaves the others as they are. Nothing new leaves no row and no audit event.

    Args:
        asking: it has not happened yet, and is refused where a gate forbids it. What has happened
            is kept, with what forbade it.
        sent_at: the device's clock as it sent this; far from `at`, the events are moved by the difference.
    """
    words = signed_words(session)
    delivery = EventDelivery(
        id=uuid4(),
        **row_of(session, by, at),
        is_report=not asking,
        sent_at=sent_at and sent_at.astimezone(UTC),
        clock_offset_seconds=(at - sent_at).total_seconds() if sent_at else 0,
    )
    judged = judge(
        session,
        events,
        signed_words=words,
        asking=asking,
        offset_seconds=delivery.clock_offset_seconds,
        at=at,
    )
    delivery.answers = [one.answer for one in judged]
    if not any(one.is_new for one in judged):
        raise Repeated(delivery)
    _write(delivery, judged)
    return delivery


@audited("needling.tap_recorded", details=_details)
def record_tap(
    *, session: NeedlingSession, row_id: UUID, tapped: Tapped, by: Any, at: datetime
) -> EventDelivery:
    """Write one tap: all of its events or none. `row_id` is made where it was tapped, so that it counts once.

    Raises:
        Refused: when the session is signed, there are not so many needles there, an insertion may
            not be made (with the decision), or it does not fit what is on record.
    """
    said = msgspec.to_builtins(tapped)
    words = signed_words(session)  # locked first: the same tap may arrive twice in the same moment
    repeat_of(session.deliveries, row_id, said=said)
    if NeedleEvent.objects.filter(pk=row_id).exists():
        raise Refused(OTHER_CONTENT)
    if words:
        raise Refused(words)
    stays = planned_dwell(session, tapped.place) if tapped.kind is TapKind.INSERTED else None
    events = events_of_tap(tapped, row_id, needle_count(session_events(session)), at, stays=stays)
    judged = judge(session, events, signed_words="", asking=True, at=at)
    for one in judged:
        if not one.is_new:
            raise Refused(one.answer.message, decision=one.answer.decision)
    delivery = EventDelivery(
        id=row_id, **row_of(session, by, at), is_report=False, sent_at=None, said=said
    )
    delivery.answers = [one.answer for one in judged]
    _write(delivery, judged)
    return delivery


def _write(delivery: EventDelivery, judged: Iterable[Judged]) -> None:
    new = [one for one in judged if one.is_new]
    delivery.save(force_insert=True)
    row = row_of(delivery.session, delivery.recorded_by, delivery.recorded_at)
    NeedleEvent.objects.bulk_create(
        NeedleEvent(
            **row,
            delivery=delivery,
            at=one.at or one.event.at,
            against=list(one.answer.statements),
            **columns_of(one.event),
        )
        for one in new
        if not one.is_late
    )
    LateEvent.objects.bulk_create(
        LateEvent(
            id=UUID(one.event.id), **row, delivery=delivery, event=msgspec.to_builtins(one.event)
        )
        for one in new
        if one.is_late
    )
