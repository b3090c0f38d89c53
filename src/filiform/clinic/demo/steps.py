"""What happens to a patient of the demonstration at each stage: the same actions as on the pages, at given times."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from filiform.clinic.accounts.models import User
from filiform.clinic.aftercare.actions import give_sheet, record_check_in
from filiform.clinic.aftercare.queries import SORENESS, hours_between, question_order
from filiform.clinic.assessment import actions as assessment
from filiform.clinic.demo.supplies import CONTAINER, LOT
from filiform.clinic.episode.models import Episode
from filiform.clinic.knowledge import library
from filiform.clinic.needling import actions as needling
from filiform.clinic.needling.actions import TapKind, Tapped
from filiform.clinic.needling.models import Moment, NeedlingSession
from filiform.clinic.needling.queries import treated_session
from filiform.clinic.outcomes.actions import Value, name_activity, record_measures
from filiform.clinic.outcomes.models import MeasuredBy
from filiform.clinic.outcomes.queries.series import GROC, PSFS
from filiform.clinic.people.models import Practitioner
from filiform.clinic.planning.actions import agree_plan, give_consent
from filiform.clinic.planning.models import Plan
from filiform.clinic.planning.presenters.consent import consent_form
from filiform.clinic.planning.queries import PlanDraft, planned_muscles
from filiform.clinic.screening import actions as screening
from filiform.clinic.screening.queries import asked_findings, facts_of
from filiform.clinical.facts import Answer, AnsweredBy, AnswerValue
from filiform.clinical.ledger import MuscleSide
from filiform.kernel.side import Side
from filiform.knowledge.model.assessment import TriggerPointSign
from filiform.knowledge.model.outcomes import Instrument


@dataclass(frozen=True, slots=True)
class Therapist:
    """Who treats: the practitioner and the account that writes."""

    practitioner: Practitioner

    @property
    def user(self) -> User:
        """The account."""
        return self.practitioner.membership.user


def screen(episode: Episode, by: User, at: datetime, *, yes: Iterable[str] = ()) -> None:
    """Every question answered with the patient: no, but for the findings in `yes`; then decided."""
    begun = screening.start_screening(
        episode=episode, on=timezone.localdate(at), row_id=uuid4(), by=by, at=at
    )
    positive = {f"screening/findings/{name}" for name in yes}
    for _ in range(2):  # a yes can lead to further questions
        asked = asked_findings(facts_of(begun, timezone.localdate(at)), library())
        answers = {one.id: _answer(one.id in positive) for one in asked}
        screening.record_answers(screening=begun, answers=answers, library=library(), by=by, at=at)
    screening.decide_screening(
        screening=begun, on=timezone.localdate(at), row_id=uuid4(), library=library(), by=by, at=at
    )


def assess(
    episode: Episode,
    by: User,
    at: datetime,
    *,
    pain: tuple[int, int, int],
    regions: Mapping[tuple[str, Side], int | None],
    trigger_points: Iterable[MuscleSide],
) -> None:
    """Pain now, worst and on average, where it hurts, and trigger points with every sign; then on to planning."""
    begun = assessment.start_assessment(
        episode=episode, on=timezone.localdate(at), row_id=uuid4(), by=by, at=at
    )
    now, worst, average = pain
    assessment.record_pain(
        assessment=begun, now=now, worst=worst, average=average, row_id=uuid4(), by=by, at=at
    )
    if regions:
        assessment.record_regions(assessment=begun, regions=regions, by=by, at=at)
    for place in trigger_points:
        assessment.record_trigger_point(
            assessment=begun,
            muscle=place.muscle,
            side=place.side,
            signs=dict.fromkeys(TriggerPointSign, True),
            replacing=None,
            row_id=uuid4(),
            library=library(),
            by=by,
            at=at,
        )
    assessment.finish_assessment(assessment=begun, by=by, at=at)


def plan(episode: Episode, draft: PlanDraft, by: User, at: datetime) -> Plan:
    """Agree the plan, and consent to all of it in the patient's name."""
    agreed = agree_plan(episode=episode, draft=draft, row_id=uuid4(), replacing=None, by=by, at=at)
    form = consent_form(planned_muscles(agreed), library())
    give_consent(
        plan=agreed,
        row_id=uuid4(),
        given_by=episode.patient.name,
        on_own_device=False,
        confirmed=[part.id for part in form.parts if part.is_key],
        sha256=form.sha256,
        by=by,
        at=at,
    )
    return agreed


