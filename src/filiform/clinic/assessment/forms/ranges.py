"""How far movements go: degrees for each movement, side and mode, and whether it hurts."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms

from filiform.kernel.quantity import Range
from filiform.kernel.side import Side
from filiform.knowledge.library import Library
from filiform.knowledge.model.assessment import Movement

RangeKey = tuple[str, Side, str]
MODES = ("active", "passive")


class RangesForm(forms.Form):
    """Two fields a measurement; what is left empty was not measured."""

    def __init__(
        self,
        library: Library,
        data: Any = None,
        *,
        measured: Mapping[RangeKey, tuple[int, bool]] | None = None,
    ) -> None:
        """Lay out every movement of the library, filled with what was measured."""
        super().__init__(data, initial=dict(_initial(measured or {})))
        self.movements = {one.id: one for one in measured_movements(library)}
        for key in keys(library):
            name = self._name(key)
            plausible = self.movements[key[0]].plausible
            if plausible is None:  # not measured in degrees
                continue
            self.fields[degrees_field(key)] = _degrees(plausible, name)
            self.fields[hurts_field(key)] = forms.BooleanField(required=False, label="Hurts")
        self.keys = tuple(keys(library))

    def ranges(self) -> dict[RangeKey, tuple[int, bool]]:
        """What was measured, by movement, side and mode."""
        said = self.cleaned_data
        return {
            key: (said[degrees_field(key)], said[hurts_field(key)])
            for key in self.keys
            if said.get(degrees_field(key)) is not None
        }

    def clean(self) -> dict[str, Any]:
        """A movement that hurts has to be measured: pain alone is no range."""
        for key in self.keys:
            said = self.cleaned_data
            if said.get(hurts_field(key)) and said.get(degrees_field(key), "") is None:
                self.add_error(degrees_field(key), "Write the degrees at which it hurts.")
        return self.cleaned_data

    def _name(self, key: RangeKey) -> str:
        side = "" if key[1] is Side.MIDLINE else f", {key[1].value}"
        return f"{self.movements[key[0]].label}{side}, {key[2]}"


def keys(library: Library) -> Iterator[RangeKey]:
    """Every measurement that can be made, in the order of the library."""
    for movement in measured_movements(library):
        for side in movement.laterality.sides:
            for mode in MODES:
                yield movement.id, side, mode


def measured_movements(library: Library) -> tuple[Movement, ...]:
    """The movements whose range is written in degrees."""
    return tuple(one for one in library.all(Movement) if one.plausible is not None)


def degrees_field(key: RangeKey) -> str:
    """The name of the field of degrees."""
    return f"degrees-{_tail(key)}"


def hurts_field(key: RangeKey) -> str:
    """The name of the field that says whether it hurts."""
    return f"hurts-{_tail(key)}"


def _degrees(plausible: Range, name: str) -> forms.IntegerField:
    low, high = int(plausible.low), int(plausible.high)
    message = f"{low} to {high} degrees can be measured here."
    return forms.IntegerField(
        required=False,
        min_value=low,
        max_value=high,
        label=name,
        error_messages={
            "invalid": f"“%(value)s” is not a whole number of degrees. {message}",
            "min_value": f"%(show_value)s° was given; {message}",
            "max_value": f"%(show_value)s° was given; {message}",
        },
    )


def _initial(measured: Mapping[RangeKey, tuple[int, bool]]) -> Iterator[tuple[str, Any]]:
    for key, (degrees, painful) in measured.items():
        yield degrees_field(key), degrees
        yield hurts_field(key), painful


def _tail(key: RangeKey) -> str:
    return f"{key[0].rsplit('/', 1)[-1]}.{key[1].value}.{key[2]}"
