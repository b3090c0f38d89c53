"""From findings as they are written down to nodes of the network that are known to be there or not."""

from collections.abc import Iterator

from filiform.clinical.findings import ContractionResult, Findings, MovementResult, PalpatedMuscle
from filiform.clinical.ranking.network import Network
from filiform.clinical.ranking.nodes import Evidence, Node, NodeKind

Known = tuple[Node, bool]
_SIGNS = {
    "taut_band": NodeKind.TAUT_BAND,
    "spot_tenderness": NodeKind.SPOT_TENDERNESS,
    "referred_sensation": NodeKind.REFERRED_SENSATION,
    "recognised": NodeKind.RECOGNISED,
}


def evidence_of(findings: Findings, network: Network) -> Evidence:
    """What the findings say of each node. Who drew pain anywhere has left every other region free of it.

    Of a movement one thing is written down, the heaviest: limited says nothing about pain, painful says
    that it was not limited, and normal that it was neither. Weak and painful contractions likewise.
    """
    known = [*_movements(findings), *_contractions(findings), *_palpation(findings)]
    present = {node for node, is_there in known if is_there} | _painful(findings)
    absent = {node for node, is_there in known if not is_there} | _unmarked(findings, network)
    return Evidence(frozenset(present), frozenset(absent - present))


def _painful(findings: Findings) -> set[Node]:
    return {
        Node(NodeKind.PAIN, one.region, one.side) for one in findings.pain if one.intensity != 0
    }


def _unmarked(findings: Findings, network: Network) -> set[Node]:
    if not findings.pain:
        return set()
    return {node for node in network.links if node.kind is NodeKind.PAIN} - _painful(findings)


def _movements(findings: Findings) -> Iterator[Known]:
    for one in findings.movements:
        limited = Node(NodeKind.LIMITED, one.movement, one.side)
        painful = Node(NodeKind.PAINFUL, one.movement, one.side)
        yield limited, one.finding is MovementResult.LIMITED
        if one.finding is not MovementResult.LIMITED:
            yield painful, one.finding is MovementResult.PAINFUL


def _contractions(findings: Findings) -> Iterator[Known]:
    for one in findings.contractions:
        weak = Node(NodeKind.WEAK, one.movement, one.side)
        painful = Node(NodeKind.PAINFUL_CONTRACTION, one.movement, one.side)
        yield weak, one.finding is ContractionResult.WEAK
        if one.finding is not ContractionResult.WEAK:
            yield painful, one.finding is ContractionResult.PAINFUL


def _palpation(findings: Findings) -> Iterator[Known]:
    for muscle in findings.palpation:
        yield from _signs(muscle)


def _signs(muscle: PalpatedMuscle) -> Iterator[Known]:
    for name, found in muscle.signs.items():
        yield Node(_SIGNS[name], muscle.muscle, muscle.side), found
