"""Where a device sends what it recorded, one event or many: JSON both ways, each event answered by itself."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Annotated, Any
from uuid import UUID

import msgspec
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from filiform.clinic.accounts.roles import Permission
from filiform.clinic.needling.actions import CLOCK_BOUND, Answer, Verdict, record_events
from filiform.clinic.needling.presenters.count import count_document
from filiform.clinic.needling.queries import session_events, session_to_write
from filiform.clinic.people.access import staff
from filiform.clinical.ledger import NeedleEvent, Unreadable, needle_count, read_event

MOST_AT_ONCE = 500
LARGEST = 512 * 1024  # bytes; five hundred events stay below
_IDENTIFIERS = ("id", "needle", "voids", "fragment")


class Batch(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a device sends. `asking`: it has not happened yet. `sent_at` is the device's clock as it sends.

    `wants_count`: the whole session is counted for the answer, which a device with much to send can leave to the end.
    """

    events: Annotated[tuple[msgspec.Raw, ...], msgspec.Meta(max_length=MOST_AT_ONCE)]
    asking: bool = False
    wants_count: bool = True
    sent_at: Annotated[datetime, msgspec.Meta(tz=True)] | None = None

    def __post_init__(self) -> None:
        """Refuse a moment beyond the calendar.

        Raises:
            ValueError: when `sent_at` has no time in UTC.
        """
        try:
            _ = self.sent_at and self.sent_at.astimezone(UTC)
        except OverflowError:
            raise ValueError("`sent_at` lies beyond the calendar") from None


@staff(Permission.RECORD_SESSION)
@require_POST
def events(request: Any, episode: UUID, session: UUID) -> HttpResponse:
    """Take what a device recorded. The answer comes after it is written down for good."""
    own = session_to_write(request.clinic, episode, session)
    if own is None:
        raise Http404
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST:
        return _said(
            413, {"message": f"More than {LARGEST // 1024} KB; send fewer events at once."}
        )
    try:
        batch = msgspec.json.decode(request.body, type=Batch)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        allowed = f"an object with `events` (at most {MOST_AT_ONCE}), `asking` and `sent_at`"
        return _said(422, {"message": f"This is no batch of events: {error}. Allowed: {allowed}."})
    read = [_read(bytes(raw)) for raw in batch.events]
    now = timezone.now()
    answers = iter(
        _recorded(
            own, [one for one in read if not isinstance(one, Unreadable)], batch, request.user, now
        )
    )
    return _said(
        200,
        {
            "answers": [
                _unreadable(one) if isinstance(one, Unreadable) else _answer(next(answers))
                for one in read
            ],
            "warnings": _warnings(batch.sent_at, now),
            "count": count_document(needle_count(session_events(own)))
            if batch.wants_count
            else None,
        },
    )


def _recorded(
    session: Any, sent: list[NeedleEvent], batch: Batch, by: Any, at: datetime
) -> Iterable[Answer]:
    if not sent:
        return ()
    delivery = record_events(
        session=session, events=sent, asking=batch.asking, sent_at=batch.sent_at, by=by, at=at
    )
    return delivery.answers


def _read(raw: bytes) -> NeedleEvent | Unreadable:
    """One event, with identifiers as the database has them."""
    event = read_event(raw)
    if isinstance(event, Unreadable):
        return event
    changed = {}
    for name in _IDENTIFIERS:
        if given := getattr(event, name, ""):
            try:
                changed[name] = str(UUID(given))
            except ValueError:
                return Unreadable(field=name, given=given, allowed="a UUID", id=event.id)
    return msgspec.structs.replace(event, **changed)


def _answer(answer: Answer) -> dict[str, Any]:
    said = {"id": answer.id, "answer": answer.verdict, "message": answer.message}
    extra = {
        "field": answer.field,
        "allowed": answer.allowed,
        "statements": list(answer.statements),
    }
    return said | {name: value for name, value in extra.items() if value}


def _unreadable(one: Unreadable) -> dict[str, Any]:
    return {
        "id": one.id,
        "answer": Verdict.REFUSED,
        "message": f"This event could not be read: {one}.",
        "field": one.field,
        "given": one.given,
        "allowed": one.allowed,
    }


def _warnings(sent_at: datetime | None, now: datetime) -> list[str]:
    """That the device's clock is far from the server's; both times are kept."""
    if sent_at is None or abs(now - sent_at) <= CLOCK_BOUND:
        return []
    minutes = round((now - sent_at).total_seconds() / 60)
    way = "behind" if minutes > 0 else "ahead"
    amount = "1 minute" if abs(minutes) == 1 else f"{abs(minutes)} minutes"
    return [
        f"The clock of this device is {amount} {way}. Its events are put in order by the clinic's clock."
    ]


def _said(status: int, document: dict[str, Any]) -> HttpResponse:
    return HttpResponse(
        msgspec.json.encode(document), content_type="application/json", status=status
    )
