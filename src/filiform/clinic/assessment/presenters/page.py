"""Everything the page of an assessment shows, put together; last time's values beside this time's."""

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.urls import reverse

from filiform.clinic.assessment.forms.pain import PainForm
from filiform.clinic.assessment.forms.palpation import PalpationForm, initial_of
from filiform.clinic.assessment.forms.regions import Place, RegionsForm
from filiform.clinic.assessment.models import (
    Assessment,
    PainfulRegion,
    PainRating,
    TriggerPoint,
)
from filiform.clinic.assessment.presenters.asked import Asked
from filiform.clinic.assessment.presenters.examination import ExaminationPage, examination_page
from filiform.clinic.assessment.presenters.measures import (
    Measuring,
    measuring,
    muscle_options,
    pressure_form,
    pressure_lines,
)
from filiform.clinic.assessment.presenters.palpation import palpation_line, trust
from filiform.clinic.assessment.presenters.ranking import RankingPanel, ranking_panel
from filiform.clinic.assessment.presenters.regions import area_groups
from filiform.clinic.assessment.presenters.rows import Rows
from filiform.clinic.assessment.presenters.sections import sections
from filiform.clinic.assessment.queries import (
    Examination,
    examination_of,
    nerve_results,
    pain_by_assessment,
    ranking_of,
    regions_in_order,
)
from filiform.clinic.assessment.queries.drawing import (
    DrawingsByAssessment,
    PainFound,
    drawings_by_assessment,
)
from filiform.clinic.episode.models import Episode
from filiform.clinic.episode.presenters import stage_url
from filiform.clinic.screening.actions import PERMITTING
from filiform.clinic.screening.presenters import day_words, stage_page
from filiform.clinic.screening.queries import verdict_now
from filiform.clinic.ui.parts import SummaryRow
from filiform.clinical.examination import nerve_warnings
from filiform.clinical.stage import Stage
from filiform.kernel.side import Side
from filiform.knowledge.library import Library


class Found:
    """Everything found in an episode, parted into this assessment and the latest before it.

    What a page does not show is not read: a press is answered with its row and the ranking only.
    """

    def __init__(self, assessment: Assessment) -> None:
        """Of this assessment."""
        self.assessment = assessment

    @cached_property
    def examination(self) -> Examination:
        """What was examined, one query a kind."""
        return examination_of(self.assessment, self._drawings)

    @cached_property
    def pain(self) -> PainRating | None:
        """How strong the pain was rated at this assessment."""
        return _last(one for one in self._ratings if self._is_here(one))

    @cached_property
    def pain_before(self) -> PainRating | None:
        """How strong it was rated the last time before."""
        return _last(one for one in self._ratings if not self._is_here(one))

    @cached_property
    def regions(self) -> dict[Place, int | None]:
        """Where it hurts, and how much."""
        return _by_place(one for one in self._regions if self._is_here(one))

    @cached_property
    def regions_before(self) -> dict[Place, int | None]:
        """Where it hurt the last time before that any place was marked."""
        earlier = [one for one in self._regions if not self._is_here(one)]
        return _by_place(one for one in earlier if one.assessment_id == earlier[-1].assessment_id)

    @property
    def points(self) -> list[TriggerPoint]:
        """What was palpated at this assessment."""
        return list(self.examination.palpations.now.values())

    @property
    def points_before(self) -> dict[tuple[str, ...], TriggerPoint]:
        """What was palpated before, by muscle and side."""
        return self.examination.palpations.last

    @cached_property
    def _ratings(self) -> list[PainRating]:
        return list(pain_by_assessment(self.assessment.episode))

    @cached_property
    def _drawings(self) -> DrawingsByAssessment:
        return drawings_by_assessment(self.assessment.episode)

    @cached_property
    def _regions(self) -> tuple[PainFound | PainfulRegion, ...]:
        return regions_in_order(self.assessment.episode, self._drawings)

    def _is_here(self, row: PainRating | PainFound | PainfulRegion) -> bool:
        return row.assessment_id == self.assessment.pk

    def pain_form(self, library: Library, data: Any = None) -> PainForm:
        """The scales with what was said, and with last time's in their hints."""
        items, before = ("now", "worst", "average"), self.pain_before
        values = {name: getattr(self.pain, name) for name in items} if self.pain else {}
        when = day_words(before.assessment.on) if before else ""
        hints = {name: f"Last time: {getattr(before, name)}, {when}" for name in items if before}
        return PainForm(library, data, values=values, hints=hints)


