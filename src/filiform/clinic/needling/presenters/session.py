"""The page beside the table: a row for each muscle, the tray, and what to do about what is closed."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID, uuid4

from filiform.clinic.needling.actions import TapKind
from filiform.clinic.needling.presenters.note_of_needles import (
    counts_of,
    last_discomfort,
    packet_words,
)
from filiform.clinic.needling.queries import Needles, Place, Standing
from filiform.clinic.planning.presenters.muscles import Limits, MuscleSafety, muscle_safety
from filiform.clinic.screening.presenters import label_of, reason_line, target_words
from filiform.clinic.ui.parts import ReasonLine
from filiform.clinical.gates import STOPS
from filiform.clinical.ledger import (
    MuscleSide,
    NeedleCount,
    NeedleEvent,
    NeedleEventType,
    NeedleState,
    PainRecognised,
    standing,
)
from filiform.clinical.needling import may_needle
from filiform.kernel.decision import Target
from filiform.knowledge.library import Library
from filiform.knowledge.model.aftercare import AftercareRedFlag
from filiform.knowledge.model.anatomy import Muscle

HIGHEST = 10


@dataclass(frozen=True, slots=True)
class Tap:
    """One thing to tap: the event it sends, under an id of its own; `voids` is what it takes back."""

    id: UUID
    kind: str
    value: str = ""
    voids: str = ""
    label: str = ""
    is_on: bool = False

    @property
    def code(self) -> str:
        """The tap as one button sends it; `read_tap` of the forms takes it apart again."""
        return f"{self.kind}:{self.value}:{self.voids}:{self.id}"


@dataclass(frozen=True, slots=True)
class Turn:
    """A number with one more and one fewer: fewer takes the latest one back."""

    label: str
    about: str
    value: int
    more: Tap
    fewer: Tap | None


@dataclass(frozen=True, slots=True)
class MuscleRow:
    """One muscle of the session as it stands.

    `stops` are the reasons why no needle may go in now; those that hold for every muscle alike are
    said once, above the rows (`shared_stops`).
    """

    slug: str
    name: str
    technique: str
    muscle: str
    side: str
    off_plan: str
    one_in: Tap
    twitches: Turn
    one_out: Tap
    all_out: Tap
    in_body: int
    here: str
    recognised: tuple[Tap, ...]
    discomfort: tuple[Tap, ...]
    discomfort_words: str
    sharp_pain: Tap
    had_sharp_pain: bool
    is_stopped: bool
    stops: tuple[ReasonLine, ...]


@dataclass(frozen=True, slots=True)
class MuscleCard:
    """A row with everything that belongs beside the needle; the card stays when the row changes."""

    row: MuscleRow
    safety: MuscleSafety


def muscle_rows(stands: Standing, count: NeedleCount, library: Library) -> tuple[MuscleRow, ...]:
    """The muscles of the session in the order of the plan, those added later at the end."""
    events = standing(stands.facts.events)
    return tuple(_muscle_row(one, stands, events, count, library) for one in stands.places)


def muscle_cards(
    rows: Iterable[MuscleRow], stands: Standing, library: Library
) -> tuple[MuscleCard, ...]:
    """The rows, each with its cautions, hazards and published depths."""
    limits = Limits(stands.facts.constraints, stands.facts.overrides, stands.facts.on, library)
    return tuple(
        MuscleCard(
            row,
            muscle_safety(
                library.get(one.place.muscle, Muscle),
                limits,
                sides=(one.place.side,),
                techniques=(one.technique,),
            ),
        )
        for row, one in zip(rows, stands.places, strict=True)
    )


def slug_of(place: MuscleSide) -> str:
    """What the row is called in the page: the muscle's own name and the side."""
    return f"{place.muscle.rsplit('/', 1)[-1]}-{place.side.value}"


