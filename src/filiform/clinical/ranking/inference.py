"""How likely each cause is, given what was found: exact while that is feasible, and says when it is not.

A finding that only one cause can bring about, and one that was looked for and not found, is a factor on
causes one by one. What remains are findings that several causes may explain. They fall into groups that
share no cause, and each group is explained exactly (`subsets`). A group too large for that is cut into
parts that take turns: each is explained exactly from what the others make of the causes, until
none changes anything any more (expectation propagation, Minka 2001). That is an approximation.
"""

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from filiform.clinical.ranking.network import Network
from filiform.clinical.ranking.nodes import Evidence, Node
from filiform.clinical.ranking.subsets import (
    FindingGroup,
    explain,
    explain_without_each,
    group_of,
    probability_of,
)

Vector = npt.NDArray[np.float64]

# Sizes, and no thresholds of medicine: findings explained exactly together, and turns that are taken.
EXACT_FINDINGS = 12
_TURNS = 8
_AS_GOOD_AS_NEVER = float(np.log(np.finfo(float).tiny))  # and still a logarithm


class Posterior(NamedTuple):
    """The probability of each cause of the network, and the logarithm of that of the evidence."""

    probabilities: Vector
    log_evidence: float
    is_exact: bool


class Weighed(NamedTuple):
    """Evidence of which the findings that concern causes one by one are weighed; the others are in groups.

    `log_on`, `log_off`: the logarithm of the chance of each cause being there or not, and of those findings.
    Each group is exact when it has one part; several parts take turns.
    """

    log_on: Vector
    log_off: Vector
    log_leaks: float
    groups: tuple[tuple[FindingGroup, ...], ...]

    def with_absent(self, network: Network, nodes: Sequence[Node]) -> "Weighed":
        """With more that was looked for and not found; none of it stands in the evidence already."""
        links = [link for node in nodes for link in network.links[node]]
        added = np.bincount(
            [link.cause for link in links],
            weights=np.log1p(-np.array([link.weight for link in links])),
            minlength=len(self.log_on),
        )
        leaks = np.log1p(-np.array([network.leaks[node] for node in nodes]))
        return self._replace(
            log_on=self.log_on + added, log_leaks=self.log_leaks + float(leaks.sum())
        )

    def concluded(self, wanted: Collection[int] | None = None) -> Posterior:
        """The probability of every cause, once the findings with several causes are explained.

        Args:
            wanted: the causes that are asked about; of the others the probability is not right then.
        """
        log_odds = self.log_on - self.log_off
        log_evidence = self.log_leaks + float(np.logaddexp(self.log_on, self.log_off).sum())
        for parts in self.groups:
            if len(parts) == 1:
                added, log_chance = explain(parts[0], log_odds, wanted)
            else:
                added, log_chance = _in_turns(parts, log_odds)
            log_odds += added
            log_evidence += log_chance
        is_exact = all(len(parts) == 1 for parts in self.groups)
        return Posterior(probability_of(log_odds), log_evidence, is_exact)

    def without_each(
        self, causes: Collection[int], now: Posterior, among: Collection[int]
    ) -> dict[int, Vector]:
        """The probabilities if each of `causes` in turn were known not to be there; right for those `among`.

        A cause bears on those it shares a group of findings with; what is known of the rest stays.

        Args:
            now: what is concluded from this evidence while nothing more is known.
        """
        log_odds = self.log_on - self.log_off
        found = {cause: now.probabilities.copy() for cause in causes}
        for parts in self.groups:
            members = {cause for part in parts for cause in part.causes}
            missing = members.intersection(causes)
            if len(parts) == 1:
                added = explain_without_each(parts[0], log_odds, missing, among)
            else:
                added = {cause: _without_in_turns(parts, log_odds, cause) for cause in missing}
            shown = sorted(members.intersection(among))
            for cause in missing:
                found[cause][shown] = probability_of((log_odds + added[cause])[shown])
        for cause, probabilities in found.items():
            probabilities[cause] = 0.0
        return found


def posterior(
    network: Network, evidence: Evidence, exact_findings: int = EXACT_FINDINGS
) -> Posterior:
    """The probability of every cause, given the evidence.

    Args:
        exact_findings: how many findings that share causes are explained exactly together.
    """
    return weighed(network, evidence, exact_findings).concluded()


def weighed(network: Network, evidence: Evidence, exact_findings: int = EXACT_FINDINGS) -> Weighed:
    """The evidence made ready to conclude from, once or with something more known each time."""
    priors = np.array(network.priors)
    before = Weighed(
        log_on=np.log(priors),
        log_off=np.log1p(-priors),
        log_leaks=0.0,
        groups=tuple(
            tuple(group_of(network, part) for part in _parts(network, nodes, exact_findings))
            for nodes in _groups(network, evidence)
        ),
    )
    ready = before.with_absent(network, sorted(evidence.absent & network.links.keys()))
    for node in sorted(evidence.present & network.links.keys()):
        if len(network.links[node]) == 1:
            (cause, weight), leak = network.links[node][0], network.leaks[node]
            ready.log_on[cause] += np.log(1 - (1 - leak) * (1 - weight))
            ready.log_off[cause] += np.log(leak)
    return ready


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
    """All of them, or cut into parts, such that what shares most causes is in one part."""
    if len(nodes) <= size:
        yield list(nodes)
        return
    left = set(nodes)
    while left:
        part = _from(min(left), left, network)[: max(size, 1)]
        left -= set(part)
        yield part


def _in_turns(parts: Sequence[FindingGroup], log_odds: Vector) -> tuple[Vector, float]:
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


def _without_in_turns(parts: Sequence[FindingGroup], log_odds: Vector, cause: int) -> Vector:
    """What parts in turns add when it is known that one cause is not there."""
    known = log_odds.copy()
    known[cause] = _AS_GOOD_AS_NEVER
    return _in_turns(parts, known)[0]


def _log_mean_odds(log_odds: Vector, added: Vector) -> float:
    """The log of the chance of findings that would multiply the odds of each cause by that much."""
    both = np.logaddexp(0.0, log_odds + added) - np.logaddexp(0.0, log_odds)
    return float(both.sum())
