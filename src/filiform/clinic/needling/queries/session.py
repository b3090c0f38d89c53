"""Reads of one session: its row, the needles opened last, the response, who watches."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from filiform.clinic.needling.models import (
    CoSignature,
    Moment,
    NeedlingSession,
    SessionSignature,
)
from filiform.clinic.people.models import Clinic, Practitioner


def sessions_of(episode: Any) -> QuerySet[NeedlingSession]:
    """The sessions of an episode with what every page about them shows, newest first."""
    return _as_shown(episode.needling_sessions.select_related("clinic"))


def _as_shown(rows: QuerySet[NeedlingSession]) -> QuerySet[NeedlingSession]:
    return rows.select_related(
        "episode__patient",
        "plan",
        "practitioner__membership__user",
        "signature__signed_by",
    ).prefetch_related("plan__muscles")


def session_named(episode: Any, session: UUID) -> NeedlingSession | None:
    """A session of this episode by its id."""
    return sessions_of(episode).filter(pk=session).first()


def session_in_clinic(clinic: Clinic, episode: UUID, session: UUID) -> NeedlingSession | None:
    """A session of one of the clinic's episodes by both ids, in one read with its plan and its people."""
    rows = _as_shown(clinic.needling_sessions.all())
    found = rows.filter(episode=episode, pk=session).first()
    if found is not None:
        found.episode.clinic = found.episode.patient.clinic = clinic
    return found


def session_to_write(clinic: Clinic, episode: UUID, session: UUID) -> NeedlingSession | None:
    """The same with its plan and its practitioner alone: what an event is judged by, nothing that a page shows."""
    rows = clinic.needling_sessions.select_related("episode", "plan", "practitioner")
    found: NeedlingSession | None = (
        rows.prefetch_related("plan__muscles").filter(episode=episode, pk=session).first()
    )
    if found is not None:
        found.episode.clinic = clinic
    return found


def open_session(episode: Any) -> NeedlingSession | None:
    """The newest session of an episode that nobody has signed yet."""
    return sessions_of(episode).filter(signature__isnull=True).first()


def signature_of(session: NeedlingSession) -> SessionSignature | None:
    """The signature under a session, read from the database now and not from memory."""
    return SessionSignature.objects.select_related("signed_by").filter(session=session).first()


@dataclass(frozen=True, slots=True)
class Needles:
    """A kind of needle: what is printed on the packet; the maker where it was said or the list knows it."""

    lot: str
    gauge: str
    length_mm: float | None
    expires_on: date | None
    maker: str = ""


def response(session: NeedlingSession, moment: Moment) -> int | None:
    """Pain from 0 to 10 before or after; the last one given counts."""
    row = session.responses.filter(when=moment, pain__isnull=False).last()
    return None if row is None else row.pain


def supervisor_of(session: NeedlingSession) -> Practitioner | None:
    """The colleague who watches a session: the one named last."""
    row = session.supervisions.select_related("supervisor__membership__user").last()
    return None if row is None else row.supervisor


def is_supervised(session: NeedlingSession) -> bool:
    """Whether a colleague watches a session: the last entry counts."""
    return session.supervisions.values_list("supervisor", flat=True).last() is not None


def co_signature_of(session: NeedlingSession) -> CoSignature | None:
    """The supervisor's signature, as long as it stands: nothing was recorded after it, by that supervisor."""
    row = session.co_signatures.select_related("signed_by").last()
    if row is None or row.signed_by != supervisor_of(session):
        return None
    written = (
        session.events,
        session.responses,
        session.off_plan,
        session.answers,
        session.found,
        session.minutes,
        session.deviations,
    )
    later = any(rows.filter(recorded_at__gt=row.recorded_at).exists() for rows in written)
    return None if later else row
