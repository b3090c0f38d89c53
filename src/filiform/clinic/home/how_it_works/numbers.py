"""Behind a curve: its equation with the parts that it shares, and every number in it with its source."""

from dataclasses import dataclass

from django.urls import reverse

from filiform.knowledge.model.mechanism import Parameter
from filiform.mechanism.equations import ABBREVIATIONS, OBSERVABLES, STATES, names_in
from filiform.mechanism.parameters import known_parameters


@dataclass(frozen=True, slots=True)
class ParameterLine:
    """A number of an equation: its value and range in words, how it came about, and where its sources stand."""

    name: str
    meaning: str
    value: str
    kind: str
    url: str


@dataclass(frozen=True, slots=True)
class Behind:
    """The equation of a curve, line by line, and its parameters in the order of the library."""

    equation: tuple[str, ...]
    parameters: tuple[ParameterLine, ...]


NOTHING = Behind((), ())
_LEFT_SIDES = {one.name: (f"d({one.name})/dt", one.rate) for one in STATES} | {
    one.name: (one.name, one.formula) for one in OBSERVABLES
}


def behind(quantity: str) -> Behind:
    """What stands behind the curve of a quantity; nothing where it has no equation of its own."""
    if quantity not in _LEFT_SIDES:
        return NOTHING
    left, formula = _LEFT_SIDES[quantity]
    shared = [one for one in ABBREVIATIONS if one.name in names_in(formula)]
    used = names_in(formula).union(*(names_in(one.formula) for one in shared))
    return Behind(
        equation=(f"{left} = {formula}", *(f"{one.name} = {one.formula}" for one in shared)),
        parameters=tuple(_line(one) for name, one in known_parameters().items() if name in used),
    )


def _line(one: Parameter) -> ParameterLine:
    unit = "" if one.unit.value == "1" else f" {one.unit.value}"
    return ParameterLine(
        name=one.name,
        meaning=one.meaning,
        value=f"{one.value:g}{unit}, range {one.low:g} to {one.high:g}",
        kind=one.kind.value,
        url=reverse("library:concept", args=[one.id]),
    )
