"""Pain drawings as the science reads them: strokes from rows, and what they come to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid5

import msgspec

from filiform.clinic.assessment.models import Assessment, DrawingStroke, PainDrawing
from filiform.clinic.episode.models import Episode
from filiform.clinical.drawing import Stroke, StrokeKind, drawn
from filiform.clinical.findings import PainfulRegion, PainQuality
from filiform.kernel.side import Side


@dataclass(frozen=True, slots=True)
class DrawingOnDay:
    """What a drawing came to: where it hurts, on which day, and whether the patient drew on it."""

    on: date
    pain: tuple[PainfulRegion, ...]
    strokes: int
    by_patient: bool


@dataclass(frozen=True, slots=True)
class PainFound:
    """A place that hurt at an assessment, however many pains are felt there; the strongest counts."""

    assessment: Assessment
    region: str
    side: str
    intensity: int | None

    @property
    def assessment_id(self) -> UUID:
        """As a row of the assessment would have it."""
        return self.assessment.pk


DrawingsByAssessment = Mapping[Assessment, DrawingOnDay | None]


def drawing_id(episode: Episode, on: date) -> UUID:
    """The id of the episode's drawing of a day, the same before it is begun: two devices begin one."""
    return uuid5(episode.pk, on.isoformat())


def strokes_of(episode: Episode, on: date) -> tuple[Stroke, ...]:
    """The strokes of the drawing of a day, in no particular order."""
    rows = DrawingStroke.objects.filter(drawing=drawing_id(episode, on), drawing__episode=episode)
    return tuple(stroke_of(row) for row in rows)


def stroke_of(row: DrawingStroke) -> Stroke:
    """The stroke that a row holds."""
    return Stroke(
        id=row.pk,
        sequence=row.sequence,
        made_at=row.made_at,
        kind=StrokeKind(row.kind),
        pain=row.pain,
        places=tuple((region, Side(side)) for region, side in row.places),
        intensity=row.intensity,
        quality=PainQuality(row.quality) if row.quality else None,
        undoes=row.undoes,
    )


def drawings(episode: Episode) -> tuple[DrawingOnDay, ...]:
    """Every drawing of the episode on which there is a stroke, by day."""
    return tuple(_on_day(row, episode) for row in _rows(episode))


def is_anything_drawn(episode: Episode) -> bool:
    """Whether the episode has a drawing of any day."""
    return episode.pain_drawings.exists()


def drawing_on(episode: Episode, on: date) -> DrawingOnDay | None:
    """The drawing of a day; None before its first stroke."""
    return next((one for one in drawings(episode) if one.on == on), None)


def drawings_by_assessment(episode: Episode) -> DrawingsByAssessment:
    """Each assessment of the episode in order, with the drawing that it rests on, if there is one.

    It is the latest one since the assessment before. A drawing made later than the assessment counts
    for it until the next one begins, which then rests on it.
    """
    assessments = list(episode.assessments.order_by("number"))
    made, bounds = drawings(episode), [date.min, *(one.on for one in assessments), date.max]
    return {
        one: _latest_of(made, bounds[number], one.on, bounds[number + 2])
        for number, one in enumerate(assessments)
    }


def drawing_of(assessment: Assessment) -> DrawingOnDay | None:
    """The drawing that an assessment rests on."""
    return drawings_by_assessment(assessment.episode)[assessment]


def places_found(assessment: Assessment, drawing: DrawingOnDay) -> tuple[PainFound, ...]:
    """The places of a drawing, each once with its strongest intensity; what was rated 0 stays, as 0."""
    strongest: dict[tuple[str, str], int | None] = {}
    for one in drawing.pain:
        place = (one.region, one.side.value)
        rated = [int(x) for x in (strongest.get(place), one.intensity) if x is not None]
        strongest[place] = max(rated, default=None)
    return tuple(
        PainFound(assessment, region, side, value)
        for (region, side), value in sorted(strongest.items())
    )


def strokes_as_json(strokes: Iterable[Stroke]) -> Any:
    """Strokes as a page sends and gets them."""
    return [_as_json(one) for one in strokes]


def _as_json(stroke: Stroke) -> dict[str, Any]:
    places = [{"region": region, "side": side.value} for region, side in stroke.places]
    said = {**msgspec.to_builtins(stroke), "places": places}
    return {name: value for name, value in said.items() if value is not None}


def _latest_of(
    made: Iterable[DrawingOnDay], before: date, on: date, after: date
) -> DrawingOnDay | None:
    """The last drawing after the assessment before and not after the one that follows; of the day itself always."""
    last = on if after < date.max else date.max
    fit = [one for one in made if one.on == on or before < one.on <= last]
    return fit[-1] if fit else None


def _rows(episode: Episode) -> Any:
    related = episode.pain_drawings.select_related("episode__patient")
    return related.prefetch_related("strokes").exclude(strokes=None).distinct().order_by("on")


def _on_day(row: PainDrawing, episode: Episode) -> DrawingOnDay:
    strokes = list(row.strokes.all())
    drawer = episode.patient.user_id
    return DrawingOnDay(
        on=row.on,
        pain=drawn(stroke_of(one) for one in strokes),
        strokes=len(strokes),
        by_patient=drawer is not None and any(one.recorded_by_id == drawer for one in strokes),
    )
