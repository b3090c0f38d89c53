"""The patient's own page: am I getting better, in plain words and with the same charts."""

from dataclasses import dataclass
from datetime import date

from filiform.clinic.assessment.queries import complaint_areas
from filiform.clinic.episode.models import Episode
from filiform.clinic.needling.queries import signed_sessions
from filiform.clinic.outcomes.actions import MOST_ACTIVITIES
from filiform.clinic.outcomes.presenters.judgement import JudgementLine, judgement_lines
from filiform.clinic.outcomes.presenters.stage import ChartPart, activities_table, chart_parts
from filiform.clinic.outcomes.presenters.timelines import timelines
from filiform.clinic.outcomes.queries import (
    activities_of,
    judged_series,
    outcome_series,
    questions_of,
    retest_of,
)
from filiform.clinic.ui.parts import Table
from filiform.knowledge.library import Library


@dataclass(frozen=True, slots=True)
class MyPage:
    """What a patient sees of the outcomes; `retest` is the library's sentence when it is time to look again."""

    judgements: tuple[JudgementLine, ...]
    charts: tuple[ChartPart, ...]
    activities: Table | None
    retest: str
    open_questions: int
    may_name: bool


def my_page(episode: Episode, on: date, library: Library) -> MyPage:
    """The outcomes of the patient's episode as they stand."""
    series = outcome_series(episode)
    days = list(signed_sessions(episode).values_list("on", flat=True))
    areas = complaint_areas(episode, library)
    judged = judged_series(series, library, areas)
    retest = retest_of(len(days), judged, library)
    return MyPage(
        judgements=judgement_lines(judged, library),
        charts=chart_parts(timelines(series, days, library, areas, for_patient=True), library),
        activities=activities_table(series),
        retest=retest.patient_sentence if retest else "",
        open_questions=sum(one.answer is None for one in questions_of(episode, on, library)),
        may_name=len(activities_of(episode)) < MOST_ACTIVITIES,
    )
