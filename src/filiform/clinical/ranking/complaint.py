"""Where the complaint is: a muscle near it is likelier, one with pain in none of its places seldom what hurts."""

from filiform.clinical.ranking.network import Network, is_muscle
from filiform.clinical.ranking.nodes import Evidence, NodeKind
from filiform.clinical.ranking.numbers import numbers_of
from filiform.knowledge.library import Library
from filiform.knowledge.model.ranking import RankingQuantity as Q


def near_the_complaint(network: Network, evidence: Evidence, library: Library) -> Network:
    """The network once it is known where it hurts: muscles near a pain are likelier in it, those far less likely.

    Near: a place of the muscle is drawn, or pressing it brought on the patient's own pain. How often a muscle
    has an active trigger point was counted in people with pain near it, whatever that pain came from; so another
    source that explains the pain does not make it as unlikely as in somebody whose pain is elsewhere.

    Far: an active trigger point hurts somewhere. Places that hurt independently of each other would let it
    hurt nowhere at all, so that a muscle with few places stood before one whose pain is drawn.

    Where the pain lies in no place of any muscle, nothing is known of them.

    Source: `assessment/ranking/complaint-near-where-it-hurts`, `assessment/ranking/hurts-in-no-described-place`.
    """
    hurting = _causes(NodeKind.PAIN, network, evidence)
    if not any(is_muscle(network.causes[cause]) for cause in hurting):
        return network
    number = numbers_of(library)
    near = hurting | _causes(NodeKind.RECOGNISED, network, evidence)
    nearer = number[Q.COMPLAINT_NEAR_WHERE_IT_HURTS] / number[Q.COMPLAINT_NEAR_THE_MUSCLE]
    farther = number[Q.HURTS_IN_NO_DESCRIBED_PLACE]
    priors = (
        prior * (nearer if cause in near else farther)
        if is_muscle(network.causes[cause])
        else prior
        for cause, prior in enumerate(network.priors)
    )
    return network._replace(priors=tuple(priors))


def _causes(kind: NodeKind, network: Network, evidence: Evidence) -> set[int]:
    found = (one for one in evidence.present & network.links.keys() if one.kind is kind)
    return {link.cause for node in found for link in network.links[node]}
