"""Norms: what is usual for a movement in people like this one, the nearest first."""

from filiform.knowledge.library import Library
from filiform.knowledge.model.norms import Norm, NormKind, NormSex, NormValue


def norms_for(
    movement: str, library: Library, *, sex: NormSex = NormSex.ANY, age: float | None = None
) -> tuple[NormValue, ...]:
    """Every published value of a movement that was measured in people of that sex and age.

    What was measured comes before what is only customary, then the own sex before both together,
    then the narrower span of ages. Somebody whose sex is not recorded is compared with both.

    Args:
        movement: such as `assessment/movements/shoulder-flexion`.
        age: in years; when it is not known, only values without a span of ages fit.
    """
    known = (one for norm in library.all(Norm) if norm.movement == movement for one in norm.values)
    fitting = [one for one in known if one.is_about(sex, age)]
    return tuple(sorted(fitting, key=_distance))


def _distance(value: NormValue) -> tuple[bool, bool, float]:
    span = float("inf") if value.ages is None else value.ages.high - value.ages.low
    return value.kind is NormKind.CUSTOMARY, value.sex is NormSex.ANY, span
