"""Textbook patterns: what each muscle is said to cause, asked back. Consistency of the library with itself, no evidence."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import msgspec
import yaml

from benchmarks.ranking_quality import FIRST, Ranker, Scores, chance_among
from filiform.clinical.findings import Findings, read_findings
from filiform.clinical.ranking.network import Cause
from filiform.kernel.side import Laterality, Side
from filiform.knowledge.library import Library
from filiform.knowledge.model.anatomy import Region
from filiform.knowledge.model.assessment import Movement

PATTERNS = Path(__file__).parents[1] / "tests" / "evaluation" / "textbook.yaml"


class Tested(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A movement or contraction, and the side it is on where it has one."""

    movement: str
    side: Side


class Pattern(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A muscle on the right as textbooks describe it. `muscles`: those the words mean, any of which counts."""

    words: str
    muscles: tuple[str, ...]
    first_zone: tuple[str, ...]
    all_zones: tuple[str, ...]
    limited: Tested | None = None
    painful: Tested | None = None


def patterns() -> tuple[Pattern, ...]:
    """Every pattern, in the order of the table."""
    return msgspec.convert(
        yaml.safe_load(PATTERNS.read_text(encoding="utf-8")), tuple[Pattern, ...]
    )


def findings_of(
    pattern: Pattern, library: Library, *, zones: Sequence[str], limited: bool, painful: bool
) -> Findings:
    """The pattern as somebody would have found it, or a part of it."""
    document = {
        "pain": [
            {"region": zone, "side": _side(zone, "regions", Region, Side.RIGHT, library)}
            for zone in zones
        ],
        "movements": list(_tested(pattern.limited if limited else None, "limited", library)),
        "contractions": list(_tested(pattern.painful if painful else None, "painful", library)),
    }
    return read_findings(json.dumps(document), library)


def _tested(tested: Tested | None, finding: str, library: Library) -> Iterator[Mapping[str, str]]:
    if tested:
        side = _side(tested.movement, "movements", Movement, tested.side, library)
        yield {"movement": tested.movement, "side": side, "finding": finding}


def _side(
    name: str, folder: str, kind: type[Region | Movement], side: Side, library: Library
) -> str:
    place = "anatomy" if kind is Region else "assessment"
    is_paired = library.get(f"{place}/{folder}/{name}", kind).laterality is Laterality.PAIRED
    return (side if is_paired else Side.MIDLINE).value


# What is known in turn: which zones, whether a movement, whether a contraction.
KNOWN = {
    "first zone alone": ("first_zone", False, False),
    "all zones": ("all_zones", False, False),
    "first zone, a limited movement": ("first_zone", True, False),
    "first zone, a painful contraction": ("first_zone", False, True),
    "first zone, both": ("first_zone", True, True),
}


def place_of(pattern: Pattern, known: str, ranker: Ranker, library: Library) -> int:
    """The place of the muscle among all muscles and sides, 1 for the first."""
    scores = _scores(pattern, known, ranker, library)
    best = max(scores[one] for one in _wanted(pattern))
    return 1 + sum(score > best for score in scores.values())


def _wanted(pattern: Pattern) -> frozenset[Cause]:
    return frozenset(Cause(f"anatomy/muscles/{one}", Side.RIGHT) for one in pattern.muscles)


def _scores(pattern: Pattern, known: str, ranker: Ranker, library: Library) -> Scores:
    zones, limited, painful = KNOWN[known]
    findings = findings_of(
        pattern, library, zones=getattr(pattern, zones), limited=limited, painful=painful
    )
    return ranker(findings, library)


def hits(known: str, ranker: Ranker, library: Library) -> tuple[float, ...]:
    """How many patterns have their muscle among the first 1, 3 and 5; what ties is taken in any order."""
    found = [(_scores(one, known, ranker, library), _wanted(one)) for one in patterns()]
    return tuple(
        sum(chance_among(scores, wanted, first) for scores, wanted in found) for first in FIRST
    )
