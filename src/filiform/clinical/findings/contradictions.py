"""Findings that cannot both be true: told together, before anything is concluded from them."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import TypeVar

from filiform.clinical.findings.model import (
    ContractionResult,
    ExaminedContraction,
    ExaminedMovement,
    Findings,
    MovementResult,
    PainfulRegion,
    PalpatedMuscle,
)

One = TypeVar("One")


def contradictions(findings: Findings) -> Iterator[str]:
    """One sentence for each pair of entries that contradict each other, and each entry that does itself."""
    yield from _of_pain(findings.pain)
    yield from _of_tests("movements", findings.movements)
    yield from _of_tests("contractions", findings.contractions)
    yield from _of_palpation(findings.palpation)


def _of_pain(pain: Iterable[PainfulRegion]) -> Iterator[str]:
    for (region, side, _), group in _grouped(pain, lambda one: (one.region, one.side, one.pain)):
        intensities = dict.fromkeys(one.intensity for one in group)
        if len(intensities) > 1:
            given = " and ".join("none" if one is None else f"{one:g}" for one in intensities)
            yield f"pain: {region} ({side}) has the intensities {given}; give one"


def _of_tests(
    place: str, tests: Iterable[ExaminedMovement] | Iterable[ExaminedContraction]
) -> Iterator[str]:
    either: Iterable[ExaminedMovement | ExaminedContraction] = tests
    for (movement, side), group in _grouped(either, lambda one: (one.movement, one.side)):
        results = {one.finding.value for one in group}
        abnormal = sorted(results - {MovementResult.NORMAL, ContractionResult.NORMAL})
        if abnormal and len(results) > len(abnormal):
            given = " and ".join(abnormal)
            yield f"{place}: {movement} ({side}) is both {given} and normal; keep one"


def _of_palpation(palpation: Iterable[PalpatedMuscle]) -> Iterator[str]:
    for (muscle, side), group in _grouped(palpation, lambda one: (one.muscle, one.side)):
        if len(group) > 1:
            yield f"palpation: {muscle} ({side}) stands here twice with different signs"
        for one in group:
            if contradicts_itself(one):
                unfelt = "`spot_tenderness` and `referred_sensation` are false"
                yield f"palpation: {muscle} ({side}) is recognised, but {unfelt}"


def contradicts_itself(palpated: PalpatedMuscle) -> bool:
    """Whether a pain is recognised where pressing hurt nowhere and was felt nowhere else: there was no pain to know."""
    felt_nothing = palpated.referred_sensation is False and palpated.spot_tenderness is False
    return bool(palpated.recognised) and felt_nothing


def _grouped(
    entries: Iterable[One], key: Callable[[One], Hashable]
) -> Iterable[tuple[tuple[str, ...], list[One]]]:
    groups: defaultdict[Hashable, list[One]] = defaultdict(list)
    for one in entries:
        groups[key(one)].append(one)
    return groups.items()  # type: ignore[return-value]  # every key above is a tuple of texts
