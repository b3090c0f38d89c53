"""The log of supervised cases: signed sessions that a colleague watched and put their name under."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec
from django.db.models import Max, QuerySet

from filiform.clinic.needling.models import NeedlingSession, SessionSignature
from filiform.clinic.needling.queries.events import events_of
from filiform.clinic.people.models import Practitioner
from filiform.clinic.people.queries import credentials_of
from filiform.clinic.people.queries_of_practice import practitioner_facts
from filiform.clinical.credentials import PractitionerFacts, law_of, privileges_of
from filiform.clinical.ledger import needled
from filiform.knowledge.library import Library
from filiform.knowledge.model.anatomy import Muscle
from filiform.knowledge.model.law import RequirementKind


@dataclass(frozen=True, slots=True)
class SupervisedCase:
    """One session that counts: whose, on which day, who signed it off when, and for which parts of the body."""

    session: UUID
    episode: UUID
    practitioner: Practitioner
    on: date
    supervisor: str
    co_signed_at: datetime
    privileges: tuple[str, ...]


def supervised_cases(
    clinic: Any, library: Library, *, of: Practitioner | None = None
) -> tuple[SupervisedCase, ...]:
    """Every session of the clinic that counts as supervised, newest first; of one practitioner if named.

    A session counts once it is signed by its practitioner with its supervisor's name under it. What
    is open, or was watched and never co-signed, does not.
    """
    signed = _signed_off(clinic.session_signatures)
    signed = signed if of is None else signed.filter(signed_by=of)
    rows = (
        signed.select_related("session", "signed_by")
        .prefetch_related("session__events", "session__co_signatures__signed_by")
        .order_by("-signed_at")
    )
    return tuple(_case(row, library) for row in rows)


def facts_with_log(
    practitioner: Practitioner, place: str, on: date, library: Library, *, is_supervised: bool
) -> PractitionerFacts:
    """What is on record about a practitioner, with the sessions logged in their clinic where the law asks for any."""
    facts = practitioner_facts(practitioner, place, on, library, is_supervised=is_supervised)
    law = law_of(place, facts.profession, on, library)
    if law is None or law.requirement(RequirementKind.SUPERVISED_SESSIONS) is None:
        return facts  # nobody asks, and the log need not be counted with every tap
    logged = logged_besides(practitioner, place)
    return msgspec.structs.replace(facts, supervised_sessions=facts.supervised_sessions + logged)


def logged_besides(practitioner: Practitioner, place: str) -> int:
    """Logged sessions that no credential counts already: those signed after a number was last entered.

    Whoever enters how many sessions were supervised counts what there was until then, so that
    nothing is counted twice.
    """
    entered = credentials_of(practitioner).filter(jurisdiction=place, supervised_sessions__gt=0)
    last = entered.aggregate(last=Max("recorded_at"))["last"]
    signed = _signed_off(SessionSignature.objects.filter(signed_by=practitioner))
    return (signed if last is None else signed.filter(signed_at__gt=last)).count()


def _signed_off(signatures: Any) -> QuerySet[SessionSignature]:
    return signatures.filter(session__co_signatures__isnull=False).distinct()


def _case(signature: SessionSignature, library: Library) -> SupervisedCase:
    session: NeedlingSession = signature.session
    co_signature = max(session.co_signatures.all(), key=lambda one: one.recorded_at)
    muscles = {place.muscle for place in needled(events_of(session.events.all()))}
    named = {name for one in muscles for name in privileges_of(library.get(one, Muscle), library)}
    return SupervisedCase(
        session=session.pk,
        episode=session.episode_id,
        practitioner=signature.signed_by,
        on=session.on,
        supervisor=co_signature.signed_by.display_name,
        co_signed_at=co_signature.signed_at,
        privileges=tuple(sorted(named)),
    )
