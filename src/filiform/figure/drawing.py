"""What is drawn on the figure: painted regions, points in muscles, and the referral of a muscle."""

import msgspec

from filiform.kernel.side import Side
from filiform.knowledge.model.anatomy import Muscle, ReferralWeight


class Painted(msgspec.Struct, frozen=True, kw_only=True):
    """A region that hurts. `intensity` is 0 to 10, None where nobody said; `pain` tells several apart."""

    region: str
    side: Side
    intensity: float | None = None
    pain: str = ""


class MusclePoint(msgspec.Struct, frozen=True, kw_only=True):
    """A spot that was palpated: the muscle as the library has it. `recognised`: it is the patient's pain.

    `words` say what was found, for the legend.
    """

    muscle: Muscle
    side: Side
    recognised: bool = False
    words: str = ""


class Referral(msgspec.Struct, frozen=True, kw_only=True):
    """A muscle whose pain is shown: where it lies, and where it is felt."""

    muscle: Muscle
    side: Side

    def regions(self, weight: ReferralWeight) -> tuple[str, ...]:
        """The regions in which its pain is felt, usually or only sometimes."""
        return tuple(one.region for one in self.muscle.referral if one.weight is weight)


class Drawing(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that is drawn on the figure; empty, it is the plain figure."""

    painted: tuple[Painted, ...] = ()
    points: tuple[MusclePoint, ...] = ()
    referral: Referral | None = None

    def __bool__(self) -> bool:
        return bool(self.painted or self.points or self.referral)

    @property
    def pains(self) -> tuple[str, ...]:
        """The names of the pains, in the order in which they were first painted."""
        return tuple(dict.fromkeys(one.pain for one in self.painted))
