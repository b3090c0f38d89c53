"""Findings explained together, exactly: for every set of them, the chance that just this set was caused.

Cause after cause is added to the chances of the sets. All of it is adding and multiplying of positive
numbers, so that nothing cancels; it takes time and room in proportion to 2 to the number of findings.
"""

from collections.abc import Collection, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from filiform.clinical.ranking.network import Network
from filiform.clinical.ranking.nodes import Node

Vector = npt.NDArray[np.float64]
_Weights = tuple[tuple[int, float], ...]


class FindingGroup(NamedTuple):
    """Findings that are there, with the causes that may explain them and the weight of each on each."""

    causes: tuple[int, ...]
    weights: tuple[_Weights, ...]
    leaks: tuple[float, ...]


def group_of(network: Network, nodes: Sequence[Node]) -> FindingGroup:
    """The group of some findings that are there; finding i is bit i of a set."""
    weights: dict[int, list[tuple[int, float]]] = {}
    for place, node in enumerate(nodes):
        for cause, weight in network.links[node]:
            weights.setdefault(cause, []).append((place, weight))
    causes = tuple(sorted(weights))
    leaks = tuple(network.leaks[node] for node in nodes)
    return FindingGroup(causes, tuple(tuple(weights[cause]) for cause in causes), leaks)


def explain(
    group: FindingGroup, log_odds: Vector, wanted: Collection[int] | None = None
) -> tuple[Vector, float]:
    """How much all findings of the group being there speaks for each cause, and the log of their chance.

    Args:
        log_odds: the logarithm of the odds of every cause of the network before that.
        wanted: the causes that are asked about; all of them unless given.

    Returns:
        for every cause what is to be added to the logarithm of its odds; nothing for causes that are
        outside of the group or not asked about.
    """
    chances = probability_of(log_odds)
    sets, asked = _from_leaks(group.leaks), []
    for cause, weights in zip(group.causes, group.weights, strict=True):
        if wanted is None or cause in wanted:
            asked.append((cause, weights))
        else:
            sets = _mixed(sets, _caused(sets, weights), chances[cause])
    added, evidence = _explained(sets, asked, chances)
    return added, float(np.log(evidence))


def explain_without_each(
    group: FindingGroup, log_odds: Vector, missing: Collection[int], wanted: Collection[int]
) -> dict[int, Vector]:
    """For each cause of the group that is `missing`, what `explain` would add to those `wanted` if it were not there.

    The sets that all other causes bring about are the same each time, and are counted once.
    """
    chances = probability_of(log_odds)
    sets, asked = _from_leaks(group.leaks), []
    for cause, weights in zip(group.causes, group.weights, strict=True):
        if cause in wanted or cause in missing:
            asked.append((cause, weights))
        else:
            sets = _mixed(sets, _caused(sets, weights), chances[cause])
    return {
        one: _explained(sets, [member for member in asked if member[0] != one], chances)[0]
        for one in missing
    }


def _explained(
    sets: Vector, members: Sequence[tuple[int, _Weights]], chances: Vector
) -> tuple[Vector, float]:
    """What is to be added for each of the members, which come after what brought about `sets`; and the evidence."""
    before = [sets]
    for cause, weights in members:
        before.append(_mixed(before[-1], _caused(before[-1], weights), chances[cause]))
    evidence = float(before.pop()[-1])
    after = np.zeros_like(sets)
    after[-1] = 1.0
    added = np.zeros_like(chances)
    for cause, weights in reversed(members):
        with_cause = _required(after, weights)
        reached = before.pop()
        added[cause] = np.log(reached @ with_cause) - np.log(reached @ after)
        after = _mixed(after, with_cause, chances[cause])
    return added, evidence


def probability_of(log_odds: Vector) -> Vector:
    """The probability that goes with the logarithm of odds, however large or small."""
    return np.exp(-np.logaddexp(0.0, -log_odds))


def _from_leaks(leaks: tuple[float, ...]) -> Vector:
    sets = np.ones(1)
    for leak in leaks:
        sets = np.concatenate([sets * (1 - leak), sets * leak])
    return sets


def _mixed(without: Vector, with_cause: Vector, prior: float) -> Vector:
    return (1 - prior) * without + prior * with_cause


def _caused(sets: Vector, weights: _Weights) -> Vector:
    """The chance of each set once a cause has brought about, or not, each finding it is linked to."""
    sets = sets.copy()
    for place, weight in weights:
        absent, present = _halves(sets, place)
        present += weight * absent
        absent *= 1 - weight
    return sets


def _required(sets: Vector, weights: _Weights) -> Vector:
    """The same read backwards: how likely all will be explained from each set, with that cause."""
    sets = sets.copy()
    for place, weight in weights:
        absent, present = _halves(sets, place)
        absent *= 1 - weight
        absent += weight * present
    return sets


def _halves(sets: Vector, place: int) -> tuple[Vector, Vector]:
    """Views of the sets without and with the finding of that place, in matching order."""
    by_place = sets.reshape(-1, 2, 1 << place)
    return by_place[:, 0], by_place[:, 1]
