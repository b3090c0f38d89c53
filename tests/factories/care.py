"""One patient along the path by the real actions: screened, palpated, planned, consented, needled, signed."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from filiform.clinic.accounts.models import User
from filiform.clinic.assessment.actions import record_trigger_point, start_assessment
from filiform.clinic.episode.models import Episode
from filiform.clinic.knowledge import library
from filiform.clinic.needling.actions import (
    TapKind,
    Tapped,
    record_answers,
    record_response,
    record_tap,
    sign_session,
    start_session,
)
from filiform.clinic.needling.models import Moment, NeedleEvent, NeedlingSession, SessionSignature
from filiform.clinic.needling.queries import session_events
from filiform.clinic.people.models import Clinic, Practitioner
from filiform.clinic.planning.actions import agree_plan, give_consent
from filiform.clinic.planning.models import Consent, Plan
from filiform.clinic.planning.presenters.consent import consent_form
from filiform.clinic.planning.queries import PlanDraft, planned_muscles
from filiform.clinic.screening.actions import decide_screening, start_screening
from filiform.clinic.screening.actions import record_answers as record_screening_answers
from filiform.clinic.screening.queries import asked_findings, facts_of
from filiform.clinical.facts import Answer, AnsweredBy, AnswerValue
from filiform.clinical.ledger import MuscleSide, NeedleState, needle_count
from filiform.clinical.planning import PlannedMuscle
from filiform.kernel.side import Side
from filiform.knowledge.model.assessment import TriggerPointSign
from tests.factories.episodes import an_episode
from tests.factories.instants import NOW
from tests.factories.people import a_clinic, a_clinician, a_credential, a_patient, a_practitioner

INFRASPINATUS = MuscleSide("anatomy/muscles/infraspinatus", Side.RIGHT)
UPPER_TRAPEZIUS = MuscleSide("anatomy/muscles/upper-trapezius", Side.RIGHT)
DELTOID = MuscleSide("anatomy/muscles/deltoid-middle", Side.RIGHT)
THREE = (INFRASPINATUS, UPPER_TRAPEZIUS, DELTOID)
DEEP = "needling/techniques/deep"
PACKET: dict[str, Any] = {
    "lot": "A1234",
    "gauge": "0.25 mm",
    "length_mm": 30.0,
    "expires_on": date(2028, 5, 31),
}


def a_therapist(clinic: Clinic | None = None) -> Practitioner:
    """A clinician who is a practitioner with a credential for everything."""
    clinic = clinic or a_clinic()
    practitioner = a_practitioner(a_clinician(clinic), clinic)
    a_credential(practitioner)
    return practitioner


def user_of(practitioner: Practitioner) -> User:
    """The account of a practitioner."""
    return practitioner.membership.user


def a_screened_episode(
    by: Practitioner, *, yes: Iterable[str] = (), at: datetime = NOW, **patient: Any
) -> Episode:
    """An episode screened today: every question answered no by the clinician, but for those in `yes`."""
    user = user_of(by)
    episode = an_episode(a_patient(by.membership.clinic, by=user, **patient), by=user)
    screen_again(episode, by=by, yes=yes, at=at)
    return episode


def screen_again(
    episode: Episode, *, by: Practitioner, yes: Iterable[str] = (), at: datetime = NOW
) -> None:
    """Screen an episode (again) on the day of `at` and decide."""
    user, on = user_of(by), at.date()
    screening = start_screening(episode=episode, on=on, row_id=uuid4(), by=user, at=at)
    positive = {f"screening/findings/{name}" for name in yes}
    for _ in range(2):  # a yes can lead to further questions
        asked = asked_findings(facts_of(screening, on), library())
        answers = {one.id: _answer(one.id in positive) for one in asked}
        record_screening_answers(
            screening=screening, answers=answers, library=library(), by=user, at=at
        )
    decide_screening(screening=screening, on=on, row_id=uuid4(), library=library(), by=user, at=at)


def _answer(is_yes: bool) -> Answer:
    value = AnswerValue.YES if is_yes else AnswerValue.NO
    return Answer(value=value, answered_by=AnsweredBy.CLINICIAN)


def trigger_points(
    episode: Episode, places: Iterable[MuscleSide], *, by: Practitioner, at: datetime = NOW
) -> None:
    """Establish an active trigger point in each of these muscles."""
    user = user_of(by)
    assessment = start_assessment(episode=episode, on=at.date(), row_id=uuid4(), by=user, at=at)
    for place in places:
        record_trigger_point(
            assessment=assessment,
            muscle=place.muscle,
            side=place.side,
            signs=dict.fromkeys(TriggerPointSign, True),
            replacing=None,
            row_id=uuid4(),
            library=library(),
            by=user,
            at=at,
        )


def a_draft(places: Iterable[MuscleSide] = THREE, **fields: Any) -> PlanDraft:
    """A plan that nothing speaks against: a programme, a goal, four weekly sessions."""
    given: dict[str, Any] = {
        "indication": "planning/indications/chronic-muscle-pain",
        "muscles": tuple(
            PlannedMuscle(muscle=one.muscle, side=one.side, technique=DEEP) for one in places
        ),
        "protocol": "planning/protocols/rotator-cuff",
        "goal": "Lift my grandchild again",
        "sessions": 4,
        "days_between": 7,
    }
    return PlanDraft(**given | fields)


def an_agreed_plan(
    episode: Episode,
    *,
    by: Practitioner,
    draft: PlanDraft | None = None,
    replacing: Plan | None = None,
    at: datetime = NOW,
) -> Plan:
    """A plan, agreed by the real action."""
    return agree_plan(
        episode=episode,
        draft=draft or a_draft(),
        row_id=uuid4(),
        replacing=replacing.pk if replacing else None,
        by=user_of(by),
        at=at,
    )


def a_consent(plan: Plan, *, by: Practitioner, at: datetime = NOW, **fields: Any) -> Consent:
    """Consent to the whole plan, every key part confirmed."""
    form = consent_form(planned_muscles(plan), library())
    given: dict[str, Any] = {
        "given_by": "Robin Patient",
        "on_own_device": False,
        "confirmed": [part.id for part in form.parts if part.is_key],
        "sha256": form.sha256,
        "row_id": uuid4(),
    }
    return give_consent(plan=plan, by=user_of(by), at=at, **given | fields)


def an_episode_to_needle(
    by: Practitioner, places: Iterable[MuscleSide] = THREE, *, at: datetime = NOW, **screening: Any
) -> Episode:
    """Screened, palpated, planned and consented."""
    places = tuple(places)
    episode = a_screened_episode(by, at=at, **screening)
    trigger_points(episode, places, by=by, at=at)
    a_consent(an_agreed_plan(episode, by=by, draft=a_draft(places), at=at), by=by, at=at)
    return episode


def a_session(
    episode: Episode, *, by: Practitioner, at: datetime = NOW, asked: bool = True
) -> NeedlingSession:
    """An open session; by default with the questions of the day answered: nothing new."""
    user = user_of(by)
    session = start_session(episode=episode, practitioner=by, row_id=uuid4(), by=user, at=at)
    if asked:
        record_answers(session=session, row_id=uuid4(), new=(), by=user, at=at)
    return session


def an_event(
    session: NeedlingSession,
    kind: TapKind,
    place: MuscleSide | None = None,
    *,
    at: datetime = NOW,
    row_id: UUID | None = None,
    **said: Any,
) -> NeedleEvent:
    """One tap, by the session's practitioner; the first of the events it makes.

    Needles that go in are opened first where too few lie on the tray.
    """
    missing = said.get("number", 1) - on_tray(session) if kind is TapKind.INSERTED else 0
    if missing > 0:
        an_event(session, TapKind.OPENED, number=missing, at=at)
    row_id = row_id or uuid4()
    where = {"muscle": place.muscle, "side": place.side} if place else {}
    packet = PACKET if kind is TapKind.OPENED else {}
    said |= {name: str(said[name]) for name in ("voids", "needle") if name in said}
    tapped = Tapped(kind=kind, **packet | where | said)
    by = user_of(session.practitioner)
    record_tap(session=session, row_id=row_id, tapped=tapped, by=by, at=at)
    return session.events.get(pk=row_id)


def on_tray(session: NeedlingSession) -> int:
    """How many open needles have not been used yet."""
    return needle_count(session_events(session)).by_state[NeedleState.STERILE]


def needle(
    session: NeedlingSession, places: Mapping[MuscleSide, int], *, at: datetime = NOW
) -> None:
    """Open, insert, feel a twitch, take out and throw away: so many needles in each muscle."""
    an_event(session, TapKind.OPENED, number=sum(places.values()), at=at)
    for place, number in places.items():
        for kind in (TapKind.INSERTED, TapKind.TWITCH, TapKind.REMOVED_AND_DISCARDED):
            an_event(session, kind, place, number=number, at=at)


def sign(session: NeedlingSession, *, at: datetime = NOW) -> SessionSignature:
    """Sign it, by its practitioner."""
    by = user_of(session.practitioner)
    return sign_session(session=session, row_id=uuid4(), by=by, at=at)


def a_signed_session(
    by: Practitioner | None = None,
    places: Iterable[MuscleSide] = THREE,
    *,
    at: datetime = NOW,
    episode: Episode | None = None,
    **screening: Any,
) -> NeedlingSession:
    """A session in which one needle went into each muscle, with the response, signed."""
    by, places = by or a_therapist(), tuple(places)
    episode = episode or an_episode_to_needle(by, places, at=at, **screening)
    session = a_session(episode, by=by, at=at)
    for when, pain in ((Moment.BEFORE, 6), (Moment.AFTER, 3)):
        record_response(
            session=session, row_id=uuid4(), when=when, pain=pain, by=user_of(by), at=at
        )
    needle(session, dict.fromkeys(places, 1), at=at)
    sign(session, at=at)
    return session
