"""What the note says of needles: what was opened, where each went, what happened to it, and where it is now."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from filiform.clinic.needling.presenters.count import needles_and_parts
from filiform.clinic.screening.presenters.words import (
    day_words,
    label_of,
    moment_words,
    target_words,
)
from filiform.clinical.ledger import (
    Bent,
    Broken,
    Discomfort,
    Dropped,
    EmergencyStop,
    Inserted,
    MuscleSide,
    Needle,
    NeedleCount,
    NeedleEvent,
    NeedleEventType,
    NeedleState,
    Opened,
    PainRecognised,
    Recovered,
    RetainedEscalated,
    Void,
    needle_count,
    standing,
)
from filiform.kernel.decision import Target
from filiform.knowledge.library import Library

DEPTHS = {"under_skin": "under the skin", "in_muscle": "in the muscle", "to_bone": "to the bone"}
MANIPULATIONS = {"static": "left still", "pistoning": "moved in and out"}
RIB = {True: "a rib bracketed between the fingers", False: "bracketing a rib was not possible"}
SETTINGS = (
    ("frequency_hz", "Hz"),
    ("pulse_width_us", "µs"),
    ("intensity_ma", "mA"),
    ("minutes", "minutes"),
)
OUT = (NeedleState.OUT, NeedleState.DISCARDED, NeedleState.LOST)


def muscle_lines(
    place: MuscleSide,
    technique: str,
    reason: str,
    events: Iterable[NeedleEvent],
    library: Library,
    *,
    found: Iterable[str],
) -> Iterator[str]:
    """One muscle: the needles in and out, how, the response, and why it was needled if it was not planned."""
    events = tuple(events)
    here = [event for event in events if event.place == place]
    name = _name(place, library)
    if found := tuple(found):
        named = ", ".join(label_of(rule, library).lower() for rule in found)
        yield f"{name}: found on the day, {named}; no needle goes over it."
    inserted = [event for event in here if isinstance(event, Inserted)]
    if not inserted:
        yield f"{name}: not needled."
        return
    counts, count = counts_of(here), needle_count(events)
    said = [
        f"{needles_words(len(inserted))} in and {_out_of(place, count)} out",
        *_manner(inserted),
        *_stayed(place, count, of=len(inserted)),
        twitch_words(counts[NeedleEventType.TWITCH]),
        *_felt(here),
    ]
    yield f"{name}, {label_of(technique, library).lower()}: {', '.join(said)}."
    if counts[NeedleEventType.SHARP_PAIN]:
        yield f"{name}: unusually sharp pain at insertion; watched for in aftercare."
    if reason:
        # The form is not sent without the tick that the patient agreed.
        yield f"{name} is not in the plan: {reason.rstrip('.')}. The patient was asked and agreed."


def needle_lines(events: Iterable[NeedleEvent], library: Library) -> Iterator[str]:
    """All needles together: the packets, what went wrong with one of them, and the count."""
    events = tuple(events)
    opened = Counter(packet_words(event) for event in events if isinstance(event, Opened))
    for packet, number in opened.items():
        yield f"{needles_words(number)} opened: {packet or 'nothing is known of the packet'}."
    count = needle_count(events)
    places = {one.id: one.place for one in count.needles}
    for event in events:
        line = _incident(event, event.place or places.get(event.needle), library)
        if line:
            yield line
    yield _count_sentence(count)


def slip_lines(events: Iterable[NeedleEvent]) -> Iterator[str]:
    """Emergency stops that were a slip of the hand and taken back; the events come with their voids."""
    events = tuple(events)
    stands = {event.id for event in standing(events)}
    stops = {event.id: event for event in events if isinstance(event, EmergencyStop)}
    for void in events:
        if isinstance(void, Void) and void.voids in stops and void.voids not in stands:
            at = moment_words(stops[void.voids].at)
            yield f"“Everything out now” at {at} was a slip of the hand: nothing was taken out for it."


def counts_of(events: Iterable[NeedleEvent]) -> Counter[NeedleEventType]:
    """How many of each type."""
    return Counter(event.type for event in events)


def last_discomfort(events: Iterable[NeedleEvent]) -> int | None:
    """The discomfort given last, 0 to 10; events come in order of time."""
    given = [event.score for event in events if isinstance(event, Discomfort)]
    return given[-1] if given else None


def is_recognised(events: Iterable[NeedleEvent]) -> bool | None:
    """Whether the pain that a needle brought on was known to the person; the last answer counts."""
    given = [event.recognised for event in events if isinstance(event, PainRecognised)]
    return given[-1] if given else None


def twitch_words(count: int) -> str:
    """A number of local twitch responses."""
    if not count:
        return "no local twitch"
    return "1 local twitch" if count == 1 else f"{count} local twitches"


def needles_words(count: int) -> str:
    """A number of needles."""
    return "1 needle" if count == 1 else f"{count} needles"


def packet_words(event: Any) -> str:
    """What is printed on a packet of needles, from an event or anything with the same attributes."""
    size = " × ".join(
        part for part in (event.gauge, f"{event.length_mm:g} mm" if event.length_mm else "") if part
    )
    until = f"until {day_words(event.expires_on)}" if event.expires_on else ""
    maker = f" of {event.maker}" if event.maker else ""
    lot = f"lot {event.lot}{maker}" if event.lot else ""
    return ", ".join(part for part in (size, lot, until) if part)


def _name(place: MuscleSide, library: Library) -> str:
    return target_words(Target(place.muscle, place.side), library)


def _out_of(place: MuscleSide, count: NeedleCount) -> int:
    """How many needles came out of a muscle, whole or in part."""
    return sum(
        one.place == place and one.state in OUT and not one.is_fragment for one in count.needles
    )


def _manner(inserted: Iterable[Inserted]) -> Iterator[str]:
    """How the needles went in, each manner once."""
    words: dict[str, None] = {}
    for one in inserted:
        words[one.approach] = None
        words[DEPTHS.get(one.depth_band or "", "")] = None
        words[MANIPULATIONS.get(one.manipulation or "", "")] = None
        words["" if one.rib_bracketed is None else RIB[one.rib_bracketed]] = None
        for name, unit in SETTINGS:
            value = getattr(one, name)
            words[f"{value:g} {unit}" if value is not None else ""] = None
    yield from (word for word in words if word)


def _stayed(place: MuscleSide, count: NeedleCount, *, of: int) -> Iterator[str]:
    """How long needles that were meant to stay a time were in, or that they still are; one part for each plan.

    Args:
        of: how many needles went in here; how many are meant is said where it is not all of them.
    """
    ended = [one for one in count.stays if one.place == place and one.dwell_minutes]
    still = [one for one in count.needles if one.place == place and one.due_at]
    plans = {one.dwell_minutes for one in ended} | {one.dwell_minutes for one in still}
    for planned in sorted(minutes for minutes in plans if minutes):
        lasted = sorted(one.minutes for one in ended if one.dwell_minutes == planned)
        waiting = sum(one.dwell_minutes == planned for one in still)
        if lasted:
            which = f"{needles_words(len(lasted))} " if len(lasted) < of else ""
            yield f"{which}in for {_span(lasted)} min (planned {planned})"
        if waiting:
            yield f"{needles_words(waiting)} still in (planned {planned} min)"


def _span(minutes: list[int]) -> str:
    """The shortest and the longest of some whole minutes."""
    if not minutes[-1]:
        return "less than 1"
    ends = dict.fromkeys((minutes[0], minutes[-1]))
    return " to ".join(str(one) for one in ends)


def _felt(here: Iterable[NeedleEvent]) -> Iterator[str]:
    here = tuple(here)
    if (recognised := is_recognised(here)) is not None:
        yield "pain recognised" if recognised else "pain not recognised"
    if (discomfort := last_discomfort(here)) is not None:
        yield f"discomfort {discomfort} of 10"


def _incident(event: NeedleEvent, place: MuscleSide | None, library: Library) -> str:
    """What happened to one needle that does not usually happen."""
    where = f" in {_name(place, library)}" if place else ""
    if isinstance(event, EmergencyStop):
        return f"Emergency stop at {moment_words(event.at)}."
    if isinstance(event, Bent):
        return f"A needle bent{where}."
    if isinstance(event, Broken):
        out = f"; {event.out_mm:g} mm came out" if event.out_mm is not None else ""
        return f"A needle broke{where}{out}."
    if isinstance(event, Dropped):
        return f"A needle fell at {moment_words(event.at)}."
    if isinstance(event, Recovered):
        return (
            f"Recovered by {event.by}, seen by {event.witnessed_by}, at {moment_words(event.at)}."
        )
    if isinstance(event, RetainedEscalated):
        return f"Retained{where}; handed on to {event.to} at {moment_words(event.at)}."
    return ""


def _count_sentence(count: NeedleCount) -> str:
    """The count in one sentence. Out is every needle that is in the muscle no more, also one that broke or fell."""
    states = count.by_state
    unused = sum(_is_unused(one) for one in count.needles)
    said = [
        f"{count.inserted} in",
        f"{len(count.stays)} out",
        f"{states[NeedleState.DISCARDED]} in the sharps container"
        + (f", {unused} of them unused" if unused else ""),
    ]
    if states[NeedleState.RETAINED]:
        said.append(f"{states[NeedleState.RETAINED]} retained")
    agrees = "the count agrees"
    if count.unaccounted:
        agrees = f"{needles_and_parts(count.unaccounted)} not accounted for"
    return f"{', '.join(said)}: {agrees}."


def _is_unused(one: Needle) -> bool:
    return one.state is NeedleState.DISCARDED and one.place is None
