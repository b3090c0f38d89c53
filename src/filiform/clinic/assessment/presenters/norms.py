"""What is usual in people like this one, as far as it was published: never a limit, always with its people."""

from collections.abc import Iterator
from datetime import date

from filiform.clinic.people.models import Patient
from filiform.clinic.screening.presenters.decisions import source_lines
from filiform.clinic.ui.parts import SourceLine
from filiform.knowledge.library import Library
from filiform.knowledge.model.norms import Norm, NormKind, NormSex, NormValue


class Norms:
    """The published values of movements for one patient on one day."""

    def __init__(self, patient: Patient, on: date, library: Library) -> None:
        born = patient.birth_date
        self._age = float((on - born).days // 365.25) if born else None
        known = {Patient.Sex.FEMALE: NormSex.FEMALE, Patient.Sex.MALE: NormSex.MALE}
        self._sex = known.get(Patient.Sex(patient.sex), NormSex.ANY)
        self._library = library
        self._by_movement = {one.movement: one for one in library.all(Norm)}

    def words(self, movement: str) -> str:
        """`Usual: 165° (65 to 85 years)`, or several; nothing where nothing fits this person."""
        fitting = [_short(one) for one in self._fitting(movement)]
        return f"Usual: {'; '.join(dict.fromkeys(fitting))}" if fitting else ""

    def lines(self, movement: str) -> tuple[str, ...]:
        """Each fitting value with the people it was measured in and how."""
        return tuple(
            f"{_short(one)}: {one.population}; {one.method}" for one in self._fitting(movement)
        )

    def sources(self, movement: str) -> tuple[SourceLine, ...]:
        """Where the values stand."""
        fitting = [one.citation for one in self._fitting(movement)]
        return source_lines(tuple(fitting), self._library)

    def _fitting(self, movement: str) -> Iterator[NormValue]:
        norm = self._by_movement.get(movement)
        for one in norm.values if norm else ():
            if one.is_about(self._sex, self._age):
                yield one


def _short(one: NormValue) -> str:
    unit = "°" if one.value.unit.value == "deg" else f" {one.value.unit.value}"
    ages = f"{one.ages.low:g} to {one.ages.high:g} years" if one.ages else ""
    kind = "customary" if one.kind is NormKind.CUSTOMARY else ""
    about = ", ".join(part for part in (kind, ages) if part)
    return f"{one.value.value:g}{unit}{f' ({about})' if about else ''}"
