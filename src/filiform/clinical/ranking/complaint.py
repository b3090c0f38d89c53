"""Where the complaint is: which muscles are near it, beside it or far from it, and what was counted in such people."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from filiform.clinical.ranking.network import SIGNS, Network, is_muscle
from filiform.clinical.ranking.nodes import Evidence, Node, NodeKind
from filiform.clinical.ranking.numbers import numbers_of, prior_in, usual_share
from filiform.kernel.side import Laterality, Side
from filiform.knowledge.library import Library
from filiform.knowledge.model.anatomy import Muscle, Region
from filiform.knowledge.model.ranking import RankingQuantity as Q

_HURTS_WHEN_PRESSED = frozenset(
    {NodeKind.SPOT_TENDERNESS, NodeKind.REFERRED_SENSATION, NodeKind.RECOGNISED}
)
_MOVED = frozenset({NodeKind.LIMITED, NodeKind.PAINFUL})
_CONTRACTED = frozenset({NodeKind.WEAK, NodeKind.PAINFUL_CONTRACTION})


class _Complaint(NamedTuple):
    """The areas that hurt, by side of the body; the causes a place of which hurts; and what else was found of each."""

    areas: Mapping[Side, frozenset[str]]
    drawn: frozenset[int]
    found: Mapping[int, frozenset[NodeKind]]


def near_the_complaint(network: Network, evidence: Evidence, library: Library) -> Network:
    """The network once it is known where it hurts: how likely each muscle is in somebody who hurts there.

    Near: a place of the muscle is drawn; or it hurts when it is pressed, there or elsewhere; or it lies in an area
    that hurts, and both moving and contracting it were limited, weak or painful. How often a muscle has an active trigger point was counted in people with
    pain near it, whatever that pain came from; so another source that explains the pain does not make it as
    unlikely as in somebody whose pain is elsewhere.

    Beside: a place of it lies in an area that hurts, though another spot of it was drawn, or a taut band was felt
    in it. That speaks neither for it nor against it.

    Far: an active trigger point hurts somewhere. Places that hurt independently of each other would let it
    hurt nowhere at all, so that a muscle with few places stood before one whose pain is drawn.

    Then what was counted in people who hurt in such an area moves it, wherever the muscle lies.

    Where the pain lies in no place of any muscle, nothing is known of them.

    Source: `assessment/ranking/complaint-near-where-it-hurts`, `assessment/ranking/hurts-in-no-described-place`,
    and the prevalence of each muscle.
    """
    complaint = _complaint(network, evidence, library)
    if not complaint.drawn:
        return network
    priors = (
        _prior(cause, network, complaint, library)
        if is_muscle(network.causes[cause])
        else network.priors[cause]
        for cause in range(len(network.causes))
    )
    return network._replace(priors=tuple(priors))


def _prior(cause: int, network: Network, complaint: _Complaint, library: Library) -> float:
    number = numbers_of(library)
    muscle, side = network.causes[cause]
    areas, found = complaint.areas[side], complaint.found.get(cause, frozenset())
    is_in_area = not areas.isdisjoint(_areas_of(library)[muscle])
    if (
        cause in complaint.drawn
        or found & _HURTS_WHEN_PRESSED
        or (is_in_area and found & _MOVED and found & _CONTRACTED)
    ):
        how_near = number[Q.COMPLAINT_NEAR_WHERE_IT_HURTS]
    else:
        how_near = number[Q.COMPLAINT_NEAR_THE_MUSCLE]
        if not is_in_area and found.isdisjoint(SIGNS):
            how_near *= number[Q.HURTS_IN_NO_DESCRIBED_PLACE]
    return prior_in(areas, muscle, how_near * usual_share(muscle, library), library)


def _complaint(network: Network, evidence: Evidence, library: Library) -> _Complaint:
    hurting: list[Node] = []
    drawn: set[int] = set()
    found: dict[int, frozenset[NodeKind]] = {}
    for node in evidence.present & network.links.keys():
        causes = (link.cause for link in network.links[node])
        muscles = {cause for cause in causes if is_muscle(network.causes[cause])}
        if node.kind is not NodeKind.PAIN:
            found |= {one: found.get(one, frozenset()) | {node.kind} for one in muscles}
        elif muscles:
            hurting.append(node)
            drawn |= muscles
    areas = {side: _areas_on(side, hurting, library) for side in Laterality.PAIRED.sides}
    return _Complaint(areas=areas, drawn=frozenset(drawn), found=found)


def _areas_on(side: Side, hurting: Iterable[Node], library: Library) -> frozenset[str]:
    """What hurts in the midline hurts on both sides."""
    return frozenset(
        library.get(one.about, Region).area for one in hurting if one.side in (side, Side.MIDLINE)
    )


@lru_cache(maxsize=4)
def _areas_of(library: Library) -> Mapping[str, frozenset[str]]:
    """The areas in which a muscle lies or to which its pain is referred."""
    return {
        muscle.id: frozenset(
            library.get(region, Region).area
            for region in (*muscle.regions, *(one.region for one in muscle.referral))
        )
        for muscle in library.all(Muscle)
    }
