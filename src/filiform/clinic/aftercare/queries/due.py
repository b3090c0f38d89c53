"""When a patient is asked after a session, and whether they answered: nothing that is due is forgotten quietly.

The first check-in is due on the day after the session; the second when the library says that soreness is
usually gone. Filiform keeps asking for as long as the library asks about any sign.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Literal

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from filiform.clinic.aftercare.models import CheckIn
from filiform.clinic.people.models import Clinic
from filiform.knowledge.library import Library
from filiform.knowledge.model.aftercare import AftercareRedFlag, SorenessCourse

DueState = Literal["done", "to_come", "today", "overdue", "missed"]


@dataclass(frozen=True, slots=True)
class DueCheckIn:
    """One check-in that a session asks for: which one, on which day, and how it stands."""

    number: int
    on: date
    state: DueState


@dataclass(frozen=True, slots=True)
class OverdueCheckIn:
    """A session whose patient has not answered: the first check-in that is missing, and for how many days."""

    session: Any
    number: int
    due_on: date
    days: int


def due_check_ins(
    session: Any, completed_on: Iterable[date], now: datetime, library: Library
) -> tuple[DueCheckIn, ...]:
    """The check-ins of a session and how each stands at `now`.

    Args:
        completed_on: the days on which check-ins of this session were completed.
    """
    done, today = list(completed_on), timezone.localdate(now)
    is_still_asked = now <= session.started_at + asked_for(library)
    return tuple(
        DueCheckIn(number, day, _state(day, today, done, is_still_asked))
        for number, day in enumerate(_due_days(session, library), start=1)
    )


def overdue_check_ins(clinic: Clinic, now: datetime, library: Library) -> list[OverdueCheckIn]:
    """Sessions of the clinic whose patient has missed a check-in that is still asked for, longest first."""
    sessions = clinic.needling_sessions.filter(
        signature__isnull=False,
        started_at__gte=now - asked_for(library),
        episode__patient__is_deceased=False,
    )
    related = sessions.select_related("episode__patient", "practitioner")
    rows = related.prefetch_related(Prefetch("check_ins", answered(), to_attr="completed"))
    found = (_first_overdue(row, now, library) for row in rows.order_by("started_at"))
    return [one for one in found if one is not None]


def answered() -> QuerySet[CheckIn]:
    """Check-ins that count as given: complete, or broken off after a sign that the clinic is called for."""
    whole = Q(outcomes__complete=True) | Q(outcomes__calls_clinic=True)
    return CheckIn.objects.filter(whole).distinct()


def asked_for(library: Library) -> timedelta:
    """For how long after a session any sign is asked about."""
    return timedelta(hours=max(flag.asked_for.value for flag in library.all(AftercareRedFlag)))


def _first_overdue(session: Any, now: datetime, library: Library) -> OverdueCheckIn | None:
    due = due_check_ins(session, [row.on for row in session.completed], now, library)
    missing = next((one for one in due if one.state == "overdue"), None)
    if missing is None:
        return None
    days = (timezone.localdate(now) - missing.on).days
    return OverdueCheckIn(session, missing.number, missing.on, days)


def _due_days(session: Any, library: Library) -> tuple[date, ...]:
    next_day = session.on + timedelta(days=1)
    hours = max(course.usually_gone_by.value for course in library.all(SorenessCourse))
    settled = timezone.localdate(session.started_at + timedelta(hours=hours))
    return (next_day, max(settled, next_day + timedelta(days=1)))


def _state(due_on: date, today: date, done: list[date], is_still_asked: bool) -> DueState:
    if any(day >= due_on for day in done):
        return "done"
    if today < due_on:
        return "to_come"
    if today == due_on:
        return "today"
    return "overdue" if is_still_asked else "missed"
