"""Reads findings from JSON, the input of `filiform draw` and `filiform rank`; every fault is told at once."""

from collections.abc import Iterable
from typing import Any

import msgspec

from filiform.clinical.findings.contradictions import contradictions
from filiform.clinical.findings.entry import Entry
from filiform.clinical.findings.model import (
    ContractionResult,
    ExaminedContraction,
    ExaminedMovement,
    Findings,
    MovementResult,
    PainfulRegion,
    PainQuality,
    PalpatedMuscle,
)
from filiform.kernel.identifier import nearest
from filiform.knowledge.library import Library
from filiform.knowledge.model.anatomy import Muscle, Region
from filiform.knowledge.model.assessment import Movement
from filiform.knowledge.model.outcomes import Instrument
from filiform.knowledge.model.screening import ScreeningStatement


class UnusableFindings(Exception):
    """Findings that cannot be used. `faults` has one line for each thing to mend, with its place."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(self.faults))


def read_findings(content: bytes | str, library: Library) -> Findings:
    """The findings in a JSON document; a concept may be named in short (`shoulder-top`)
    or by any name that only it has (`Top of the shoulder`).

    Nothing found is no fault: an empty object gives empty findings. An entry that stands twice in
    the same words counts once.

    Raises:
        UnusableFindings: for a document that is not as described, a name the library does not know,
            a side that the body does not have there, a value out of range, or a contradiction.
    """
    lists = _lists(content)
    faults: list[str] = []
    findings = Findings(
        pain=_each(lists, "pain", _pain, library, faults),
        movements=_each(lists, "movements", _movement, library, faults),
        contractions=_each(lists, "contractions", _contraction, library, faults),
        palpation=_each(lists, "palpation", _palpation, library, faults),
        red_flags=_red_flags(lists, library, faults),
    )
    faults += contradictions(findings)
    if faults:
        raise UnusableFindings(faults)
    return findings


def _lists(content: bytes | str) -> dict[str, list[Any]]:
    try:
        document = msgspec.json.decode(content)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise UnusableFindings([f"this is not JSON: {error}"]) from None
    if not isinstance(document, dict):
        raise UnusableFindings(
            ['expected an object such as {"pain": [{"region": "shoulder-top"}]}']
        )
    allowed = Findings.__struct_fields__
    faults = [_misnamed(name, allowed) for name in document if name not in allowed]
    for name in document.keys() & set(allowed):
        if not isinstance(document[name], list):
            faults.append(f"{name}: expected a list")
    if faults:
        raise UnusableFindings(sorted(faults))
    return document


def _misnamed(name: str, allowed: Iterable[str]) -> str:
    near = nearest(name, allowed, count=1)
    hint = f"did you mean `{near[0]}`? " if near else ""
    return f"`{name}` is not expected here; {hint}allowed: {', '.join(allowed)}"


def _each(
    lists: dict[str, list[Any]], name: str, read: Any, library: Library, faults: list[str]
) -> tuple[Any, ...]:
    """Every entry of a list that could be read, once; what could not be read is among the faults."""
    found = []
    for number, given in enumerate(lists.get(name, ())):
        entry = Entry(f"{name}[{number}]", given)
        one = read(entry, library)
        faults += entry.faults
        found += [] if entry.faults else [one]
    return tuple(dict.fromkeys(found))


def _pain(entry: Entry, library: Library) -> PainfulRegion:
    scale = library.get("outcomes/instruments/nprs", Instrument).range
    region = entry.concept("region", Region, library)
    return PainfulRegion(
        region=region.id if region else "",
        side=entry.side(region),
        intensity=entry.number("intensity", scale.low, scale.high),
        quality=entry.choice("quality", PainQuality),
        pain=entry.name("pain"),
    )


def _movement(entry: Entry, library: Library) -> ExaminedMovement:
    movement = entry.concept("movement", Movement, library)
    if movement and not movement.is_moved:
        entry.fault("movement", f"`{movement.id}` is tested only as a contraction")
    return ExaminedMovement(
        movement=movement.id if movement else "",
        side=entry.side(movement),
        finding=entry.needed_choice("finding", MovementResult),
    )


def _contraction(entry: Entry, library: Library) -> ExaminedContraction:
    movement = entry.concept("movement", Movement, library)
    if movement and not movement.is_resisted:
        entry.fault("movement", f"`{movement.id}` is not tested against resistance")
    return ExaminedContraction(
        movement=movement.id if movement else "",
        side=entry.side(movement),
        finding=entry.needed_choice("finding", ContractionResult),
    )


def _palpation(entry: Entry, library: Library) -> PalpatedMuscle:
    muscle = entry.concept("muscle", Muscle, library)
    return PalpatedMuscle(
        muscle=muscle.id if muscle else "",
        side=entry.side(muscle),
        taut_band=entry.sign("taut_band"),
        spot_tenderness=entry.sign("spot_tenderness"),
        referred_sensation=entry.sign("referred_sensation"),
        recognised=entry.sign("recognised"),
    )


def _red_flags(lists: dict[str, list[Any]], library: Library, faults: list[str]) -> tuple[str, ...]:
    """Red flags by the id of their statement; each may be given by that of its finding as well."""
    flags = {one.id: one.id for one in library.all(ScreeningStatement) if "/red_flags/" in one.id}
    by_finding = {library.get(one, ScreeningStatement).finding: one for one in flags}
    found = []
    for number, given in enumerate(lists.get("red_flags", ())):
        names = (given, f"screening/red_flags/{given}", f"screening/findings/{given}")
        known = next((one for name in names if (one := (flags | by_finding).get(name))), None)
        if known is None:
            near = nearest(str(given), flags)
            hint = f"; did you mean {' or '.join(near)}?" if near else ""
            faults.append(f"red_flags[{number}]: `{given}` is no red flag of the library{hint}")
        else:
            found.append(known)
    return tuple(dict.fromkeys(found))
