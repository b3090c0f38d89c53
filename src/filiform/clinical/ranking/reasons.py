"""Why a muscle stands where it stands: each finding it is linked to, with its likelihood ratio."""

from collections.abc import Iterator
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


def reasons_for(cause: int, network: Network, evidence: Evidence) -> tuple[FindingReason, ...]:
    """Every finding that bears on a muscle, what weighs most first."""
    found = (
        *_reasons(cause, network, evidence.present, True),
        *_reasons(cause, network, evidence.absent, False),
    )
    return tuple(sorted(found, key=lambda one: (-_weight(one), one.node)))


def _weight(reason: FindingReason) -> float:
    return max(reason.likelihood_ratio, 1 / reason.likelihood_ratio)


def _reasons(
    cause: int, network: Network, nodes: frozenset[Node], present: bool
) -> Iterator[FindingReason]:
    for node in nodes & network.links.keys():
        weight = dict(network.links[node]).get(cause)
        if weight is not None:
            yield FindingReason(node, present, _ratio(node, cause, weight, network, present))


def _ratio(node: Node, cause: int, weight: float, network: Network, present: bool) -> float:
    """From the chances of the finding with the muscle's trigger point and without it."""
    if not present:
        return 1 - weight
    without = 1 - (1 - chance(network, node)) / (1 - network.priors[cause] * weight)
    return (1 - (1 - without) * (1 - weight)) / without
