"""What was done last time, muscle by muscle, and which packets of needles lie ready: suggestions, never a record."""

from collections.abc import Iterable
from dataclasses import dataclass

from filiform.clinic.needling.models import NeedlingSession
from filiform.clinic.needling.queries.events import session_events
from filiform.clinic.needling.queries.session import Needles
from filiform.clinic.supplies.lot_numbers import lot_key
from filiform.clinic.supplies.queries import lots_to_open, recalled_lots
from filiform.clinical.ledger import Inserted, MuscleSide, NeedleEvent, NeedleEventType, standing

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
    """How a muscle was needled in the last signed session: how many needles, and how the last of them."""

    needles: int
    settings: dict[str, str | float]


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
        place: LastTime(len({one.needle for one in here}), _settings(here[-1]))
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


def packets_of_late(session: NeedlingSession) -> Packets:
    """Those opened of late, in this session first, then those on the clinic's shelf.

    A recalled lot is not offered.
    """
    opened = session.clinic.needle_events.filter(type=NeedleEventType.OPENED).order_by("-at")
    rows = opened.values_list("session", "lot", "gauge", "length_mm", "expires_on")
    mine = list(rows.filter(session__practitioner=session.practitioner_id)[:LOOKED_AT])
    mine.sort(key=lambda row: row[0] != session.pk)
    late = [Needles(*row[1:]) for row in dict.fromkeys([*mine, *rows[:LOOKED_AT]])]
    closed = {one.lot_key for one in recalled_lots(session.clinic, {one.lot for one in late})}
    kinds = [one for one in late if one.lot and lot_key(one.lot) not in closed]
    known = {lot_key(one.lot) for one in kinds}
    for lot in lots_to_open(session.clinic, session.on)[:PACKETS]:
        if lot.lot_key not in known:
            kinds.append(Needles(lot.lot, lot.gauge, float(lot.length_mm), lot.expires_on))
    return Packets(tuple(dict.fromkeys(kinds))[:PACKETS], late[0] if mine else None)
