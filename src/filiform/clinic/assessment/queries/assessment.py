"""What other stages may ask of assessment: pain over time, muscles with an established trigger point."""

from collections.abc import Iterable
from datetime import date
from typing import Any, TypeVar

import msgspec
from django.db.models import Manager, Model, QuerySet

from filiform.clinic.assessment.models import (
    Assessment,
    PainfulRegion,
    PainRating,
    TriggerPoint,
)
from filiform.clinic.assessment.queries.drawing import (
    DrawingsByAssessment,
    PainFound,
    drawings_by_assessment,
    places_found,
)
from filiform.clinic.episode.models import Episode
from filiform.clinical.assessment import TriggerPointStatus
from filiform.kernel.decision import Decision
from filiform.kernel.side import Side
from filiform.knowledge.library import Library
from filiform.knowledge.model.anatomy import Region

RowT = TypeVar("RowT", bound=Model)
Finding = tuple[str, Side]
ESTABLISHED = (TriggerPointStatus.ACTIVE.value, TriggerPointStatus.LATENT.value)


class PainOnDay(msgspec.Struct, frozen=True, kw_only=True):
    """Pain as rated at one assessment: now, at its worst and on average, each on the instrument's scale."""

    on: date
    now: int
    worst: int
    average: int


def latest_assessment(episode: Episode) -> Assessment | None:
    """The assessment begun last; its episode is the one that was handed in."""
    return episode.assessments.order_by("-number").first()


def standing(rows: Manager[RowT] | QuerySet[RowT]) -> QuerySet[RowT]:
    """The rows that hold: those that no later row replaces."""
    return rows.filter(replaced_by=None)


def pain_ratings(episode: Episode) -> tuple[PainOnDay, ...]:
    """Every rating of pain in the episode, by day; of two on one day the later comes last."""
    return tuple(
        PainOnDay(on=row.assessment.on, now=row.now, worst=row.worst, average=row.average)
        for row in pain_by_assessment(episode)
    )


def baseline_pain(episode: Episode) -> PainOnDay | None:
    """The first rating of pain in the episode; None before there is one."""
    ratings = pain_ratings(episode)
    return ratings[0] if ratings else None


def examined_muscles(episode: Episode) -> tuple[Finding, ...]:
    """Muscles and sides in which the last palpation established a trigger point, active or latent."""
    latest = _latest(palpations(episode), "muscle", "side")
    found = (row for row in latest if row.classification in ESTABLISHED)
    return tuple(sorted((row.muscle, Side(row.side)) for row in found))


def active_trigger_points(episode: Episode) -> tuple[Finding, ...]:
    """Of `examined_muscles`, those whose pain the patient recognised."""
    latest = _latest(palpations(episode), "muscle", "side")
    active = TriggerPointStatus.ACTIVE.value
    return tuple(sorted((r.muscle, Side(r.side)) for r in latest if r.classification == active))


def painful_regions(episode: Episode) -> tuple[Finding, ...]:
    """Regions and sides in which it hurt at the last assessment that marked any."""
    rows = regions_in_order(episode)
    last = rows[-1].assessment_id if rows else None
    return tuple((row.region, Side(row.side)) for row in rows if row.assessment_id == last)


def complaint_areas(episode: Episode, library: Library) -> frozenset[str]:
    """The areas of the body in which it hurt at the first assessment that marked any."""
    rows = regions_in_order(episode)
    first = [row.region for row in rows if row.assessment_id == rows[0].assessment_id]
    return frozenset(library.get(one, Region).area for one in first if one in library)


def regions_in_order(
    episode: Episode, drawings: DrawingsByAssessment | None = None
) -> tuple[PainFound | PainfulRegion, ...]:
    """Every place that hurts, oldest assessment first: by its pain drawing, or else by rows of its own.

    Rows of painful regions are older than drawings, and count where nothing was drawn.

    Args:
        drawings: the drawing of each assessment, where they were read already.
    """
    rows = list(in_order(PainfulRegion, episode).filter(is_painful=True))
    found: list[PainFound | PainfulRegion] = []
    drawings = drawings_by_assessment(episode) if drawings is None else drawings
    for assessment, drawing in drawings.items():
        if drawing is None:
            found += [row for row in rows if row.assessment_id == assessment.pk]
        else:
            found += places_found(assessment, drawing)
    return tuple(found)


def pain_by_assessment(episode: Episode) -> QuerySet[PainRating]:
    """Every rating of pain that holds, oldest assessment first."""
    return in_order(PainRating, episode)


def palpations(episode: Episode) -> tuple[TriggerPoint, ...]:
    """Every palpation that holds, oldest assessment first; one that was taken back says nothing."""
    return tuple(row for row in in_order(TriggerPoint, episode) if row.signs)


def decision_of(row: TriggerPoint) -> Decision[TriggerPointStatus]:
    """The decision on a trigger point as it was taken, out of its row."""
    return msgspec.convert(row.decision, Decision[TriggerPointStatus])


def in_order(model: type[RowT], episode: Episode) -> QuerySet[RowT]:
    """Every row of a kind that holds in the episode, oldest assessment first."""
    rows = standing(model._default_manager.filter(assessment__episode=episode))
    related = rows.select_related("assessment")
    return related.order_by("assessment__number", "recorded_at", "pk")


def _latest(rows: Iterable[Any], *key: str) -> tuple[Any, ...]:
    """The last row for each key; rows come oldest first."""
    by_key = {tuple(getattr(row, name) for name in key): row for row in rows}
    return tuple(by_key.values())
