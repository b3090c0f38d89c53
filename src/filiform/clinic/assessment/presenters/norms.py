"""What is usual in people like this one, as far as it was published: never a limit, always with its people."""

from datetime import date

from filiform.clinic.assessment.forms.examination import NEWTONS
from filiform.clinic.people.models import Patient
from filiform.clinic.screening.presenters.decisions import source_lines
from filiform.clinic.ui.parts import SourceLine
from filiform.clinical.norms import norms_for
from filiform.kernel.quantity import Unit
from filiform.knowledge.library import Library
from filiform.knowledge.model.norms import NormKind, NormSex, NormValue


class Norms:
    """The published values of movements for one patient on one day."""

    def __init__(self, patient: Patient, on: date, library: Library) -> None:
        born = patient.birth_date
        self._age = float((on - born).days // 365.25) if born else None
        known = {Patient.Sex.FEMALE: NormSex.FEMALE, Patient.Sex.MALE: NormSex.MALE}
        self._sex = known.get(Patient.Sex(patient.sex), NormSex.ANY)
        self._library = library

    def words(self, movement: str, force_unit: str = "") -> str:
        """`Usual: 165° (65 to 85 years)`, or several; nothing where nothing was published.

        Args:
            force_unit: the unit in which a force was read here (`N` or `kgf`): then the usual forces are
                told, in that unit; else the usual ranges of motion.
        """
        fitting = [
            _short(one, force_unit)
            for one in self._fitting(movement)
            if (one.value.unit is Unit.KILOGRAM) == bool(force_unit)
        ]
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

    def _fitting(self, movement: str) -> tuple[NormValue, ...]:
        return norms_for(movement, self._library, sex=self._sex, age=self._age)


def _short(one: NormValue, force_unit: str = "") -> str:
    """A kilogram that a hand presses is a kilogram of force: published grip is converted to what was read."""
    value, unit = one.value.value, "°"
    if one.value.unit is Unit.KILOGRAM and force_unit:
        value, unit = round(value * NEWTONS["kgf"] / NEWTONS[force_unit]), f" {force_unit}"
    elif one.value.unit is not Unit.DEGREE:
        unit = f" {one.value.unit.value}"
    ages = f"{one.ages.low:g} to {one.ages.high:g} years" if one.ages else ""
    kind = "customary" if one.kind is NormKind.CUSTOMARY else ""
    about = ", ".join(part for part in (kind, ages) if part)
    return f"{value:g}{unit}{f' ({about})' if about else ''}"
