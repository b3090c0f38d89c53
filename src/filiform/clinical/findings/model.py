"""The findings of an examination as frozen values: what a drawing shows and what a ranking weighs."""

from enum import StrEnum

import msgspec

from filiform.kernel.side import Side


class PainQuality(StrEnum):
    """How a pain feels, in the patient's choice of words."""

    ACHING = "aching"
    SHARP = "sharp"
    BURNING = "burning"
    TINGLING = "tingling"
    NUMB = "numb"
    STIFF = "stiff"


class MovementResult(StrEnum):
    """What a movement showed when it was tested."""

    LIMITED = "limited"
    PAINFUL = "painful"
    NORMAL = "normal"


class ContractionResult(StrEnum):
    """What a contraction against resistance showed."""

    WEAK = "weak"
    PAINFUL = "painful"
    NORMAL = "normal"


class PainfulRegion(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A region of the body map that was painted.

    `intensity` runs over the range of the Numeric Pain Rating Scale; 0 says that it was asked about
    and does not hurt, None that nobody asked how much. `pain` tells several pains of one person
    apart; empty when there is one.
    """

    region: str
    side: Side
    intensity: float | None = None
    quality: PainQuality | None = None
    pain: str = ""


class ExaminedMovement(msgspec.Struct, frozen=True, kw_only=True):
    """A movement that was tested, and one thing that it showed."""

    movement: str
    side: Side
    finding: MovementResult


class ExaminedContraction(msgspec.Struct, frozen=True, kw_only=True):
    """A contraction that was tested against resistance, and one thing that it showed."""

    movement: str
    side: Side
    finding: ContractionResult


class PalpatedMuscle(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the fingers found in one muscle; None stands for a sign that was not looked for.

    `recognised`: the patient knows the sensation as their own pain.
    """

    muscle: str
    side: Side
    taut_band: bool | None = None
    spot_tenderness: bool | None = None
    referred_sensation: bool | None = None
    recognised: bool | None = None

    @property
    def signs(self) -> dict[str, bool]:
        """The signs that were looked for, by name."""
        _, _, *names = self.__struct_fields__
        looked_for = {name: getattr(self, name) for name in names}
        return {name: found for name, found in looked_for.items() if found is not None}


class Findings(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Everything an examination found, each thing once, in the order given; red flags as statements."""

    pain: tuple[PainfulRegion, ...] = ()
    movements: tuple[ExaminedMovement, ...] = ()
    contractions: tuple[ExaminedContraction, ...] = ()
    palpation: tuple[PalpatedMuscle, ...] = ()
    red_flags: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return any(getattr(self, name) for name in self.__struct_fields__)
