"""What to examine next: the examination that is expected to tell most about the muscles still in play."""

from collections.abc import Iterator
from enum import StrEnum
from itertools import product
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from filiform.clinical.ranking.inference import Posterior, Weighed, weighed
from filiform.clinical.ranking.network import SIGNS, Cause, Network
from filiform.clinical.ranking.nodes import Evidence, Node, NodeKind
from filiform.kernel.side import Side

Vector = npt.NDArray[np.float64]
# Examined exactly; those left out told less by an estimate that looks at each muscle alone.
_SHORT_LIST = 8


class ExaminationKind(StrEnum):
    """What is done to find out."""

    MOVEMENT = "movement"
    CONTRACTION = "contraction"
    PALPATION = "palpation"


class Examination(NamedTuple):
    """An examination that can be done: a movement or contraction to test, or a muscle to palpate."""

    kind: ExaminationKind
    about: str
    side: Side


class Expected(NamedTuple):
    """An examination and the bits of information it is expected to bring about all muscles together."""

    examination: Examination
    bits: float


# What each examination may find, the heavier first; when none of it is there, it was normal.
_FINDS = {
    ExaminationKind.MOVEMENT: (NodeKind.LIMITED, NodeKind.PAINFUL),
    ExaminationKind.CONTRACTION: (NodeKind.WEAK, NodeKind.PAINFUL_CONTRACTION),
    ExaminationKind.PALPATION: tuple(SIGNS),
}
_EXAMINES = {kind: how for how, kinds in _FINDS.items() for kind in kinds}


def examine_next(
    network: Network, evidence: Evidence, now: Posterior, in_play: tuple[int, ...], count: int
) -> tuple[Expected, ...]:
    """The examinations not yet done that bear on the muscles in play, those expected to tell most first.

    The expected information is the sum over the muscles in play of the mutual information between the
    muscle and the result, in bits, given what was found so far.
    """
    candidates = _candidates(network, evidence, in_play)
    estimated = sorted(candidates, key=lambda one: (-_estimate(one, network, now), one))
    short = estimated[: max(count, _SHORT_LIST)]
    ready, playing = weighed(network, evidence), list(in_play)
    told = [
        Expected(one, _bits_of_a_test(one, network, ready, now, playing))
        for one in short
        if not _is_felt(one)
    ]
    felt = {network.causes.index(Cause(one.about, one.side)): one for one in short if _is_felt(one)}
    for cause, without in ready.without_each(felt, now, among=playing).items():
        prior = float(now.probabilities[cause])
        belief = now.probabilities[playing]
        bits = _bits_of_palpation(felt[cause], network, prior, without[playing], belief)
        told.append(Expected(felt[cause], bits))
    return tuple(sorted(told, key=lambda one: (-one.bits, one.examination)))[:count]


def _is_felt(examination: Examination) -> bool:
    return examination.kind is ExaminationKind.PALPATION


def _candidates(network: Network, evidence: Evidence, in_play: tuple[int, ...]) -> set[Examination]:
    known = evidence.present | evidence.absent
    done = {_examination(node) for node in known if node.kind in _EXAMINES}
    playing = set(in_play)
    return {
        _examination(node)
        for node, links in network.links.items()
        if node.kind in _EXAMINES and any(link.cause in playing for link in links)
    } - done


def _examination(node: Node) -> Examination:
    return Examination(_EXAMINES[node.kind], node.about, node.side)


def _nodes(examination: Examination, network: Network) -> list[Node]:
    of = (Node(kind, examination.about, examination.side) for kind in _FINDS[examination.kind])
    return [node for node in of if node in network.links]


def _estimate(examination: Examination, network: Network, now: Posterior) -> float:
    """The information about each muscle as if muscles were independent: quick, and good enough to choose."""
    bits = 0.0
    for node in _nodes(examination, network):
        links = network.links[node]
        weights = np.array([link.weight for link in links])
        priors = now.probabilities[[link.cause for link in links]]
        absent = (1 - network.leaks[node]) * float(np.prod(1 - priors * weights))
        given = priors * (1 - weights) / (1 - priors * weights)
        bits += _gain(priors, [(absent, given)])
    return bits


def _bits_of_a_test(
    examination: Examination,
    network: Network,
    ready: Weighed,
    now: Posterior,
    in_play: list[int],
) -> float:
    outcomes = []
    sofar: tuple[Node, ...] = ()
    for node in _nodes(examination, network):
        sofar = (*sofar, node)
        without = ready.with_absent(network, sofar).concluded(in_play)
        chance = float(np.exp(without.log_evidence - now.log_evidence))
        outcomes.append((chance, without.probabilities[in_play]))
    return _gain(now.probabilities[in_play], outcomes)


def _gain(prior: Vector, nested: list[tuple[float, Vector]]) -> float:
    """Bits about all muscles from outcomes that are given one inside the other: nothing of the first, nor
    of the second, and so on. What lies between two of them follows from the law of total probability.
    """
    remaining, belief = 1.0, prior
    expected = 0.0
    for chance, inner in nested:
        inside = min(max(chance, 0.0), remaining)
        outside = remaining - inside
        if outside > 0:
            split = (remaining * belief - inside * inner) / outside
            expected += outside * _entropy(np.clip(split, 0.0, 1.0))
        remaining, belief = inside, inner
    expected += remaining * _entropy(belief)
    return max(0.0, _entropy(prior) - expected)


def _entropy(probabilities: Vector) -> float:
    """The sum of the entropies of the muscles, each by itself, in bits."""
    inner = probabilities[(probabilities > 0) & (probabilities < 1)]
    return float(-(inner * np.log2(inner) + (1 - inner) * np.log2(1 - inner)).sum())


def _bits_of_palpation(
    examination: Examination, network: Network, prior: float, without: Vector, belief: Vector
) -> float:
    """Signs tell of the muscle they are felt in, and through it of those it competes with.

    Args:
        prior: how likely a trigger point in it is by what is known.
        without: the probabilities of the muscles in play if it were known to have none.
        belief: the same by what is known.
    """
    with_it = np.clip((belief - (1 - prior) * without) / prior, 0.0, 1.0)
    expected = 0.0
    for on, off in _outcomes(examination, network):
        chance = prior * on + (1 - prior) * off
        share = prior * on / chance
        expected += chance * _entropy(share * with_it + (1 - share) * without)
    return max(0.0, _entropy(belief) - expected)


def _outcomes(examination: Examination, network: Network) -> Iterator[tuple[float, float]]:
    """The chance of every combination of signs, with a trigger point and without."""
    signs = []
    for node in _nodes(examination, network):
        ((_, weight),), leak = network.links[node], network.leaks[node]
        signs.append((1 - (1 - leak) * (1 - weight), leak))
    for found in product((True, False), repeat=len(signs)):
        on = off = 1.0
        for is_there, (with_it, without) in zip(found, signs, strict=True):
            on *= with_it if is_there else 1 - with_it
            off *= without if is_there else 1 - without
        yield on, off
