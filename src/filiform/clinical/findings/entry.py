"""One entry of a list of findings: reads its fields and keeps every fault with its place."""

from enum import StrEnum
from typing import Any, TypeVar

from filiform.clinical.findings.names import ConceptT, called, suggested
from filiform.kernel.identifier import nearest
from filiform.kernel.side import Laterality, Side
from filiform.knowledge.library import Library
from filiform.knowledge.model.anatomy import Muscle, Region
from filiform.knowledge.model.assessment import Movement

ChoiceT = TypeVar("ChoiceT", bound=StrEnum)

FOLDERS = {
    Region: "anatomy/regions",
    Movement: "assessment/movements",
    Muscle: "anatomy/muscles",
}


class Entry:
    """The fields of one entry. A reader asks for all that there may be, and what is left is a fault.

    Args:
        place: where the entry stands, such as `pain[3]`.
        given: what stands there, whatever it is.
    """

    def __init__(self, place: str, given: Any) -> None:
        self._place = place
        self._given = given if isinstance(given, dict) else {}
        self._asked: set[str] = set()
        self._faults: list[str] = []
        if not isinstance(given, dict):
            self._faults.append(f"{place}: expected an object with fields, got `{given!r}`")

    @property
    def faults(self) -> list[str]:
        """What is wrong with the fields that were asked for, and each field that nobody asked for."""
        unknown = [name for name in self._given if name not in self._asked]
        return self._faults + [self._unasked(name) for name in unknown]

    def fault(self, field: str, problem: str) -> None:
        """Keeps a problem of a field with its place."""
        self._faults.append(f"{self._place}.{field}: {problem}")

    def concept(self, field: str, kind: type[ConceptT], library: Library) -> ConceptT | None:
        """The concept that the field names: by its identifier, its last part alone, or another of its names."""
        name = self._text(field, needed=True)
        if name is None:
            return None
        folder = FOLDERS[kind]
        full = name if name.startswith(f"{folder}/") else f"{folder}/{name}"
        known = full if full in library else called(name, kind, library)
        if known is not None:
            return library.get(known, kind)
        near = suggested(full, kind, library)
        if "/" not in name:
            near = [one.rsplit("/", 1)[-1] for one in near]
        hint = (
            f"did you mean {' or '.join(near)}?" if near else f"`filiform knowledge list {folder}`"
        )
        self.fault(field, f"`{name}` is in no file of `{folder}`; {hint}")
        return None

    def side(self, concept: Region | Movement | Muscle | None) -> Side:
        """The side, which must be one on which the concept exists; what has no sides may leave it out."""
        given = self._text("side", needed=False)
        if concept is None:
            return Side.MIDLINE
        laterality = Laterality.PAIRED if isinstance(concept, Muscle) else concept.laterality
        if given is None and laterality is Laterality.MIDLINE:
            return Side.MIDLINE
        if given not in laterality.sides:
            named = "no side is given" if given is None else f"there is no side `{given}`"
            allowed = " or ".join(f"`{one}`" for one in laterality.sides)
            self.fault("side", f"{named} of {concept.id}; allowed: {allowed}")
            return Side.MIDLINE
        return Side(given)

    def choice(self, field: str, kind: type[ChoiceT]) -> ChoiceT | None:
        """One of a few words, or None when the field is absent."""
        given = self._text(field, needed=False)
        if given is None:
            return None
        if given not in set(kind):
            self.fault(field, f"`{given}` is none of {', '.join(kind)}")
            return None
        return kind(given)

    def needed_choice(self, field: str, kind: type[ChoiceT]) -> ChoiceT:
        """One of a few words; its absence is a fault."""
        if field not in self._given:
            self.fault(field, f"missing; one of {', '.join(kind)}")
        return self.choice(field, kind) or next(iter(kind))

    def number(self, field: str, low: float, high: float) -> float | None:
        """A number between `low` and `high`, or None when the field is absent."""
        given = self._take(field)
        if given is None:
            return None
        is_number = isinstance(given, int | float) and not isinstance(given, bool)
        if not is_number or not low <= given <= high:
            self.fault(field, f"`{given}` given; a number from {low:g} to {high:g} is allowed")
            return None
        return float(given)

    def sign(self, field: str) -> bool | None:
        """Present, not present, or None when it was not looked for."""
        given = self._take(field)
        if given is not None and not isinstance(given, bool):
            self.fault(field, f"`{given}` given; true, false, or leave it out")
            return None
        return given

    def name(self, field: str) -> str:
        """A name or a number as a text; empty when the field is absent."""
        given = self._take(field)
        if given is None:
            return ""
        if isinstance(given, bool) or not isinstance(given, str | int):
            self.fault(field, f"`{given}` given; allowed: a name or a number")
            return ""
        return str(given)

    def _text(self, field: str, *, needed: bool) -> str | None:
        given = self._take(field)
        if given is None:
            if needed:
                self.fault(field, "missing")
            return None
        if not isinstance(given, str):
            self.fault(field, f"`{given}` given; a text is allowed")
            return None
        return given

    def _take(self, field: str) -> Any:
        self._asked.add(field)
        return self._given.get(field)

    def _unasked(self, name: str) -> str:
        near = nearest(name, self._asked, count=1)
        hint = (
            f"did you mean `{near[0]}`?" if near else f"allowed: {', '.join(sorted(self._asked))}"
        )
        return f"{self._place}.{name}: not expected here; {hint}"
