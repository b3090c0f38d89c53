"""Writing down what an examination found, one thing at a time, over the row that the page was showing.

`changes` holds what is said now; what it leaves out stays as it was. `replacing` is the row that the
page showed: when another stands there by now, somebody else was quicker and nothing is written.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from filiform.clinic.accounts.models import User
from filiform.clinic.assessment.actions.assessment import OVERTAKEN, holds, row_of
from filiform.clinic.assessment.models import (
    Assessment,
    MuscleStrength,
    NerveFinding,
    PhysicalTestFinding,
    PressurePainThreshold,
    RangeOfMotion,
)
from filiform.clinic.assessment.queries import standing
from filiform.clinic.audit.action import Refused, Repeated, audited, repeat_of
from filiform.clinic.people.models import ClinicRow
from filiform.kernel.side import Side

RowT = TypeVar("RowT", bound=ClinicRow)
Changes = Mapping[str, Any]


@audited("assessment.movement_recorded")
def record_movement(
    *,
    assessment: Assessment,
    movement: str,
    side: Side,
    mode: str,
    changes: Changes,
    replacing: UUID | None,
    row_id: UUID,
    by: User,
    at: datetime,
) -> RangeOfMotion:
    """Write down what a movement showed: limited, painful, degrees, end feel, pain.

    Raises:
        Refused: when another row stands there than the page was showing.
    """
    key = {"movement": movement, "side": side.value, "mode": mode}
    nothing = {"limited": None, "painful": False, "degrees": None, "end_feel": "", "pain": None}
    common = row_of(assessment, by, at)
    return _recorded(RangeOfMotion, common, key, nothing, changes, replacing, row_id)


@audited("assessment.strength_recorded")
def record_strength(
    *,
    assessment: Assessment,
    movement: str,
    side: Side,
    changes: Changes,
    replacing: UUID | None,
    row_id: UUID,
    by: User,
    at: datetime,
) -> MuscleStrength:
    """Write down what a contraction showed: weak, painful, grade, force.

    Raises:
        Refused: when another row stands there than the page was showing.
    """
    key = {"movement": movement, "side": side.value}
    nothing = {"weak": None, "painful": False, "grade": "", "force": None, "force_unit": ""}
    common = row_of(assessment, by, at)
    return _recorded(MuscleStrength, common, key, nothing, changes, replacing, row_id)


@audited("assessment.pressure_recorded")
def record_pressure(
    *,
    assessment: Assessment,
    muscle: str,
    side: Side,
    readings_kpa: tuple[float, ...],
    replacing: UUID | None,
    row_id: UUID,
    by: User,
    at: datetime,
) -> PressurePainThreshold:
    """Write down the readings of pressure over a muscle; no reading takes them back.

    Raises:
        Refused: when another row stands there than the page was showing.
    """
    key, changes = {"muscle": muscle, "side": side.value}, {"readings_kpa": list(readings_kpa)}
    common = row_of(assessment, by, at)
    nothing: Changes = {"readings_kpa": []}
    return _recorded(PressurePainThreshold, common, key, nothing, changes, replacing, row_id)


@audited("assessment.test_recorded")
def record_test(
    *,
    assessment: Assessment,
    test: str,
    side: Side,
    changes: Changes,
    replacing: UUID | None,
    row_id: UUID,
    by: User,
    at: datetime,
) -> PhysicalTestFinding:
    """Write down what a special or function test showed.

    Raises:
        Refused: when another row stands there than the page was showing.
    """
    key, nothing = {"test": test, "side": side.value}, {"result": "", "value": None}
    common = row_of(assessment, by, at)
    return _recorded(PhysicalTestFinding, common, key, nothing, changes, replacing, row_id)


@audited("assessment.nerve_recorded")
def record_nerve(
    *,
    assessment: Assessment,
    test: str,
    side: Side,
    result: str,
    replacing: UUID | None,
    row_id: UUID,
    by: User,
    at: datetime,
) -> NerveFinding:
    """Write down what one step of the neurological screen showed.

    Raises:
        Refused: when another row stands there than the page was showing.
    """
    key, changes = {"test": test, "side": side.value}, {"result": result}
    common = row_of(assessment, by, at)
    return _recorded(NerveFinding, common, key, {"result": ""}, changes, replacing, row_id)


def _recorded(
    model: type[RowT],
    common: Changes,
    key: Changes,
    nothing: Changes,
    changes: Changes,
    replacing: UUID | None,
    row_id: UUID,
) -> RowT:
    """The row that says it now: the one that stands if it says so already, else a new one over it."""
    rows = model._default_manager.filter(assessment=common["assessment"])
    held = standing(rows).filter(**key).first()
    said = {name: getattr(held, name, empty) for name, empty in nothing.items()} | {**changes}
    repeat_of(rows, row_id, **key, **said)
    if held is not None and holds(held, said):
        raise Repeated(held)
    if held is None and said == nothing:
        raise Refused("Nothing was said: choose what was found.")
    if (held.pk if held else None) != replacing:
        raise Refused(OVERTAKEN)
    return model._default_manager.create(id=row_id, **common, **key, **said, replaces=held)
