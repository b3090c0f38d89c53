"""Norms: what is usual for a movement in people like this one, the nearest first."""

from filiform.knowledge.library import Library
from filiform.knowledge.model.norms import Norm, NormKind, NormSex, NormValue


def norms_for(
    movement: str, library: Library, *, sex: NormSex = NormSex.ANY, age: float | None = None
) -> tuple[NormValue, ...]:
    """Every published value of a movement that was measured in people of that sex and age.

    Where nobody of that age was measured, the values of the ages nearest to it; with an age that is not
    known, those of every age. A value says of which ages it is. What was measured comes before what is
    only customary, then the own sex before both together, then the narrower span of ages. Somebody
    whose sex is not recorded is compared with both.

    Args:
        movement: such as `assessment/movements/shoulder-flexion`.
        age: in years, when it is known.
    """
    known = (one for norm in library.all(Norm) if norm.movement == movement for one in norm.values)
    of_sex = [one for one in known if one.is_about_sex(sex)]
    fitting = [one for one in of_sex if one.is_about(sex, age)] or _nearest(of_sex, age)
    return tuple(sorted(fitting, key=_order))


def _nearest(values: list[NormValue], age: float | None) -> list[NormValue]:
    """All of them while the age is not known; else those whose ages are the fewest years away."""
    if age is None or not values:
        return values
    fewest = min(_years_away(one, age) for one in values)
    return [one for one in values if _years_away(one, age) == fewest]


def _years_away(value: NormValue, age: float) -> float:
    if value.ages is None:
        return 0.0
    return max(value.ages.low - age, age - value.ages.high, 0.0)


def _order(value: NormValue) -> tuple[bool, bool, float]:
    span = float("inf") if value.ages is None else value.ages.high - value.ages.low
    return value.kind is NormKind.CUSTOMARY, value.sex is NormSex.ANY, span
