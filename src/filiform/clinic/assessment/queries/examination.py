"""What was examined at one assessment, with the value of last time and of the first time beside each."""

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import Model

from filiform.clinic.assessment.models import (
    Assessment,
    MuscleStrength,
    NerveFinding,
    PhysicalTestFinding,
    PressurePainThreshold,
    RangeOfMotion,
    TriggerPoint,
)
from filiform.clinic.assessment.queries.assessment import in_order, standing
from filiform.clinic.assessment.queries.drawing import (
    DrawingsByAssessment,
    drawings_by_assessment,
)
from filiform.clinical.findings import PainfulRegion
from filiform.kernel.side import Side

RowT = TypeVar("RowT", bound=Model)
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Seen(Generic[RowT]):
    """Rows of one kind by what they are about: those of now, the last before, and the first of all.

    What was taken back stands in `held` only: the row that the next one replaces.
    """

    held: dict[Key, RowT]
    now: dict[Key, RowT]
    last: dict[Key, RowT]
    first: dict[Key, RowT]

    def other_side(self, key: Key) -> RowT | None:
        """What stands now for the same thing on the other side of the body."""
        about, side, *more = key
        return (
            self.now.get((about, Side(side).mirrored.value, *more)) if side != "midline" else None
        )


@dataclass(frozen=True, slots=True)
class Examination:
    """Everything that was examined at an assessment, kind by kind."""

    assessment: Assessment
    pain: tuple[PainfulRegion, ...]
    movements: Seen[RangeOfMotion]
    strengths: Seen[MuscleStrength]
    pressures: Seen[PressurePainThreshold]
    tests: Seen[PhysicalTestFinding]
    nerves: Seen[NerveFinding]
    palpations: Seen[TriggerPoint]


def examination_of(
    assessment: Assessment, drawings: DrawingsByAssessment | None = None
) -> Examination:
    """Read it, one query a kind.

    Args:
        drawings: the drawing of each assessment, where they were read already.
    """
    if drawings is None:
        drawings = drawings_by_assessment(assessment.episode)
    return Examination(
        assessment=assessment,
        pain=_pain(assessment, drawings),
        movements=_seen(RangeOfMotion, assessment, "movement", "side", "mode"),
        strengths=_seen(MuscleStrength, assessment, "movement", "side"),
        pressures=_seen(PressurePainThreshold, assessment, "muscle", "side"),
        tests=_seen(PhysicalTestFinding, assessment, "test", "side"),
        nerves=_seen(NerveFinding, assessment, "test", "side"),
        palpations=_seen(TriggerPoint, assessment, "muscle", "side"),
    )


def _pain(assessment: Assessment, drawings: DrawingsByAssessment) -> tuple[PainfulRegion, ...]:
    """Where it hurts by the drawing of the assessment; before there were drawings, by rows of their own."""
    drawing = drawings[assessment]
    if drawing is not None:
        return drawing.pain
    rows = standing(assessment.painful_regions).filter(is_painful=True).order_by("region", "side")
    return tuple(
        PainfulRegion(region=row.region, side=Side(row.side), intensity=row.intensity)
        for row in rows
    )


def _seen(model: type[RowT], assessment: Assessment, *names: str) -> Seen[RowT]:
    seen: Seen[RowT] = Seen({}, {}, {}, {})
    until = in_order(model, assessment.episode).filter(assessment__number__lte=assessment.number)
    for row in until:
        row.assessment.episode = assessment.episode  # type: ignore[attr-defined]  # the same one
        key = tuple(str(getattr(row, name)) for name in names)
        is_now = getattr(row, "assessment_id") == assessment.pk  # noqa: B009  (not on every model)
        if is_now:
            seen.held[key] = row
        if _says_something(row):
            if is_now:
                seen.now[key] = row
            else:
                seen.first.setdefault(key, row)
                seen.last[key] = row
    return seen


def _says_something(row: Any) -> bool:
    match row:
        case RangeOfMotion():
            return row.limited is not None or row.painful or row.degrees is not None
        case MuscleStrength():
            judged = row.weak is not None or row.painful
            return judged or bool(row.grade) or row.force is not None
        case PressurePainThreshold():
            return bool(row.readings_kpa)
        case PhysicalTestFinding():
            return bool(row.result) or row.value is not None
        case NerveFinding():
            return bool(row.result)
        case TriggerPoint():
            return bool(row.signs)
    return True
