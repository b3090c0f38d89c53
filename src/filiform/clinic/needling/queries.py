"""Reads of needling: a session's events and facts, sessions that were signed, and what later stages ask."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec
from django.db.models import Count, QuerySet

from filiform.clinic.needling.models import (
    Moment,
    NeedleEvent,
    NeedlingSession,
    SessionSignature,
)
from filiform.clinic.planning.queries import (
    ScreeningStanding,
    consent_in_force,
    planned_muscles,
    screening_standing,
)
from filiform.clinic.screening.queries import each_session_questions, latest_outcome
from filiform.clinical import ledger
from filiform.clinical.aftercare import TreatedSession
from filiform.clinical.ledger import MuscleSide, NeedleEventKind, needle_count, needled
from filiform.clinical.needling import GateVerdict, SessionFacts
from filiform.kernel.decision import Decision
from filiform.kernel.side import Side
from filiform.knowledge.library import Library
from filiform.knowledge.model.anatomy import Muscle
from filiform.knowledge.model.screening import Finding, ScreeningStatement


def sessions_of(episode: Any) -> QuerySet[NeedlingSession]:
    """The sessions of an episode with what every page about them shows, newest first."""
    return episode.needling_sessions.select_related(
        "clinic",
        "episode__patient",
        "plan",
        "practitioner__membership__user",
        "signature__signed_by",
    ).prefetch_related("plan__muscles")


def session_named(episode: Any, session: UUID) -> NeedlingSession | None:
    """A session of this episode by its id."""
    return sessions_of(episode).filter(pk=session).first()


def open_session(episode: Any) -> NeedlingSession | None:
    """The newest session of an episode that nobody has signed yet."""
    return sessions_of(episode).filter(signature__isnull=True).first()


def signature_of(session: NeedlingSession) -> SessionSignature | None:
    """The signature under a session, read from the database now and not from memory."""
    return SessionSignature.objects.select_related("signed_by").filter(session=session).first()


def session_events(session: NeedlingSession) -> tuple[ledger.NeedleEvent, ...]:
    """The events of a session as the science counts them."""
    return tuple(event_of(row) for row in session.events.all())


def event_of(row: NeedleEvent) -> ledger.NeedleEvent:
    """One row as the ledger knows it."""
    return ledger.NeedleEvent(
        id=str(row.pk),
        kind=NeedleEventKind(row.kind),
        at=row.at,
        quantity=row.quantity,
        place=MuscleSide(row.muscle, Side(row.side)) if row.muscle else None,
        technique=row.technique,
        length_mm=None if row.length_mm is None else float(row.length_mm),
        lot=row.lot,
        gauge=row.gauge,
        expires_on=row.expires_on,
        discomfort=row.discomfort,
        voids=str(row.voids) if row.voids else "",
    )


@dataclass(frozen=True, slots=True)
class Place:
    """A muscle of this session with its technique; `reason` is why, where the plan does not name it."""

    place: MuscleSide
    technique: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """A session as it stands: its facts, and for each muscle what `may_needle` has to know beyond them.

    Made once for a request; nothing in it is read again from the database.
    """

    facts: SessionFacts
    screening: ScreeningStanding
    places: tuple[Place, ...]
    covered_areas: frozenset[str] | None
    has_credential: bool
    new_findings: tuple[str, ...]
    was_asked: bool

    def facts_for(self, place: MuscleSide, library: Library) -> SessionFacts:
        """The facts for one muscle: its own off-plan reason, and whether the credential covers its areas."""
        reason = next((one.reason for one in self.places if one.place == place), "")
        return msgspec.structs.replace(
            self.facts,
            off_plan_reason=reason,
            practitioner_may_needle=self._may_reach(place.muscle, library),
        )

    def facts_for_signing(self, library: Library) -> SessionFacts:
        """The facts for all of it: one muscle outside credential or explanation weighs for the session."""
        reached = needled(self.facts.events)
        reasons = {one.place: one.reason for one in self.places}
        off_plan = [place for place in reached if place not in self.facts.planned]
        explained = all(reasons.get(place, "").strip() for place in off_plan)
        return msgspec.structs.replace(
            self.facts,
            off_plan_reason="; ".join(reasons[p] for p in off_plan) if explained else "",
            practitioner_may_needle=self.has_credential
            and all(self._may_reach(place.muscle, library) for place in reached),
        )

    def with_place(self, place: Place) -> "Standing":
        """The same with one more muscle, which the plan does not name."""
        return replace(self, places=(*self.places, place))

    def technique_of(self, place: MuscleSide) -> str:
        """The technique with which a muscle is needled in this session; none if it is not one of it."""
        return next((one.technique for one in self.places if one.place == place), "")

    def _may_reach(self, muscle: str, library: Library) -> bool:
        if not self.has_credential:
            return False
        areas = set(library.get(muscle, Muscle).areas)
        return self.covered_areas is None or areas <= self.covered_areas


def session_standing(session: NeedlingSession, on: date, library: Library) -> Standing:
    """Everything `may_needle` and `may_sign` decide on, read in one go."""
    screening = screening_standing(session.episode, on)
    consent = consent_in_force(session.plan)
    planned = planned_muscles(session.plan)
    was_asked, new = _asked(session, on, screening, library)
    covered, has_credential = _credentials(session, on)
    facts = SessionFacts(
        on=on,
        screened_on=screening.screened_on,
        screening_verdict=screening.verdict,
        screening_complete=screening.complete and was_asked and not new,
        has_consent=consent is not None,
        practitioner_may_needle=has_credential,
        consented_techniques=tuple(consent.techniques) if consent else (),
        constraints=screening.constraints,
        overrides=screening.overrides,
        planned=tuple(MuscleSide(one.muscle, one.side) for one in planned),
        events=session_events(session),
    )
    places = [Place(MuscleSide(one.muscle, one.side), one.technique) for one in planned]
    places += [
        Place(MuscleSide(row.muscle, Side(row.side)), row.technique, row.reason)
        for row in session.off_plan.all()
    ]
    return Standing(facts, screening, tuple(places), covered, has_credential, new, was_asked)


def _asked(
    session: NeedlingSession, on: date, screening: ScreeningStanding, library: Library
) -> tuple[bool, tuple[str, ...]]:
    """Whether what can change from day to day was asked on that day, and what of it is new and unscreened.

    What was new is settled once screening has been decided again after it was said.
    """
    answers = session.answers.last()
    if answers is None:
        asked = each_session_questions(session.episode, on, library)
        return all(answer is not None for _, answer in asked), ()
    decided_at = screening.decided_at
    is_settled = decided_at is not None and decided_at > answers.recorded_at
    return True, () if is_settled else tuple(answers.new)


def _credentials(session: NeedlingSession, on: date) -> tuple[frozenset[str] | None, bool]:
    """The areas the practitioner may needle here on that day (None: all of them), and whether any at all."""
    if session.practitioner_id is None:  # looked at before a session, by someone who is none
        return frozenset(), False
    rows = [row for row in _standing_credentials(session) if row.is_valid(on)]
    if any(not row.areas for row in rows):
        return None, True
    return frozenset(area for row in rows for area in row.areas), bool(rows)


def _standing_credentials(session: NeedlingSession) -> Iterable[Any]:
    return session.practitioner.credentials.filter(
        replaced_by__isnull=True, jurisdiction=session.clinic.jurisdiction
    )


def questions_before(session: NeedlingSession, on: date, library: Library) -> tuple[Finding, ...]:
    """What is asked before the first needle: everything that can change from one day to the next."""
    return tuple(finding for finding, _ in each_session_questions(session.episode, on, library))


@dataclass(frozen=True, slots=True)
class Needles:
    """A kind of needle: what is printed on the packet."""

    lot: str
    gauge: str
    length_mm: float | None
    expires_on: date | None


def last_needles(session: NeedlingSession) -> Needles | None:
    """The needles opened last: in this session, or else by this practitioner in this clinic."""
    opened = session.clinic.needle_events.filter(kind=NeedleEventKind.OPENED).order_by("-at")
    row = opened.filter(session=session).first()
    row = row or opened.filter(session__practitioner=session.practitioner_id).first()
    if row is None:
        return None
    length = None if row.length_mm is None else float(row.length_mm)
    return Needles(row.lot, row.gauge, length, row.expires_on)


def response(session: NeedlingSession, moment: Moment) -> int | None:
    """Pain from 0 to 10 before or after; the last one given counts."""
    row = session.responses.filter(when=moment).last()
    return None if row is None else row.pain


def decision_of(signature: SessionSignature) -> Decision[GateVerdict]:
    """The decision that was stored with the signature."""
    return msgspec.convert(signature.decision, Decision[GateVerdict])


def stored_facts(signature: SessionSignature) -> SessionFacts:
    """The facts that the decision saw; judging them again gives the same decision."""
    return msgspec.convert(signature.facts, SessionFacts)


def signed_sessions(episode: Any) -> QuerySet[NeedlingSession]:
    """The signed sessions of an episode, oldest first."""
    return sessions_of(episode).filter(signature__isnull=False).order_by("started_at")


def treated_session(session: NeedlingSession, library: Library) -> TreatedSession:
    """What aftercare needs to know of a session: the muscles needled, and the findings of screening."""
    muscles = dict.fromkeys(place.muscle for place in needled(session_events(session)))
    return TreatedSession(muscles=tuple(muscles), findings=_findings(session.episode, library))


def _findings(episode: Any, library: Library) -> tuple[str, ...]:
    """The findings behind the reasons of the latest screening decision."""
    outcome = latest_outcome(episode)
    if outcome is None:
        return ()
    known = {one.id: one.finding for one in library.all(ScreeningStatement)}
    named = (known.get(reason["statement"]) for reason in outcome.decision.get("reasons", ()))
    return tuple(sorted({finding for finding in named if finding}))


def had_sharp_pain(session: NeedlingSession) -> tuple[MuscleSide, ...]:
    """The muscles in which an unusually sharp pain was flagged as a needle went in."""
    flagged = {
        event.place: None
        for event in ledger.standing(session_events(session))
        if event.kind is NeedleEventKind.SHARP_PAIN and event.place is not None
    }
    return tuple(flagged)


@dataclass(frozen=True, slots=True)
class SessionSummary:
    """One session of a clinic in numbers, for lists and for rates with their denominator."""

    session: UUID
    episode: UUID
    on: date
    practitioner: str
    signed_at: datetime | None
    needles: int
    muscles: int


def sessions_overview(clinic: Any) -> Iterator[SessionSummary]:
    """Every session of a clinic, newest first, with the needles that went in and the muscles they reached."""
    rows = clinic.needling_sessions.select_related("practitioner", "signature")
    for row in rows.annotate(said=Count("events")).prefetch_related("events").iterator(500):
        events = tuple(event_of(event) for event in row.events.all()) if row.said else ()
        signature = getattr(row, "signature", None)
        yield SessionSummary(
            session=row.pk,
            episode=row.episode_id,
            on=row.on,
            practitioner=row.practitioner.display_name,
            signed_at=signature.signed_at if signature else None,
            needles=needle_count(events).inserted,
            muscles=len({place.muscle for place in needled(events)}),
        )
