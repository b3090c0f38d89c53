"""Everything the page of an assessment shows, put together; last time's values beside this time's."""

from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse

from filiform.clinic.assessment.forms.pain import PainForm
from filiform.clinic.assessment.forms.palpation import PalpationForm, initial_of
from filiform.clinic.assessment.forms.ranges import RangeKey, RangesForm
from filiform.clinic.assessment.forms.regions import Place, RegionsForm
from filiform.clinic.assessment.models import Assessment, TriggerPoint
from filiform.clinic.assessment.presenters.palpation import palpation_line, trust
from filiform.clinic.assessment.presenters.ranges import joint_groups
from filiform.clinic.assessment.presenters.regions import area_groups
from filiform.clinic.assessment.queries import (
    pain_by_assessment,
    palpations,
    ranges_of_motion,
    regions_in_order,
)
from filiform.clinic.episode.models import Episode
from filiform.clinic.episode.presenters import stage_url
from filiform.clinic.screening.actions import PERMITTING
from filiform.clinic.screening.presenters import day_words, stage_page
from filiform.clinic.screening.queries import verdict_now
from filiform.clinic.ui.parts import SummaryRow
from filiform.clinical.stage import Stage
from filiform.kernel.side import Side
from filiform.knowledge.library import Library
from filiform.knowledge.model.anatomy import Region


class Found:
    """Everything found in an episode, parted into this assessment and the latest before it."""

    def __init__(self, assessment: Assessment) -> None:
        """Read the rows of the whole episode, one query a kind."""
        episode, here = assessment.episode, assessment.pk
        self.assessment = assessment
        ratings = list(pain_by_assessment(episode))
        self.pain = next((one for one in ratings if one.assessment_id == here), None)
        self.pain_before = _last(one for one in ratings if one.assessment_id != here)
        regions = list(regions_in_order(episode))
        self.regions = _regions(regions, here)
        earlier = [one.assessment_id for one in regions if one.assessment_id != here]
        self.regions_before = _regions(regions, earlier[-1]) if earlier else {}
        ranges = list(ranges_of_motion(episode))
        self.ranges = _ranges(one for one in ranges if one.assessment_id == here)
        self.ranges_before = _ranges(one for one in ranges if one.assessment_id != here)
        points = list(palpations(episode))
        self.points = [one for one in points if one.assessment_id == here]
        self.points_before = {
            (one.muscle, one.side): one for one in points if one.assessment_id != here
        }

    def pain_form(self, library: Library, data: Any = None) -> PainForm:
        """The scales with what was said, and with last time's in their hints."""
        items, before = ("now", "worst", "average"), self.pain_before
        values = {name: getattr(self.pain, name) for name in items} if self.pain else {}
        when = day_words(before.assessment.on) if before else ""
        hints = {name: f"Last time: {getattr(before, name)}, {when}" for name in items if before}
        return PainForm(library, data, values=values, hints=hints)

    def ranges_form(self, library: Library, data: Any = None) -> RangesForm:
        """The movements with what was measured."""
        return RangesForm(library, data, measured=self.ranges)


def page_context(
    found: Found, on: date, library: Library, wanted: tuple[str, str] | None = None, **forms: Any
) -> dict[str, Any]:
    """The context of the page; `forms` hands in a form with errors instead of a fresh one.

    `wanted` is a muscle and side whose palpation is to be corrected.
    """
    assessment = found.assessment
    pain = forms.get("pain") or found.pain_form(library)
    ranges = forms.get("ranges") or found.ranges_form(library)
    regions: RegionsForm | None = forms.get("regions")
    return {
        **stage_page(assessment.episode, on, library),
        "assessment": assessment,
        "pain_form": pain,
        "scales": [(pain[key], low, high) for key, low, high in pain.ends],
        "regions_form": regions,
        "areas": area_groups(
            regions.typed() if regions else found.regions, found.regions_before, library
        ),
        "ranges_form": ranges,
        "joints": joint_groups(ranges, found.ranges_before, _areas(found.regions, library)),
        "palpation_form": forms.get("palpation") or _palpation_form(found, wanted, library),
        "points": [_line(found, row, library) for row in found.points],
        "trust": trust(library),
        "rows": _rows(found),
        "screening_url": ""
        if verdict_now(assessment.episode, on, library) in PERMITTING
        else stage_url(assessment.episode, Stage.SCREENING),
    }


def _palpation_form(
    found: Found, wanted: tuple[str, str] | None, library: Library
) -> PalpationForm:
    row = next((one for one in found.points if (one.muscle, one.side) == wanted), None)
    initial = initial_of(row.muscle, row.side, row.signs) if row else None
    return PalpationForm(library, initial=initial)


def _line(found: Found, row: TriggerPoint, library: Library) -> Any:
    episode: Episode = found.assessment.episode
    address = reverse("assessment:stage", args=[episode.clinic.slug, episode.pk])
    query = urlencode({"muscle": row.muscle, "side": row.side})
    before = found.points_before.get((row.muscle, row.side))
    return palpation_line(row, before, f"{address}?{query}#palpation", library)


def _rows(found: Found) -> tuple[SummaryRow, ...]:
    return (
        SummaryRow("Begun", day_words(found.assessment.on)),
        SummaryRow("Pain", "Rated" if found.pain else "Not rated yet"),
        SummaryRow("Painful regions", str(len(found.regions))),
        SummaryRow("Ranges measured", str(len(found.ranges))),
        SummaryRow("Muscles palpated", str(len(found.points))),
    )


def _areas(regions: dict[Place, int | None], library: Library) -> set[str]:
    return {library.get(name, Region).area for name, _ in regions if name in library}


def _regions(rows: list[Any], assessment: UUID) -> dict[Place, int | None]:
    return {
        (row.region, Side(row.side)): row.intensity
        for row in rows
        if row.assessment_id == assessment
    }


def _ranges(rows: Any) -> dict[RangeKey, tuple[int, bool]]:
    return {(row.movement, Side(row.side), row.mode): (row.degrees, row.painful) for row in rows}


def _last(rows: Any) -> Any:
    listed = list(rows)
    return listed[-1] if listed else None
