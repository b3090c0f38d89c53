"""What the page at the table is given: the events so far, what each muscle offers for a tap, and the packets ready."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import msgspec
from django.urls import reverse

from filiform.clinic.needling.models import NeedlingSession
from filiform.clinic.needling.presenters.note_of_needles import DEPTHS, MANIPULATIONS
from filiform.clinic.needling.presenters.session import MuscleCard, slug_of
from filiform.clinic.needling.queries import Needles, Place, Standing
from filiform.clinic.needling.queries.last_time import (
    LastTime,
    last_time,
    needled_so,
    packets_of_late,
)
from filiform.clinic.screening.presenters import day_words
from filiform.clinic.supplies.queries import WrittenLot, listed, unknown_lots
from filiform.clinical.gates import rule_of
from filiform.clinical.ledger import MuscleSide
from filiform.clinical.needling import asks_for_rib, needle_length_caps
from filiform.knowledge.library import Library
from filiform.knowledge.model.anatomy import Muscle
from filiform.knowledge.model.needling import NeedlingRuleKind, Technique

CURRENT = (
    ("frequency_hz", "Frequency", "Hz", "1"),
    ("pulse_width_us", "Pulse width", "µs", "50"),
    ("intensity_ma", "Intensity", "mA", "0.5"),
    ("minutes", "Time", "minutes", "5"),
)
"""The settings of a current with their units, and by how much one tap turns each."""
APPROACH_LENGTH = 200


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose with a tap."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class ChoiceGroup:
    """What can be chosen for the next needle in a muscle: manipulation, depth, or the way in."""

    name: str
    label: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting of a current, with what it was last time; one tap turns it by `step`."""

    name: str
    label: str
    unit: str
    step: str
    value: str


@dataclass(frozen=True, slots=True)
class TableCard:
    """One muscle as the table shows it: its row, its cautions, and what is offered for a tap.

    `stays` are the minutes that the next needle is meant to stay, `planned_stay` those of the plan.
    """

    row: Any
    safety: Any
    again: str
    too_long: str
    is_too_long: bool
    choices: tuple[ChoiceGroup, ...]
    current: tuple[Setting, ...]
    asks_for_rib: bool
    stays: int | None
    planned_stay: int | None


@dataclass(frozen=True, slots=True)
class PacketLine:
    """A packet that can be chosen; `warning` says why it should not be, or what is not known of it."""

    size: str
    lot: str
    maker: str
    until: str
    warning: str
    is_closed: bool


