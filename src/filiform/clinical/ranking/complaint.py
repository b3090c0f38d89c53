"""Where the complaint is: a muscle with pain in none of its places is seldom what hurts."""

from filiform.clinical.ranking.network import Network, is_muscle
from filiform.clinical.ranking.nodes import Evidence, NodeKind
from filiform.clinical.ranking.numbers import numbers_of
from filiform.knowledge.library import Library
from filiform.knowledge.model.ranking import RankingQuantity


def near_the_complaint(network: Network, evidence: Evidence, library: Library) -> Network:
    """The network once it is known where it hurts: muscles far from every pain are less likely in it.

    An active trigger point hurts somewhere. Places that hurt independently of each other would let it
    hurt nowhere at all, so that a muscle with few places stood before one whose pain is drawn. Where the
    pain lies in no place of any muscle, nothing is known of them. A muscle whose pressing brought on
    the patient's own pain is near it, wherever it lies.

    Source: `assessment/ranking/hurts-in-no-described-place`.
    """
    hurting = _causes(NodeKind.PAIN, network, evidence)
    if not any(is_muscle(network.causes[cause]) for cause in hurting):
        return network
    near = hurting | _causes(NodeKind.RECOGNISED, network, evidence)
    share = numbers_of(library)[RankingQuantity.HURTS_IN_NO_DESCRIBED_PLACE]
    priors = (
        prior if cause in near or not is_muscle(network.causes[cause]) else prior * share
        for cause, prior in enumerate(network.priors)
    )
    return network._replace(priors=tuple(priors))


def _causes(kind: NodeKind, network: Network, evidence: Evidence) -> set[int]:
    found = (one for one in evidence.present & network.links.keys() if one.kind is kind)
    return {link.cause for node in found for link in network.links[node]}
