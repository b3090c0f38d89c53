"""Why a muscle stands where it stands: each finding it is linked to, with its likelihood ratio."""

from collections.abc import Mapping
from typing import NamedTuple

from filiform.clinical.ranking.inference import chance
from filiform.clinical.ranking.network import Network
from filiform.clinical.ranking.nodes import Evidence, Node


class FindingReason(NamedTuple):
    """A finding that bears on a muscle. `present` is false for what was looked for and not found.

    `likelihood_ratio`: how much more often it is found so with a trigger point of the muscle than
    without one, taken by itself, whatever else was found. Above 1 it speaks for the muscle.
    """

    node: Node
    present: bool
    likelihood_ratio: float


def reasons_for_each(network: Network, evidence: Evidence) -> Mapping[int, list[FindingReason]]:
    """For every cause the findings that bear on it, what weighs most first."""
    found: dict[int, list[FindingReason]] = {cause: [] for cause in range(len(network.causes))}
    for nodes, present in ((evidence.present, True), (evidence.absent, False)):
        for node in nodes & network.links.keys():
            absent = 1 - chance(network, node)
            for cause, weight in network.links[node]:
                ratio = _ratio(weight, network.priors[cause], absent) if present else 1 - weight
                found[cause].append(FindingReason(node, present, ratio))
    for reasons in found.values():
        reasons.sort(key=lambda one: (-_weight(one), one.node))
    return found


def _weight(reason: FindingReason) -> float:
    return max(reason.likelihood_ratio, 1 / reason.likelihood_ratio)


def _ratio(weight: float, prior: float, absent: float) -> float:
    """From the chances of a finding that is there, with the cause and without it.

    Args:
        absent: how likely the finding is not to be there before anything is known of the person.
    """
    without = 1 - absent / (1 - prior * weight)
    return (1 - (1 - without) * (1 - weight)) / without
