"""Begin, pain, where it hurts, palpation, go on: each is saved by itself and leaves one audit event."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec

from filiform.clinic.accounts.models import User
from filiform.clinic.assessment.actions.drawing import add_strokes, begun_drawing, made
from filiform.clinic.assessment.models import (
    Assessment,
    PainDrawing,
    PainRating,
    TriggerPoint,
)
from filiform.clinic.assessment.queries import palpated_muscle, standing
from filiform.clinic.assessment.queries.drawing import drawing_of, strokes_of
from filiform.clinic.audit.action import Refused, Repeated, audited, repeat_of
from filiform.clinic.episode.actions import reach_stage
from filiform.clinic.episode.models import Episode, StatusChange
from filiform.clinic.episode.queries import current_status
from filiform.clinical.assessment import Palpation, classify_trigger_point
from filiform.clinical.drawing import (
    PAINS,
    Place,
    Redrawn,
    StrokeKind,
    drawn,
    marks_from_list,
    marks_of,
    redraw,
)
from filiform.clinical.findings import contradicts_itself
from filiform.clinical.stage import Stage
from filiform.kernel.side import Side
from filiform.knowledge.library import Library
from filiform.knowledge.model.assessment import TriggerPointSign

OVERTAKEN = "This was recorded in another window in the meantime. What stands now is shown."
NOTHING_HURTS = Redrawn(kind=StrokeKind.CLEAR, pain=PAINS[0])


@audited("assessment.started")
def start_assessment(
    *, episode: Episode, on: date, row_id: UUID, by: User, at: datetime
) -> Assessment:
    """Begin an assessment of the episode.

    Raises:
        Refused: when the episode is closed.
    """
    repeat_of(episode.assessments, row_id)
    status = current_status(episode).status
    if not status.is_open:
        raise Refused(f"The episode is closed (“{status.label}”). Screen again before examining.")
    return Assessment.objects.create(
        id=row_id,
        clinic_id=episode.clinic_id,
        episode=episode,
        on=on,
        number=episode.assessments.count() + 1,
        recorded_by=by,
        recorded_at=at,
    )


@audited("assessment.pain_recorded")
def record_pain(
    *,
    assessment: Assessment,
    now: int,
    worst: int,
    average: int,
    row_id: UUID,
    by: User,
    at: datetime,
) -> PainRating:
    """Write the ratings of pain down; those that stand already are not written again."""
    said = {"now": now, "worst": worst, "average": average}
    repeat_of(assessment.pain_ratings, row_id, **said)
    held = standing(assessment.pain_ratings).first()
    if held is not None and holds(held, said):
        raise Repeated(held)
    return PainRating.objects.create(id=row_id, **row_of(assessment, by, at), **said, replaces=held)


@audited("assessment.regions_recorded")
def record_regions(
    *,
    assessment: Assessment,
    regions: Mapping[Place, int | None],
    by: User,
    at: datetime,
) -> PainDrawing:
    """Make the pain drawing of the assessment what a list of regions says.

    A drawing of an earlier day stays as it was made: what it shows is carried over to the day of the
    assessment with the changes. Painful regions that stand in rows of their own are older than
    drawings; from here on the drawing counts.

    Raises:
        Refused: when the episode is closed.
    """
    held = drawing_of(assessment)
    known = held.pain if held else ()
    marks = marks_from_list(marks_of(known), regions)
    if marks == marks_of(known) and (held or not standing(assessment.painful_regions).exists()):
        raise Repeated(assessment)
    on = max(assessment.on, held.on) if held else assessment.on
    drawing, strokes = (
        begun_drawing(assessment.episode, on, by, at),
        strokes_of(assessment.episode, on),
    )
    wanted = redraw(marks_of(drawn(strokes)), marks) or (NOTHING_HURTS,)
    return add_strokes(drawing, made(wanted, strokes, at), by, at)


@audited(
    "assessment.trigger_point_recorded",
    details=lambda row: {"library_version": row.library_version},
)
def record_trigger_point(
    *,
    assessment: Assessment,
    muscle: str,
    side: Side,
    signs: Mapping[TriggerPointSign, bool],
    replacing: UUID | None,
    row_id: UUID,
    library: Library,
    by: User,
    at: datetime,
) -> TriggerPoint:
    """Write down what palpation of a muscle found, classified by the criteria, over the row that the page showed.

    No sign at all takes that row back.

    Raises:
        Refused: when nothing was said, when signs contradict each other, or when another row stands there
            than the page was showing.
    """
    said = {sign.value: found for sign, found in signs.items()}
    repeat_of(assessment.trigger_points, row_id, muscle=muscle, side=side.value, signs=said)
    held = standing(assessment.trigger_points).filter(muscle=muscle, side=side.value).first()
    if held is not None and held.signs == said:
        raise Repeated(held)
    if not signs and held is None:
        raise Refused("Say of at least one sign whether it was there.")
    if contradicts_itself(palpated_muscle(muscle, side, signs)):
        raise Refused("Pain is recognised where nothing was felt. Correct one of the signs.")
    if (held.pk if held else None) != replacing:
        raise Refused(OVERTAKEN)
    palpation = Palpation(muscle=muscle, side=side, signs=dict(signs))
    decision = classify_trigger_point(palpation, library)
    return TriggerPoint.objects.create(
        id=row_id,
        **row_of(assessment, by, at),
        muscle=muscle,
        side=side.value,
        signs=said,
        classification=decision.verdict.value,
        decision=msgspec.to_builtins(decision),
        library_version=library.version,
        replaces=held,
    )


@audited("assessment.finished")
def finish_assessment(*, assessment: Assessment, by: User, at: datetime) -> StatusChange:
    """Go on to planning.

    Raises:
        Refused: while screening has not come out in favour.
    """
    return reach_stage(episode=assessment.episode, stage=Stage.PLANNING, by=by, at=at)


def row_of(assessment: Assessment, by: User, at: datetime) -> dict[str, Any]:
    """What every row of an assessment says: whose it is, who wrote it and when."""
    return {
        "clinic_id": assessment.clinic_id,
        "assessment": assessment,
        "recorded_by": by,
        "recorded_at": at,
    }


def holds(row: Any, said: Mapping[str, Any]) -> bool:
    """Whether a row says just this already."""
    return all(getattr(row, name) == value for name, value in said.items())