class Table:
    """Everything the page at the table offers, read once for a request."""

    def __init__(self, session: NeedlingSession, stands: Standing, library: Library) -> None:
        self.session, self.stands, self.library = session, stands, library
        self.last = last_time(session)
        self.today = needled_so(stands.facts.events)
        self.list = listed(session.clinic)
        packets = packets_of_late(session, self.list)
        self.packets, self.last_packet = packets.offered, packets.last

    def packet_lines(self) -> tuple[PacketLine, ...]:
        """The packets of late, those past their date marked."""
        written = [WrittenLot(one.lot, one.maker) for one in self.packets]
        unknown = set(unknown_lots(self.list, written))
        return tuple(self._packet_line(one, unknown) for one in self.packets)

    def _packet_line(self, one: Needles, unknown: set[WrittenLot]) -> PacketLine:
        is_expired = one.expires_on is not None and one.expires_on < self.stands.facts.on
        warnings = (
            ("Past its date: do not use", is_expired),
            ("Not on the clinic’s list", WrittenLot(one.lot, one.maker) in unknown),
            ("No date known", one.expires_on is None),
        )
        size = (one.gauge, f"{one.length_mm:g} mm" if one.length_mm else "")
        return PacketLine(
            size=" × ".join(part for part in size if part),
            lot=f"lot {one.lot}",
            maker=one.maker,
            until=f"until {day_words(one.expires_on)}" if one.expires_on else "",
            warning=next((words for words, holds in warnings if holds), ""),
            is_closed=is_expired,
        )

    def cards(self, cards: Iterable[MuscleCard]) -> tuple[TableCard, ...]:
        """The cards of the muscles with what is offered for a tap."""
        return tuple(
            self._card(card, one) for card, one in zip(cards, self.stands.places, strict=True)
        )

    def _card(self, card: MuscleCard, one: Place) -> TableCard:
        last = self.last.get(one.place)
        length = self.packets[0].length_mm if self.packets else None
        longest = _longest_mm(one.place, self.library)
        technique = self.library.get(one.technique, Technique)
        return TableCard(
            row=card.row,
            safety=card.safety,
            again=_needles(last.needles) if last else "",
            too_long=rule_of(NeedlingRuleKind.NEEDLE_LENGTH, self.library).action,
            is_too_long=bool(length and longest and length > longest),
            choices=_choices(one.place, self.library),
            current=_current(last) if technique.is_electrical else (),
            asks_for_rib=asks_for_rib(one.place.muscle, self.library),
            stays=self._stays(one),
            planned_stay=one.dwell_minutes,
        )

    def _stays(self, one: Place) -> int | None:
        """Minutes that the next needle is meant to stay: as the last one here, else as planned, else as last time."""
        if (here := self.today.get(one.place)) is not None:
            return here.dwell_minutes
        if one.dwell_minutes is not None:
            return one.dwell_minutes
        last = self.last.get(one.place)
        return last.dwell_minutes if last else None

    def board(self, responses: Iterable[dict[str, Any]], closed: Iterable[str]) -> dict[str, Any]:
        """The same for the script: addresses, events, muscles and packets, in plain values.

        Args:
            responses: the measures before and after so far, as they are sent.
            closed: the rows of muscles into which no needle may go now.
        """
        where = {
            "clinic": self.session.clinic.slug,
            "episode": self.session.episode_id,
            "session": self.session.pk,
        }
        closed = set(closed)
        return {
            "session": str(self.session.pk),
            "clinic": self.session.clinic.slug,
            "page_url": reverse("needling:session", kwargs=where),
            "worker_url": reverse("needling:worker"),
            "events_url": reverse("needling:events", kwargs=where),
            "responses_url": reverse("needling:responses", kwargs=where),
            "live_url": reverse("needling:live", kwargs=where),
            "events": msgspec.to_builtins(self.stands.facts.events),
            "responses": list(responses),
            "packets": [_packet(one) for one in self.packets],
            "places": [self._place(one, closed) for one in self.stands.places],
        }

    def _place(self, one: Place, closed: set[str]) -> dict[str, Any]:
        slug, last = slug_of(one.place), self.last.get(one.place)
        return {
            "slug": slug,
            "name": _name(one.place, self.library),
            "muscle": one.place.muscle,
            "side": one.place.side.value,
            "technique": one.technique,
            "longest_mm": _longest_mm(one.place, self.library),
            "is_stopped": slug in closed,
            "dwell_minutes": self._stays(one),
            "last": {"count": last.needles, "settings": last.settings} if last else None,
        }


def _packet(one: Needles) -> dict[str, Any]:
    until = one.expires_on.isoformat() if one.expires_on else ""
    return {
        "lot": one.lot,
        "maker": one.maker,
        "gauge": one.gauge,
        "length_mm": one.length_mm,
        "expires_on": until,
    }


def _longest_mm(place: MuscleSide, library: Library) -> float | None:
    caps = needle_length_caps(place.muscle, library)
    return max((cap.value for cap in caps), default=None)


def _choices(place: MuscleSide, library: Library) -> tuple[ChoiceGroup, ...]:
    approaches = (
        f"{one.position}. {one.grip}. {one.direction}."[:APPROACH_LENGTH]
        for one in library.get(place.muscle, Muscle).approaches
    )
    groups = (
        ChoiceGroup("manipulation", "The needle is", _words(MANIPULATIONS)),
        ChoiceGroup("depth_band", "It goes", _words(DEPTHS)),
        ChoiceGroup("approach", "The way in", tuple(Choice(one, one) for one in approaches)),
    )
    return tuple(group for group in groups if group.choices)


def _words(labels: dict[str, str]) -> tuple[Choice, ...]:
    return tuple(Choice(value, label) for value, label in labels.items())


def _current(last: LastTime | None) -> tuple[Setting, ...]:
    settings = last.settings if last else {}
    return tuple(
        Setting(name, label, unit, step, f"{settings[name]:g}" if name in settings else "")
        for name, label, unit, step in CURRENT
    )


def _name(place: MuscleSide, library: Library) -> str:
    return f"{library.get(place.muscle, Muscle).label}, {place.side.value}"


def _needles(count: int) -> str:
    return "1 needle" if count == 1 else f"{count} needles"
