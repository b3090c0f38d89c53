"""The report of an episode: each part read from its own stage, in the order of the path."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from filiform.clinic.assessment.presenters.drawing import DayColumn, first_and_latest
from filiform.clinic.assessment.queries import complaint_areas
from filiform.clinic.episode.models import Episode
from filiform.clinic.episode.queries import current_status
from filiform.clinic.needling.queries import signed_sessions
from filiform.clinic.outcomes.presenters.judgement import JudgementLine, judgement_lines
from filiform.clinic.outcomes.presenters.report_parts import (
    AftercarePart,
    AssessmentPart,
    ScreeningPart,
    aftercare_part,
    assessment_part,
    plan_rows,
    plan_table,
    screening_part,
    sessions_table,
)
from filiform.clinic.outcomes.presenters.report_sources import SourcesPart, sources_part
from filiform.clinic.outcomes.presenters.stage import (
    ChartPart,
    ReviewLine,
    activities_table,
    chart_parts,
    review_lines,
)
from filiform.clinic.outcomes.presenters.timelines import days_tables, timelines
from filiform.clinic.outcomes.queries import Judged, judged_series, outcome_series, retest_of
from filiform.clinic.people.presenters import age_words
from filiform.clinic.planning.queries import current_plan
from filiform.clinic.screening.presenters import day_words, moment_words, reason_line
from filiform.clinic.screening.queries import decision_of, latest_outcome
from filiform.clinic.ui.parts import ReasonLine, SummaryRow, Table
from filiform.kernel.decision import Reason
from filiform.knowledge.library import Library


@dataclass(frozen=True, slots=True)
class ReportPage:
    """Everything on the report, ready to be read."""

    title: str
    written: str
    identity: tuple[SummaryRow, ...]
    goal: str
    screening: ScreeningPart | None
    drawings: tuple[DayColumn, ...]
    assessment: AssessmentPart
    plan: tuple[SummaryRow, ...]
    muscles: Table | None
    sessions: Table | None
    aftercare: AftercarePart
    judgements: tuple[JudgementLine, ...]
    charts: tuple[ChartPart, ...]
    days: tuple[Table, ...]
    activities: Table | None
    retest: ReasonLine | None
    reviews: tuple[ReviewLine, ...]
    sources: SourcesPart


def report_page(episode: Episode, now: datetime, library: Library) -> ReportPage:
    """The report of an episode as it stands at `now`."""
    plan = current_plan(episode)
    sessions = list(signed_sessions(episode).prefetch_related("events", "responses"))
    series = outcome_series(episode)
    areas = complaint_areas(episode, library)
    judged = judged_series(series, library, areas)
    days = [session.on for session in sessions]
    retest = retest_of(len(days), judged, library)
    screening = latest_outcome(episode)
    aftercare = aftercare_part(sessions, now, library)
    return ReportPage(
        title=episode.title,
        written=moment_words(now),
        identity=_identity(episode, now),
        goal=plan.goal if plan else "",
        screening=screening_part(screening, timezone.localdate(now), library),
        drawings=first_and_latest(episode, library),
        assessment=assessment_part(episode, library),
        plan=plan_rows(plan, library),
        muscles=plan_table(plan, library),
        sessions=sessions_table(sessions, library),
        aftercare=aftercare,
        judgements=judgement_lines(judged, library),
        charts=chart_parts(timelines(series, days, library, areas), library),
        days=days_tables(series),
        activities=activities_table(series),
        retest=reason_line(retest, library) if retest else None,
        reviews=review_lines(episode),
        sources=sources_part(
            _reasons(screening, aftercare.reasons, judged, retest),
            {screening.library_version if screening else "", plan.library_version if plan else ""},
            library,
        ),
    )


def _identity(episode: Episode, now: datetime) -> tuple[SummaryRow, ...]:
    patient = episode.patient
    rows = (
        ("Patient", patient.name),
        ("Age", age_words(patient, timezone.localdate(now))),
        ("Sex", patient.get_sex_display()),
        ("Number", patient.identifier),
        ("Episode opened", day_words(episode.opened_on)),
        ("Status", current_status(episode).status.label),
    )
    return tuple(SummaryRow(key, value) for key, value in rows if value)


def _reasons(
    screening: Any, aftercare: Iterable[Reason], judged: Iterable[Judged], retest: Reason | None
) -> list[Reason]:
    """Every reason that the report rests on, in the order of the path."""
    reasons = list(decision_of(screening).reasons) if screening else []
    reasons += aftercare
    reasons += [reason for one in judged for reason in one.decision.reasons]
    return [*reasons, retest] if retest else reasons