def page_context(
    found: Found, on: date, library: Library, asked: Asked | None = None, **filled: Any
) -> dict[str, Any]:
    """The context of the page; `filled` hands in a form with errors instead of a fresh one."""
    assessment, asked = found.assessment, asked or Asked()
    pain = filled.get("pain") or found.pain_form(library)
    regions: RegionsForm | None = filled.get("regions")
    rows = Rows(found.examination, library)
    pressure = filled.get("pressure") or pressure_form(rows, library, asked.pressure, asked.side)
    measured = measuring(rows, library, asked.measure, asked.side, filled.get("measure"))
    return {
        **stage_page(assessment.episode, on, library),
        **parts_context(found, on, library, rows, asked),
        "assessment": assessment,
        "pain_form": pain,
        "scales": [(pain[key], low, high) for key, low, high in pain.ends],
        "regions_form": regions,
        "areas": area_groups(
            regions.typed() if regions else found.regions, found.regions_before, library
        ),
        "measuring": measured,
        "wrong": _not_among(measured, filled.get("measure")),
        "pressure_form": pressure,
        "pressures": tuple(pressure_lines(rows, library)),
        "muscle_options": muscle_options(str(pressure["about"].value() or ""), library),
        "palpation_form": filled.get("palpation") or _palpation_form(found, asked, library),
        "palpating": bool(asked.muscle) or "palpation" in filled,
        "points": [_line(found, row, library) for row in found.points],
        "trust": trust(library),
        "rows": _rows(found),
        "screening_url": ""
        if verdict_now(assessment.episode, on, library) in PERMITTING
        else stage_url(assessment.episode, Stage.SCREENING),
    }


def _not_among(measured: Measuring | None, bad: forms.Form | None) -> forms.Form | None:
    """A form with errors that stands nowhere on the page, so that they have to be told at its top."""
    is_shown = measured is not None and any(one.form is bad for one in measured.forms)
    return None if is_shown else bad


def parts_context(
    found: Found, on: date, library: Library, rows: Rows, asked: Asked
) -> dict[str, Any]:
    """What changes with every finding: the examination and the ranking."""
    examination = found.examination
    page: ExaminationPage = examination_page(examination, rows, library, asked)
    return {
        "examination": page,
        "sections": sections(examination),
        "ranking": panel_of(found, on, library, rows),
    }


def panel_of(found: Found, on: date, library: Library, rows: Rows) -> RankingPanel:
    """The ranking of what was found so far."""
    nerves = nerve_warnings(nerve_results(found.examination, library), library)
    ranking = ranking_of(found.examination, on, library)
    return ranking_panel(ranking, nerves, found.examination, rows, library)


def _palpation_form(found: Found, asked: Asked, library: Library) -> PalpationForm:
    """Filled with what was found in the muscle that was asked for; with its name when that is nothing yet."""
    row = found.examination.palpations.held.get((asked.muscle, asked.side))
    initial = initial_of(asked.muscle, asked.side, row)
    return PalpationForm(library, initial=initial if asked.muscle else None)


def _line(found: Found, row: TriggerPoint, library: Library) -> Any:
    episode: Episode = found.assessment.episode
    address = reverse("assessment:stage", args=[episode.clinic.slug, episode.pk])
    query = urlencode({"muscle": row.muscle, "side": row.side})
    before = found.points_before.get((row.muscle, row.side))
    return palpation_line(row, before, f"{address}?{query}#palpate", library)


def _rows(found: Found) -> tuple[SummaryRow, ...]:
    return (
        SummaryRow("Begun", day_words(found.assessment.on)),
        SummaryRow("Pain", "Rated" if found.pain else "Not rated yet"),
    )


def _by_place(rows: Iterable[PainFound | PainfulRegion]) -> dict[Place, int | None]:
    return {(row.region, Side(row.side)): row.intensity for row in rows}


def _last(rows: Iterable[PainRating]) -> PainRating | None:
    listed = list(rows)
    return listed[-1] if listed else None
