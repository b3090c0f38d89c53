"""How likely each cause is, given what was found: exact while that is feasible, and says when it is not.

A finding that only one cause can bring about, and one that was looked for and not found, is a factor on
causes one by one. What remains are findings that several causes may explain. They fall into groups that
share no cause, and each group is explained exactly (`subsets`). A group too large for that is cut into
parts that take turns: each is explained exactly from what the others make of the causes, until
none changes anything any more (expectation propagation, Minka 2001). That is an approximation.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from filiform.clinical.ranking.network import Network
from filiform.clinical.ranking.nodes import Evidence, Node
from filiform.clinical.ranking.subsets import FindingGroup, explain, group_of, probability_of

Vector = npt.NDArray[np.float64]

# Sizes, and no thresholds of medicine: findings explained exactly together, and turns that are taken.
EXACT_FINDINGS = 12
_TURNS = 8


class Posterior(NamedTuple):
    """The probability of each cause of the network, and the logarithm of that of the evidence."""

    probabilities: Vector
    log_evidence: float
    is_exact: bool


def posterior(
    network: Network, evidence: Evidence, exact_findings: int = EXACT_FINDINGS
) -> Posterior:
    """The probability of every cause, given the evidence.

    Args:
        exact_findings: how many findings that share causes are explained exactly together.
    """
    log_odds, log_evidence = _one_by_one(network, evidence)
    is_exact = True
    for nodes in _groups(network, evidence):
        if len(nodes) <= exact_findings:
            added, log_chance = explain(group_of(network, nodes), log_odds)
        else:
            parts = [group_of(network, part) for part in _parts(network, nodes, exact_findings)]
            added, log_chance = _in_turns(parts, log_odds)
            is_exact = False
        log_odds += added
        log_evidence += log_chance
    return Posterior(probability_of(log_odds), log_evidence, is_exact)


def _one_by_one(network: Network, evidence: Evidence) -> tuple[Vector, float]:
    """What findings that concern causes one by one make of the odds of each, and the log of their chance."""
    log_on = np.log(np.array(network.priors))
    log_off = np.log1p(-np.array(network.priors))
    log_leaks = 0.0
    for node in sorted(evidence.absent & network.links.keys()):
        log_leaks += float(np.log1p(-network.leaks[node]))
        for cause, weight in network.links[node]:
            log_on[cause] += np.log1p(-weight)
    for node in sorted(evidence.present & network.links.keys()):
        if len(network.links[node]) == 1:
            (cause, weight), leak = network.links[node][0], network.leaks[node]
            log_on[cause] += np.log(1 - (1 - leak) * (1 - weight))
            log_off[cause] += np.log(leak)
    return log_on - log_off, log_leaks + float(np.logaddexp(log_on, log_off).sum())


def chance(network: Network, node: Node) -> float:
    """How likely a finding is before anything is known of the person."""
    absent = 1 - network.leaks[node]
    for cause, weight in network.links[node]:
        absent *= 1 - network.priors[cause] * weight
    return 1 - absent


def _groups(network: Network, evidence: Evidence) -> Iterator[list[Node]]:
    """Findings that are there and have several causes; those that share a cause, however indirectly, together."""
    left = {one for one in evidence.present & network.links.keys() if len(network.links[one]) > 1}
    while left:
        group = _from(min(left), left, network)
        left -= set(group)
        yield group


def _from(first: Node, among: set[Node], network: Network) -> list[Node]:
    """The findings that hang together with `first`, each next to those it shares most causes with."""
    group, causes = [first], _causes(first, network)
    candidates = among - {first}
    while candidates:
        shared = {node: len(causes & _causes(node, network)) for node in candidates}
        best = min(candidates, key=lambda node: (-shared[node], node))
        if not shared[best]:
            break
        group.append(best)
        causes |= _causes(best, network)
        candidates.discard(best)
    return group


def _causes(node: Node, network: Network) -> set[int]:
    return {link.cause for link in network.links[node]}


def _parts(network: Network, nodes: Sequence[Node], size: int) -> Iterator[list[Node]]:
    """Cut into parts, such that what shares most causes is in one part."""
    left = set(nodes)
    while left:
        part = _from(min(left), left, network)[: max(size, 1)]
        left -= set(part)
        yield part


def _in_turns(parts: list[FindingGroup], log_odds: Vector) -> tuple[Vector, float]:
    """Each part in turn says how much it speaks for each cause, given what the others make of it."""
    added = np.zeros((len(parts), len(log_odds)))
    log_chances = np.zeros(len(parts))
    for _ in range(_TURNS):
        for number, part in enumerate(parts):
            given = log_odds + added.sum(axis=0) - added[number]
            added[number], log_chance = explain(part, given)
            log_chances[number] = log_chance - _log_mean_odds(given, added[number])
    together = added.sum(axis=0)
    return together, float(log_chances.sum()) + _log_mean_odds(log_odds, together)


def _log_mean_odds(log_odds: Vector, added: Vector) -> float:
    """The log of the chance of findings that would multiply the odds of each cause by that much."""
    both = np.logaddexp(0.0, log_odds + added) - np.logaddexp(0.0, log_odds)
    return float(both.sum())
