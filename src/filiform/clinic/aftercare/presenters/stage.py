"""The stage page: what waits, the sessions with what is due, and everything about the chosen one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Prefetch
from django.urls import reverse

from filiform.clinic.aftercare.presenters.check_in import (
    CheckInLine,
    DueLine,
    check_in_lines,
    due_lines,
)
from filiform.clinic.aftercare.presenters.curve import course_of, soreness_chart
from filiform.clinic.aftercare.presenters.session import SessionWords, session_words
from filiform.clinic.aftercare.presenters.sheet import (
    ClinicianSheet,
    clinician_sheet,
    sign_line,
)
from filiform.clinic.aftercare.queries import (
    DueCheckIn,
    answered,
    check_ins_of,
    due_check_ins,
    reports_of,
    waiting_check_ins,
)
from filiform.clinic.episode.models import Episode
from filiform.clinic.needling.queries import had_sharp_pain, signed_sessions, treated_session
from filiform.clinic.screening.presenters import day_words, moment_words, target_words
from filiform.clinic.screening.presenters.decisions import source_lines
from filiform.clinic.ui.charts import Chart
from filiform.clinic.ui.parts import ReasonLine
from filiform.clinical.aftercare import TreatedSession
from filiform.kernel.decision import Target
from filiform.knowledge.library import Library
from filiform.knowledge.model.aftercare import AftercareRedFlag

SHOWN = 12  # sessions in the list beside the page
# The sign that the practitioner can see on the table, before there is any check-in.
SHARP_PAIN = "aftercare/red_flags/sharp-pain-at-insertion"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A check-in that somebody has to look at, and where to do it."""

    line: CheckInLine
    url: str


@dataclass(frozen=True, slots=True)
class SessionLine:
    """One session in the list beside the page."""

    day: str
    url: str
    answered: str
    is_overdue: bool
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class ChosenSession:
    """Everything aftercare shows of one session."""

    words: SessionWords
    given: str
    due: tuple[DueLine, ...]
    check_ins: tuple[tuple[CheckInLine, str], ...]
    chart: Chart
    course: ReasonLine
    population: str
    sheet: ClinicianSheet
    sharp_pain: ReasonLine | None
    sheet_url: str
    record_url: str


@dataclass(frozen=True, slots=True)
class StagePage:
    """The page: urgent check-ins, all sessions as a list, and the chosen one; none before the first."""

    waiting: tuple[Waiting, ...]
    sessions: tuple[SessionLine, ...]
    chosen: ChosenSession | None


def stage_page(episode: Episode, chosen: str, now: datetime, library: Library) -> StagePage:
    """Everything the stage shows. `chosen` is the id of a session; any other text means the latest."""
    rows = _sessions(episode, chosen)
    if not rows:
        return StagePage((), (), None)
    row = next((one for one in rows if str(one.pk) == chosen), rows[0])
    stage_url = reverse("aftercare:stage", args=[episode.clinic.slug, episode.pk])
    return StagePage(
        waiting=_waiting(episode, library),
        sessions=tuple(
            _session_line(one, now, library, stage_url, is_chosen=one is row) for one in rows
        ),
        chosen=_chosen(row, episode, now, library),
    )


def _sessions(episode: Episode, chosen: str) -> list[Any]:
    """The latest sessions, and the chosen one where it is older; each with the days of its check-ins."""
    given = Prefetch("check_ins", answered(), to_attr="answered")
    rows = signed_sessions(episode).select_related("aftercare_sheet").prefetch_related(given)
    latest = list(rows.order_by("-started_at")[:SHOWN])
    if any(str(one.pk) == chosen for one in latest):
        return latest
    older = (one for one in rows.values_list("pk", flat=True) if str(one) == chosen)
    return latest + list(rows.filter(pk__in=list(older)))


def _waiting(episode: Episode, library: Library) -> tuple[Waiting, ...]:
    """Check-ins that nobody has dealt with, emergencies first."""
    rows = waiting_check_ins(episode)
    lines = zip(rows, reversed(check_in_lines(rows, library)), strict=True)
    found = [Waiting(line, _check_in_url(row.session_id, episode, line)) for row, line in lines]
    return tuple(sorted(found, key=lambda one: one.line.kind != "emergency"))


def _session_line(
    session: Any, now: datetime, library: Library, stage_url: str, *, is_chosen: bool
) -> SessionLine:
    due = due_lines(_due(session, now, library), "")
    answered = sum(one.state == "done" for one in due)
    return SessionLine(
        day=day_words(session.on),
        url=f"{stage_url}?session={session.pk}",
        answered=f"{answered} of {len(due)} check-ins answered",
        is_overdue=any(one.state == "overdue" for one in due),
        is_chosen=is_chosen,
    )


def _chosen(session: Any, episode: Episode, now: datetime, library: Library) -> ChosenSession:
    treated = treated_session(session, library)
    check_ins = list(check_ins_of(session))
    place = [episode.clinic.slug, episode.pk, session.pk]
    record_url = reverse("aftercare:record_check_in", args=place)
    course = course_of(library)
    return ChosenSession(
        words=session_words(session, library),
        given=_given_words(session),
        due=due_lines(_due(session, now, library), record_url),
        check_ins=tuple(
            (line, _check_in_url(session.pk, episode, line))
            for line in check_in_lines(check_ins, library)
        ),
        chart=soreness_chart("soreness", reports_of(check_ins), library),
        course=ReasonLine(
            sentence=course.statement,
            severity="note",
            sources=source_lines(course.citations, library),
            review=course.review.status.value,
            statement=course.id,
        ),
        population=course.population,
        sheet=clinician_sheet(session, treated, library),
        sharp_pain=_sharp_pain(session, treated, library),
        sheet_url=reverse("aftercare:sheet", args=place),
        record_url=record_url,
    )


def _due(session: Any, now: datetime, library: Library) -> Sequence[DueCheckIn]:
    return due_check_ins(session, [row.on for row in session.answered], now, library)


def _given_words(session: Any) -> str:
    sheet = getattr(session, "aftercare_sheet", None)
    return f"Given {moment_words(sheet.recorded_at)}" if sheet else ""


def _sharp_pain(session: Any, treated: TreatedSession, library: Library) -> ReasonLine | None:
    """What to do because the practitioner flagged an unusually sharp pain, with the places."""
    places = had_sharp_pain(session)
    if not places:
        return None
    line = sign_line(library.get(SHARP_PAIN, AftercareRedFlag), treated, library)
    where = "; ".join(target_words(Target(one.muscle, one.side), library) for one in places)
    return ReasonLine(
        sentence=line.sentence,
        severity=line.severity,
        action=line.action,
        basis=where,
        sources=line.sources,
        review=line.review,
        statement=line.statement,
    )


def _check_in_url(session: UUID, episode: Episode, line: CheckInLine) -> str:
    return reverse("aftercare:check_in", args=[episode.clinic.slug, episode.pk, session, line.id])