def _muscle_row(
    one: Place,
    stands: Standing,
    events: tuple[NeedleEvent, ...],
    count: NeedleCount,
    library: Library,
) -> MuscleRow:
    place = one.place
    here = tuple(event for event in events if event.place == place)
    counts = counts_of(here)
    name = target_words(Target(place.muscle, place.side), library)
    in_body = dict(count.in_body).get(place, 0)
    stops = _stops(one, stands, library)
    given = last_discomfort(here)
    sharp = _latest(here, NeedleEventType.SHARP_PAIN)
    return MuscleRow(
        slug=slug_of(place),
        name=name,
        technique=label_of(one.technique, library),
        muscle=place.muscle,
        side=place.side.value,
        off_plan=one.reason,
        one_in=Tap(uuid4(), TapKind.INSERTED),
        twitches=Turn(
            label="Twitches",
            about=name,
            value=counts[NeedleEventType.TWITCH],
            more=Tap(uuid4(), TapKind.TWITCH),
            fewer=_void(twitch) if (twitch := _latest(here, NeedleEventType.TWITCH)) else None,
        ),
        one_out=Tap(uuid4(), TapKind.REMOVED_AND_DISCARDED, "1"),
        all_out=_all_out(in_body),
        in_body=in_body,
        here=_here(in_body, counts[NeedleEventType.INSERTED]),
        recognised=_recognised(here),
        discomfort=tuple(
            Tap(uuid4(), TapKind.DISCOMFORT, str(value), is_on=value == given)
            for value in range(HIGHEST + 1)
        ),
        discomfort_words="" if given is None else f"{given} of {HIGHEST}",
        sharp_pain=_void(sharp) if sharp else Tap(uuid4(), TapKind.SHARP_PAIN),
        had_sharp_pain=sharp is not None,
        is_stopped=bool(stops),
        stops=stops,
    )


def _all_out(in_body: int) -> Tap:
    label = "Out, into the sharps" if in_body == 1 else f"All {in_body} out, into the sharps"
    return Tap(uuid4(), TapKind.REMOVED_AND_DISCARDED, str(max(in_body, 1)), label=label)


def _here(in_body: int, inserted: int) -> str:
    if in_body:
        return f"{in_body} in"
    return f"{inserted} in and out" if inserted else ""


def _recognised(here: tuple[NeedleEvent, ...]) -> tuple[Tap, ...]:
    """Whether the patient knows the pain as their own: yes and no, the last answer marked."""
    said = [one.recognised for one in here if isinstance(one, PainRecognised)]
    return tuple(
        Tap(uuid4(), TapKind.PAIN_RECOGNISED, value, label=label, is_on=said[-1:] == [value == "1"])
        for value, label in (("1", "Yes"), ("0", "No"))
    )


def _latest(here: tuple[NeedleEvent, ...], kind: NeedleEventType) -> NeedleEvent | None:
    return next((event for event in reversed(here) if event.type is kind), None)


def _void(event: NeedleEvent) -> Tap:
    return Tap(uuid4(), TapKind.VOID, voids=event.id, is_on=True)


def _stops(one: Place, stands: Standing, library: Library) -> tuple[ReasonLine, ...]:
    """Why no needle may go into this muscle now; what holds for the whole session is said once, above."""
    facts = stands.facts_for(one.place)
    decision = may_needle(one.place, one.technique, facts, library)
    return tuple(reason_line(r, library) for r in decision.reasons if r.severity in STOPS)


def shared_stops(
    rows: Iterable[MuscleRow],
) -> tuple[tuple[ReasonLine, ...], tuple[MuscleRow, ...]]:
    """What closes every muscle alike, and the rows with only what closes each of them besides."""
    rows = tuple(rows)
    closed = [{reason.statement for reason in row.stops} for row in rows]
    shared = set.intersection(*closed) if closed else set()
    reasons = tuple(one for one in rows[0].stops if one.statement in shared) if shared else ()
    own = tuple(
        replace(row, stops=tuple(one for one in row.stops if one.statement not in shared))
        for row in rows
    )
    return reasons, own


def dock_taps(events: Iterable[NeedleEvent], count: NeedleCount) -> dict[str, Tap | None]:
    """The taps at the bottom edge, for a page without a script."""
    events = standing(events)
    last = events[-1] if events else None
    is_stop = last is not None and last.type is NeedleEventType.EMERGENCY_STOP
    states = [one.state for one in count.needles]
    unused = NeedleState.STERILE in states and NeedleState.OUT not in states
    return {
        "undo": _void(last) if last is not None and not is_stop else None,
        "slip": _void(last) if last is not None and is_stop else None,
        "discard": Tap(
            uuid4(),
            TapKind.DISCARDED_UNUSED if unused else TapKind.DISCARDED,
            str(states.count(NeedleState.STERILE)) if unused else "",
        ),
        "all_out": Tap(uuid4(), TapKind.ALL_OUT_AND_DISCARDED),
        "stop": Tap(uuid4(), TapKind.EMERGENCY_STOP),
    }


def packet_line(needles: Needles | None) -> str:
    """The needles opened last, as the button to open more of them names them."""
    return packet_words(needles) if needles else ""


def sharp_pain_words(library: Library) -> str:
    """What the library says of an unusually sharp pain as a needle goes in, and what to do now."""
    name = "aftercare/red_flags/sharp-pain-at-insertion"
    if name not in library:
        return ""
    flag = library.get(name, AftercareRedFlag)
    return f"{flag.statement} {flag.clinician_action}"
