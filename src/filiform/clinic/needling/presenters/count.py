"""The needle count as the page shows it and as a device is told it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from filiform.clinical.ledger import Needle, NeedleCount, NeedleState
from filiform.knowledge.model.needling import NeedlingRuleKind

MISSING = (NeedleState.LOST, NeedleState.BROKEN_OFF, NeedleState.UNKNOWN)

SIGNED_OUT = "Every needle came out; the sharps container was not recorded then"


@dataclass(frozen=True, slots=True)
class CountLine:
    """The needle count that is always in sight.

    `on_tray` are open and unused, `out` are used and not in the sharps container yet, `missing` are
    lost, broken off or never opened. `contradictions` say what in the record does not agree.
    """

    opened: int
    on_tray: int
    in_body: int
    out: int
    discarded: int
    missing: int
    retained: int
    unaccounted: int
    suspended: int
    agrees: bool
    words: str
    contradictions: tuple[str, ...]

    @property
    def to_discard(self) -> int:
        """How many lie ready for the sharps container, used or not."""
        return self.out + self.on_tray


@dataclass(frozen=True, slots=True)
class CountTerm:
    """One number of the count; `waits`: something is still to be done about it."""

    name: str
    label: str
    count: int
    waits: bool
    is_shown: bool = True


def count_terms(line: CountLine) -> tuple[CountTerm, ...]:
    """The count in the order of what is to be done about it."""
    return (
        CountTerm("in_body", "In the body", line.in_body, line.in_body > 0),
        CountTerm("out", "Out, in hand", line.out, line.out > 0, line.out > 0),
        CountTerm("sterile", "On the tray", line.on_tray, line.on_tray > 0, line.on_tray > 0),
        CountTerm("missing", "Missing", line.missing, line.missing > 0, line.missing > 0),
        CountTerm("discarded", "In the sharps", line.discarded, False),
        CountTerm("retained", "Handed on", line.retained, False, line.retained > 0),
    )


def count_line(count: NeedleCount, *, is_signed: bool = False) -> CountLine:
    """The count as the bar shows it.

    Args:
        is_signed: what was signed before sharps were recorded ended with every needle out.
    """
    states = count.by_state
    contradictions = tuple(
        dict.fromkeys(
            one.detail.replace("`", "")
            for one in count.findings
            if one.kind is NeedlingRuleKind.RECORD_AGREES
        )
    )
    ended_out = is_signed and all(one.state is NeedleState.OUT for one in count.unaccounted)
    return CountLine(
        opened=count.opened,
        on_tray=states[NeedleState.STERILE],
        in_body=states[NeedleState.IN_BODY],
        out=states[NeedleState.OUT],
        discarded=states[NeedleState.DISCARDED],
        missing=sum(states[state] for state in MISSING),
        retained=states[NeedleState.RETAINED],
        unaccounted=len(count.unaccounted),
        suspended=len(count.to_recover),
        agrees=not (count.unaccounted or count.suspended or contradictions) or ended_out,
        words=SIGNED_OUT
        if ended_out and count.unaccounted
        else _count_words(count, contradictions),
        contradictions=contradictions,
    )


def _count_words(count: NeedleCount, contradictions: tuple[str, ...]) -> str:
    if count.suspended:
        waited_for = [one for one in count.needles if one.id in count.to_recover]
        return f"Emergency stop: {needles_and_parts(waited_for)} to find and count again"
    if not count.needles:
        return "No needle opened yet"
    if count.unaccounted:
        return f"{needles_and_parts(count.unaccounted)} still to be accounted for"
    if contradictions:
        return "What was recorded does not agree"
    if kept := [one for one in count.needles if one.state is NeedleState.RETAINED]:
        return f"Accounted for; handed on, not out: {needles_and_parts(kept)}"
    return "Every needle is accounted for"


def count_document(count: NeedleCount) -> dict[str, Any]:
    """The count as a device is told it, in plain values."""
    return {
        "by_state": {state.value: number for state, number in count.by_state.items()},
        "unaccounted": [
            {
                "needle": one.id,
                "state": one.state.value,
                "muscle": one.place.muscle if one.place else None,
                "side": one.place.side.value if one.place else None,
                "since": one.since,
            }
            for one in count.unaccounted
        ],
        "suspended": count.suspended,
        "to_recover": list(count.to_recover),
        "may_be_signed": count.may_be_signed,
    }


def needles_and_parts(needles: Iterable[Needle]) -> str:
    """How many needles, and parts of broken ones: a part is no needle more than were opened."""
    parts = Counter(one.is_fragment for one in needles)
    named = ((parts[False], "needle"), (parts[True], "part"))
    return " and ".join(f"{n} {word}{'' if n == 1 else 's'}" for n, word in named if n)
