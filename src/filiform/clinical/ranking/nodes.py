"""Findings as nodes of the network: what kind, of which region, movement or muscle, on which side."""

from enum import StrEnum
from typing import NamedTuple

from filiform.kernel.side import Side


class NodeKind(StrEnum):
    """What a node says is so when it is on."""

    PAIN = "pain"
    LIMITED = "limited"
    PAINFUL = "painful"
    WEAK = "weak"
    PAINFUL_CONTRACTION = "painful_contraction"
    TAUT_BAND = "taut_band"
    SPOT_TENDERNESS = "spot_tenderness"
    REFERRED_SENSATION = "referred_sensation"
    RECOGNISED = "recognised"


class Node(NamedTuple):
    """One thing that can be found. `about` is the region, movement or muscle."""

    kind: NodeKind
    about: str
    side: Side

    @property
    def mirrored(self) -> "Node":
        """The same on the other side."""
        return self._replace(side=self.side.mirrored)


class Evidence(NamedTuple):
    """What was found, and what was looked for and not found. A node in neither is not known."""

    present: frozenset[Node] = frozenset()
    absent: frozenset[Node] = frozenset()
