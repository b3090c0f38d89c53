"""What was done last time, muscle by muscle, and which packets of needles lie ready: suggestions, never a record."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from filiform.clinic.needling.models import NeedlingSession
from filiform.clinic.needling.queries.events import session_events
from filiform.clinic.needling.queries.session import Needles
from filiform.clinic.supplies.lot_numbers import lot_key
from filiform.clinic.supplies.makers import maker_key
from filiform.clinic.supplies.queries import (
    Listed,
    WrittenLot,
    listed,
    lots_to_open,
    recalled_lots,
)
from filiform.clinical.ledger import (
    Inserted,
    MuscleSide,
    NeedleEvent,
    NeedleEventType,
    standing,
    stays_minutes,
)

PACKETS = 6
LOOKED_AT = 200  # openings, newest first, among which the packets of late are found
SETTINGS = (
    "technique",
    "approach",
    "depth_band",
    "manipulation",
    "frequency_hz",
    "pulse_width_us",
    "intensity_ma",
    "minutes",
)


@dataclass(frozen=True, slots=True)
class LastTime:
    """How a muscle was needled in the last signed session: how many needles, and how the last of them.

    `dwell_minutes` is how long that one was meant to stay; None where nobody said.
    """

    needles: int
    settings: dict[str, str | float]
    dwell_minutes: int | None = None


def last_time(session: NeedlingSession) -> dict[MuscleSide, LastTime]:
    """By muscle and side, from the newest signed session of the episode; empty before there is one."""
    signed = session.episode.needling_sessions.filter(signature__isnull=False)
    previous = signed.exclude(pk=session.pk).first()
    return {} if previous is None else needled_so(session_events(previous))


def needled_so(events: Iterable[NeedleEvent]) -> dict[MuscleSide, LastTime]:
    """How each muscle was needled, by the events of one session."""
    found: dict[MuscleSide, list[Inserted]] = {}
    for event in standing(events):
        if isinstance(event, Inserted) and event.place is not None:
            found.setdefault(event.place, []).append(event)
    return {
        place: LastTime(
            len({one.needle for one in here}), _settings(here[-1]), stays_minutes(here[-1])
        )
        for place, here in found.items()
    }


def _settings(event: Inserted) -> dict[str, str | float]:
    given = {name: getattr(event, name) for name in SETTINGS}
    return {
        name: value if isinstance(value, float) else str(value)
        for name, value in given.items()
        if value not in (None, "")
    }


@dataclass(frozen=True, slots=True)
class Packets:
    """The packets to choose from, and the one opened last: in this session, or else by this practitioner."""

    offered: tuple[Needles, ...]
    last: Needles | None


def packets_of_late(session: NeedlingSession, known: Listed | None = None) -> Packets:
    """Those opened of late, in this session first, then those on the clinic's shelf.

    A recalled lot is not offered. A number that the list has of one maker is offered as theirs; of
    one that it has of several, only packets that say whose they are.

    Args:
        known: the clinic's list, if it was read before.
    """
    known = known or listed(session.clinic)
    opened = session.clinic.needle_events.filter(type=NeedleEventType.OPENED).order_by("-at")
    rows = opened.values_list("session", "lot", "gauge", "length_mm", "expires_on", "maker")
    mine = list(rows.filter(session__practitioner=session.practitioner_id)[:LOOKED_AT])
    mine.sort(key=lambda row: row[0] != session.pk)
    late = [Needles(*row[1:]) for row in dict.fromkeys([*mine, *rows[:LOOKED_AT]])]
    kinds = dict.fromkeys(kind for one in late if (kind := _told_apart(one, known)) is not None)
    closed = recalled_lots(session.clinic, {WrittenLot(one.lot, one.maker) for one in kinds})
    offered = [one for one in kinds if WrittenLot(one.lot, one.maker) not in closed]
    alike = {_alike(one) for one in offered}
    for lot in lots_to_open(session.clinic, session.on)[:PACKETS]:
        one = Needles(lot.lot, lot.gauge, float(lot.length_mm), lot.expires_on, lot.maker)
        if _alike(one) not in alike:
            offered.append(one)
    return Packets(tuple(offered)[:PACKETS], late[0] if mine else None)


def _told_apart(one: Needles, known: Listed) -> Needles | None:
    """The packet with its maker as the list knows it; none where it was not said and the list has several."""
    makers = known.makers_of(one.lot) if one.lot and not one.maker else ()
    if not one.lot or len(makers) > 1:
        return None
    return replace(one, maker=one.maker or "".join(makers))


def _alike(one: Needles) -> tuple[str, str, float | None]:
    return lot_key(one.lot), maker_key(one.maker), one.length_mm
