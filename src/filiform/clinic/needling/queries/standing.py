"""A session as it stands: everything that `may_needle` and `may_sign` decide on, read in one go."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

import msgspec

from filiform.clinic.needling.models import NeedlingSession, SessionAnswers
from filiform.clinic.needling.queries.events import session_events
from filiform.clinic.needling.queries.session import is_supervised
from filiform.clinic.needling.queries.supervised import facts_with_log
from filiform.clinic.needling.queries.table import found_at_the_table
from filiform.clinic.planning.queries import (
    ScreeningStanding,
    consent_standing,
    planned_muscles,
    screening_standing,
)
from filiform.clinic.screening.queries import each_session_questions
from filiform.clinical import ledger
from filiform.clinical.credentials import PractitionerFacts
from filiform.clinical.ledger import Inserted, MuscleSide, needled
from filiform.clinical.needling import SessionFacts
from filiform.kernel.side import Side
from filiform.knowledge.library import Library
from filiform.knowledge.model.screening import Finding


@dataclass(frozen=True, slots=True)
class Place:
    """A muscle of this session with its technique; `reason` is why, where the plan does not name it.

    `dwell_minutes` is how long the plan means a needle to stay; None where it says nothing.
    """

    place: MuscleSide
    technique: str
    reason: str = ""
    dwell_minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """A session as it stands: its facts, and for each muscle what `may_needle` has to know beyond them.

    Made once for a request; nothing in it is read again from the database.
    """

    facts: SessionFacts
    screening: ScreeningStanding
    places: tuple[Place, ...]
    new_findings: tuple[str, ...]
    was_asked: bool

    def facts_for(self, place: MuscleSide) -> SessionFacts:
        """The facts for one muscle: with its own off-plan reason."""
        reason = next((one.reason for one in self.places if one.place == place), "")
        return msgspec.structs.replace(self.facts, off_plan_reason=reason)

    def facts_for_signing(self) -> SessionFacts:
        """The facts for all of it: one muscle without an explanation weighs for the session."""
        reached = needled(self.facts.events)
        reasons = {one.place: one.reason for one in self.places}
        off_plan = [place for place in reached if place not in self.facts.planned]
        explained = all(reasons.get(place, "").strip() for place in off_plan)
        return msgspec.structs.replace(
            self.facts,
            off_plan_reason="; ".join(reasons[p] for p in off_plan) if explained else "",
        )

    def with_events(self, events: Iterable[ledger.NeedleEvent]) -> "Standing":
        """The same with other events."""
        events = tuple(_with_technique(one, self.places) for one in events)
        return replace(self, facts=msgspec.structs.replace(self.facts, events=events))

    def with_place(self, place: Place) -> "Standing":
        """The same with one more muscle, which the plan does not name."""
        return replace(self, places=(*self.places, place))


def session_standing(
    session: NeedlingSession,
    on: date,
    library: Library,
    *,
    as_of: datetime | None = None,
    places: tuple[Place, ...] | None = None,
    events: tuple[ledger.NeedleEvent, ...] | None = None,
) -> Standing:
    """Everything `may_needle` and `may_sign` decide on, read in one go.

    Args:
        as_of: judge by the screening and the consent of that instant instead of now.
        places: the muscles of the session where they are known already, instead of reading them.
        events: the events where they are known already, instead of reading them.
    """
    screening = screening_standing(session.episode, on, as_of=as_of)
    consent = consent_standing(session.plan, library, as_of=as_of)
    answers = session.answers if as_of is None else session.answers.filter(recorded_at__lte=as_of)
    was_asked, new = _asked(session, answers.last(), on, screening, library)
    practitioner = _practitioner(session, on, library)
    places = places_of(session) if places is None else places
    events = session_events(session) if events is None else events
    facts = SessionFacts(
        on=on,
        screened_on=screening.screened_on,
        screening_verdict=screening.verdict,
        screening_complete=screening.complete and was_asked and not new,
        has_consent=consent.is_given,
        practitioner_may_needle=practitioner is not None,
        consented_techniques=consent.techniques,
        consented_areas=consent.areas,
        consent_is_withdrawn=consent.is_withdrawn,
        consent_is_outdated=consent.is_outdated,
        constraints=screening.constraints,
        overrides=screening.overrides,
        planned=tuple(MuscleSide(one.muscle, one.side) for one in planned_muscles(session.plan)),
        found=found_at_the_table(session, as_of=as_of),
        events=tuple(_with_technique(one, places) for one in events),
        practitioner=practitioner,
        place=session.clinic.jurisdiction,
    )
    return Standing(facts, screening, places, new, was_asked)


def _with_technique(event: ledger.NeedleEvent, places: tuple[Place, ...]) -> ledger.NeedleEvent:
    """An insertion that reached the clinic before its muscle was added has the technique of that muscle."""
    if not isinstance(event, Inserted) or event.technique:
        return event
    technique = technique_of(MuscleSide(event.muscle, event.side), places)
    return msgspec.structs.replace(event, technique=technique)


def places_of(session: NeedlingSession) -> tuple[Place, ...]:
    """The muscles of a session: those of its plan, then those added in it with the reason."""
    planned = (
        Place(MuscleSide(one.muscle, one.side), one.technique, dwell_minutes=one.dwell_minutes)
        for one in planned_muscles(session.plan)
    )
    added = (
        Place(MuscleSide(row.muscle, Side(row.side)), row.technique, row.reason)
        for row in session.off_plan.all()
    )
    return (*planned, *added)


def technique_of(place: MuscleSide, places: Iterable[Place]) -> str:
    """The technique with which a muscle is needled in a session; none if it is not one of it."""
    return next((one.technique for one in places if one.place == place), "")


def planned_dwell(session: NeedlingSession, place: MuscleSide | None) -> int | None:
    """Minutes that the plan means a needle to stay in a muscle of the session; None where it says nothing."""
    return next((one.dwell_minutes for one in places_of(session) if one.place == place), None)


def _asked(
    session: NeedlingSession,
    answers: SessionAnswers | None,
    on: date,
    screening: ScreeningStanding,
    library: Library,
) -> tuple[bool, tuple[str, ...]]:
    """Whether what can change from day to day was asked on that day, and what of it is new and unscreened.

    What was new is settled once screening has been decided again after it was said.
    """
    if answers is None:
        asked = each_session_questions(session.episode, on, library)
        return all(answer is not None for _, answer in asked), ()
    decided_at = screening.decided_at
    is_settled = decided_at is not None and decided_at > answers.recorded_at
    return True, () if is_settled else tuple(answers.new)


def _practitioner(session: NeedlingSession, on: date, library: Library) -> PractitionerFacts | None:
    """Who needles, as law and training judge it; nobody, where somebody who is none looks ahead."""
    if session.practitioner_id is None:
        return None
    return facts_with_log(
        session.practitioner,
        session.clinic.jurisdiction,
        on,
        library,
        is_supervised=is_supervised(session),
    )


def questions_before(session: NeedlingSession, on: date, library: Library) -> tuple[Finding, ...]:
    """What is asked before the first needle: everything that can change from one day to the next."""
    return tuple(finding for finding, _ in each_session_questions(session.episode, on, library))