def needle(
    episode: Episode,
    therapist: Therapist,
    at: datetime,
    *,
    places: Iterable[MuscleSide],
    pain: tuple[int, int],
) -> NeedlingSession:
    """A whole session: nothing new, one needle in each muscle with a twitch, all of them out, signed."""
    by, places = therapist.user, tuple(places)
    begun = needling.start_session(
        episode=episode, practitioner=therapist.practitioner, row_id=uuid4(), by=by, at=at
    )
    needling.record_answers(session=begun, row_id=uuid4(), new=(), by=by, at=at)
    _respond(begun, Moment.BEFORE, pain[0], by, at)
    packet = {
        "lot": LOT,
        "gauge": "0.25 mm",
        "length_mm": 30.0,
        "expires_on": episode.clinic.needle_lots.get(lot=LOT).expires_on,
    }
    _tap(begun, TapKind.OPENED, by, at, number=len(places), **packet)
    for minute, place in enumerate(places, start=1):
        then, here = at + timedelta(minutes=minute), {"muscle": place.muscle, "side": place.side}
        _tap(begun, TapKind.INSERTED, by, then, **here)
        _tap(begun, TapKind.TWITCH, by, then, number=2, **here)
        _tap(begun, TapKind.DISCOMFORT, by, then, number=3, **here)
        out = then + timedelta(minutes=8)
        _tap(begun, TapKind.REMOVED_AND_DISCARDED, by, out, container=CONTAINER, **here)
    _respond(begun, Moment.AFTER, pain[1], by, at + timedelta(minutes=20))
    end = at + timedelta(minutes=25)
    needling.sign_session(session=begun, row_id=uuid4(), by=by, at=end)
    give_sheet(session=begun, row_id=uuid4(), by=by, at=end)
    return begun


def check_in(session: NeedlingSession, by: User, at: datetime, *, soreness: int) -> None:
    """The patient tells on the telephone how sore it is, and that none of the signs is there."""
    treated, hours = treated_session(session, library()), hours_between(session, at)
    flags = question_order(treated, library(), hours)
    answers = {one: AnswerValue.NO for one in flags if one != SORENESS}
    record_check_in(
        session=session, check_in_id=uuid4(), soreness=soreness, answers=answers, by=by, at=at
    )


def measure(
    episode: Episode,
    by: User,
    at: datetime,
    activities: Mapping[str, int],
    *,
    change: int | None = None,
) -> None:
    """How well the patient's own activities go, from 0 to 10, and how much has changed, if that is asked yet."""
    for words in activities:
        name_activity(episode=episode, words=words, row_id=uuid4(), by=by, at=at)
    values = [Value(PSFS, "activity", score, words) for words, score in activities.items()]
    if change is not None:
        values.append(Value(GROC, library().get(GROC, Instrument).items[0].key, change))
    record_measures(
        episode=episode,
        values=values,
        measured_by=MeasuredBy.CLINICIAN,
        submission=uuid4(),
        by=by,
        at=at,
    )


def _answer(is_yes: bool) -> Answer:
    value = AnswerValue.YES if is_yes else AnswerValue.NO
    return Answer(value=value, answered_by=AnsweredBy.CLINICIAN)


def _respond(session: NeedlingSession, when: Moment, pain: int, by: User, at: datetime) -> None:
    needling.record_response(session=session, row_id=uuid4(), when=when, pain=pain, by=by, at=at)


def _tap(session: NeedlingSession, kind: TapKind, by: User, at: datetime, **said: Any) -> None:
    needling.record_tap(
        session=session, row_id=uuid4(), tapped=Tapped(kind=kind, **said), by=by, at=at
    )
