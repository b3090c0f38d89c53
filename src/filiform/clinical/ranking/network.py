"""The network: which findings a trigger point of each muscle may cause, how likely, and what else may.

Two layers. Above, what may cause pain: the muscles, each on a side, each with a trigger point or without;
and in each area of the body another source (a joint, a tendon, a nerve, an organ), there or not. Below,
findings that can be there or not. A cause that is there causes each finding it is linked to with the
probability `weight`, by itself; whatever nobody thought of causes it with the probability `leak` (a
noisy OR). Without the other sources a shoulder that hurts all over would be proof of a muscle.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from filiform.clinical.ranking.nodes import Node, NodeKind
from filiform.clinical.ranking.numbers import numbers_of, prior_of
from filiform.kernel.side import Laterality, Side
from filiform.knowledge.library import Library
from filiform.knowledge.model.anatomy import Area, Muscle, MuscleMovement, ReferralWeight, Region
from filiform.knowledge.model.assessment import Movement
from filiform.knowledge.model.ranking import RankingQuantity as Q


class Cause(NamedTuple):
    """What may be there: a trigger point of the muscle `about`, or another source in the area `about`."""

    about: str
    side: Side


def is_muscle(cause: Cause) -> bool:
    """Whether the cause is a trigger point, and no other source."""
    return cause.about.startswith("anatomy/muscles/")


class Link(NamedTuple):
    """From a cause to a finding: the probability with which the cause brings it about."""

    cause: int
    weight: float


class Network(NamedTuple):
    """The causes in order of name, the probability of each, and for every finding its causes and its leak."""

    causes: tuple[Cause, ...]
    priors: tuple[float, ...]
    links: Mapping[Node, tuple[Link, ...]]
    leaks: Mapping[Node, float]


@lru_cache(maxsize=4)
def network_of(library: Library) -> Network:
    """The network of every muscle of the library, on both sides, and of every area.

    Source: `assessment/ranking/*`, and the referral, movements and prevalence of each muscle.
    """
    effects = {**_of_muscles(library), **_of_other_sources(library)}
    causes = tuple(sorted(effects))
    weights: dict[Node, dict[int, float]] = {}
    for index, cause in enumerate(causes):
        for node, weight in effects[cause][1]:
            of_node = weights.setdefault(node, {})
            # Two ways to the same finding: either may cause it.
            of_node[index] = 1 - (1 - of_node.get(index, 0.0)) * (1 - weight)
    return Network(
        causes=causes,
        priors=tuple(effects[cause][0] for cause in causes),
        links={node: tuple(map(Link, of, of.values())) for node, of in weights.items()},
        leaks={node: _leak(node, library) for node in weights},
    )


_Effects = Mapping[Cause, tuple[float, list[tuple[Node, float]]]]


def _of_muscles(library: Library) -> _Effects:
    return {
        Cause(muscle.id, side): (prior_of(muscle, library), list(_effects(muscle, side, library)))
        for muscle in library.all(Muscle)
        for side in Laterality.PAIRED.sides
    }


def _of_other_sources(library: Library) -> _Effects:
    prior = numbers_of(library)[Q.OTHER_SOURCE]
    return {
        Cause(area.id, side): (prior, list(_of_another_source(area, side, library)))
        for area in library.all(Area)
        for side in area.laterality.sides
    }


def _of_another_source(area: Area, side: Side, library: Library) -> Iterator[tuple[Node, float]]:
    number = numbers_of(library)
    for region in library.all(Region):
        if region.area == area.id:
            for at in _sides_beside(region.laterality, side):
                yield Node(NodeKind.PAIN, region.id, at), number[Q.OTHER_SOURCE_PAIN]
    for movement in library.all(Movement):
        if movement.area == area.id:
            for at in _sides_beside(movement.laterality, side):
                yield from _of_a_joint(movement, at, library)


def _of_a_joint(movement: Movement, side: Side, library: Library) -> Iterator[tuple[Node, float]]:
    number = numbers_of(library)
    if movement.is_moved:
        yield Node(NodeKind.LIMITED, movement.id, side), number[Q.OTHER_SOURCE_MOVEMENT]
        yield Node(NodeKind.PAINFUL, movement.id, side), number[Q.OTHER_SOURCE_MOVEMENT]
    if movement.is_resisted:
        yield Node(NodeKind.WEAK, movement.id, side), number[Q.OTHER_SOURCE_CONTRACTION]
        yield (
            Node(NodeKind.PAINFUL_CONTRACTION, movement.id, side),
            number[Q.OTHER_SOURCE_CONTRACTION],
        )


def _side_of(laterality: Laterality, side: Side) -> Side:
    return Side.MIDLINE if laterality is Laterality.MIDLINE else side


def _sides_beside(laterality: Laterality, side: Side) -> tuple[Side, ...]:
    """The sides of a movement that a source on `side` bears on; one in the midline bears on both."""
    if laterality is Laterality.MIDLINE:
        return (Side.MIDLINE,)
    return laterality.sides if side is Side.MIDLINE else (side,)


def _effects(muscle: Muscle, side: Side, library: Library) -> Iterator[tuple[Node, float]]:
    yield from _pain(muscle, side, library)
    yield from _movements(muscle, side, library)
    yield from _signs(muscle, side, library)


def _pain(muscle: Muscle, side: Side, library: Library) -> Iterator[tuple[Node, float]]:
    number = numbers_of(library)
    for referral in muscle.referral:
        is_primary = referral.weight is ReferralWeight.PRIMARY
        quantity = Q.PAIN_IN_PRIMARY_REFERRAL if is_primary else Q.PAIN_IN_SPILLOVER_REFERRAL
        yield _region(referral.region, side, library), number[quantity]
    for region in muscle.regions:
        yield _region(region, side, library), number[Q.PAIN_OVER_THE_MUSCLE]


def _region(region: str, side: Side, library: Library) -> Node:
    return Node(NodeKind.PAIN, region, _side_of(library.get(region, Region).laterality, side))


def _movements(muscle: Muscle, side: Side, library: Library) -> Iterator[tuple[Node, float]]:
    number = numbers_of(library)
    for one in (*muscle.lengthened_by, *muscle.shortened_by):
        at = _movement_side(one, side, library)
        yield Node(NodeKind.LIMITED, one.movement, at), number[Q.LENGTHENING_LIMITED]
        yield Node(NodeKind.PAINFUL, one.movement, at), number[Q.LENGTHENING_PAINFUL]
    for one in muscle.loaded_by:
        at = _movement_side(one, side, library)
        yield Node(NodeKind.PAINFUL, one.movement, at), number[Q.LOADING_PAINFUL_TO_MOVE]
        yield Node(NodeKind.WEAK, one.movement, at), number[Q.CONTRACTION_WEAK]
        yield Node(NodeKind.PAINFUL_CONTRACTION, one.movement, at), number[Q.CONTRACTION_PAINFUL]


def _movement_side(one: MuscleMovement, side: Side, library: Library) -> Side:
    return _side_of(library.get(one.movement, Movement).laterality, one.side.side(side))


SIGNS = {
    NodeKind.TAUT_BAND: (Q.TAUT_BAND_WITH, Q.TAUT_BAND_WITHOUT),
    NodeKind.SPOT_TENDERNESS: (Q.SPOT_TENDERNESS_WITH, Q.SPOT_TENDERNESS_WITHOUT),
    NodeKind.REFERRED_SENSATION: (Q.REFERRED_SENSATION_WITH, Q.REFERRED_SENSATION_WITHOUT),
    NodeKind.RECOGNISED: (Q.RECOGNISED_WITH, Q.RECOGNISED_WITHOUT),
}


def _signs(muscle: Muscle, side: Side, library: Library) -> Iterator[tuple[Node, float]]:
    """What is felt in the muscle itself. The weight is what its trigger point adds to other causes."""
    number = numbers_of(library)
    for kind, (present, absent) in SIGNS.items():
        yield Node(kind, muscle.id, side), 1 - (1 - number[present]) / (1 - number[absent])


_LEAKS = {
    NodeKind.PAIN: Q.PAIN_WITHOUT,
    NodeKind.LIMITED: Q.MOVEMENT_LIMITED_WITHOUT,
    NodeKind.PAINFUL: Q.MOVEMENT_PAINFUL_WITHOUT,
    NodeKind.WEAK: Q.CONTRACTION_WEAK_WITHOUT,
    NodeKind.PAINFUL_CONTRACTION: Q.CONTRACTION_PAINFUL_WITHOUT,
    **{kind: absent for kind, (_, absent) in SIGNS.items()},
}


def _leak(node: Node, library: Library) -> float:
    return numbers_of(library)[_LEAKS[node.kind]]
