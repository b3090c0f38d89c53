"""The end of a session: who supervised it, the supervisor's name, the signature, and addenda."""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from filiform.clinic.audit.action import Refused, audited, repeat_of
from filiform.clinic.episode.actions import reach_stage
from filiform.clinic.episode.queries import current_status
from filiform.clinic.episode.status import Status
from filiform.clinic.knowledge import library
from filiform.clinic.needling.actions.writing import locked, open_for_writing, row_of
from filiform.clinic.needling.models import (
    Addendum,
    CoSignature,
    NeedlingSession,
    SessionSignature,
    SessionSupervision,
)
from filiform.clinic.needling.presenters.note import session_note
from filiform.clinic.needling.queries import (
    co_signature_of,
    facts_with_log,
    places_of,
    signature_of,
    standing_at_last_needle,
    supervisor_of,
)
from filiform.clinical.credentials import IntendedNeedling, may_practise
from filiform.clinical.gates import GateVerdict
from filiform.clinical.needling import may_sign
from filiform.clinical.stage import Stage

MAY_NOT_SIGN = "The session cannot be signed yet. The reasons are listed below."


@audited("needling.supervisor_named")
def name_supervisor(
    *, session: NeedlingSession, row_id: UUID, supervisor: Any, by: Any, at: datetime
) -> SessionSupervision:
    """Say which colleague watches this session; they co-sign it before it is signed.

    Raises:
        Refused: by anybody but the session's practitioner, for oneself, for somebody who does not
            work here, or who may not needle every muscle of the session themselves (with the decision).
    """
    repeat_of(session.supervisions, row_id, supervisor_id=supervisor.pk)
    open_for_writing(session)
    if session.practitioner.membership.user_id != by.pk:
        raise Refused(f"Only {session.practitioner.display_name} says who watches this session.")
    if supervisor == session.practitioner:
        raise Refused("Nobody supervises themselves. Name a colleague.")
    if supervisor.membership.clinic_id != session.clinic_id or not supervisor.membership.active:
        raise Refused("The supervisor is a practitioner of this clinic.")
    _check_supervisor(session, supervisor)
    return SessionSupervision.objects.create(
        id=row_id, **row_of(session, by, at), supervisor=supervisor
    )


def _check_supervisor(session: NeedlingSession, supervisor: Any) -> None:
    """Whoever supervises could needle every muscle of the session without supervision."""
    place = session.clinic.jurisdiction
    facts = facts_with_log(supervisor, place, session.on, library(), is_supervised=False)
    for one in places_of(session):
        intended = IntendedNeedling(
            on=session.on, place=place, muscle=one.place.muscle, technique=one.technique
        )
        decision = may_practise(facts, intended, library())
        if decision.verdict is GateVerdict.MAY_NOT:
            raise Refused(
                f"{supervisor.display_name} may not needle every muscle of this session, and cannot "
                "supervise it. The reasons are listed below.",
                decision=decision,
            )


@audited("needling.session_co_signed")
def co_sign_session(
    *, session: NeedlingSession, row_id: UUID, by: Any, at: datetime
) -> CoSignature:
    """The supervisor puts their name under a session; what is recorded afterwards asks for it again.

    Raises:
        Refused: by anybody but the supervisor, or when they may not needle what was needled.
    """
    repeat_of(session.co_signatures, row_id)
    open_for_writing(session)
    supervisor = supervisor_of(session)
    if supervisor is None:
        raise Refused("Nobody was named who watches this session.")
    if supervisor.membership.user_id != by.pk:
        raise Refused(f"Only {supervisor.display_name}, who watches this session, co-signs it.")
    _check_supervisor(session, supervisor)
    return CoSignature.objects.create(
        id=row_id, **row_of(session, by, at), signed_by=supervisor, signed_at=at
    )


def _check_co_signature(session: NeedlingSession) -> None:
    supervisor = supervisor_of(session)
    if supervisor is not None and co_signature_of(session) is None:
        raise Refused(
            f"{supervisor.display_name} watches this session and co-signs it first, after the last "
            "thing that is recorded."
        )


@audited("needling.session_signed")
def sign_session(
    *, session: NeedlingSession, row_id: UUID, by: Any, at: datetime
) -> SessionSignature:
    """Sign a session: nothing but addenda after this. Of two who sign at once exactly one does.

    Raises:
        Refused: when it is signed already, by anybody but its practitioner, before a supervisor
            co-signed it, or when `may_sign` says no (with the decision).
    """
    repeat_of(session.clinic.session_signatures, row_id, session_id=session.pk)
    open_for_writing(session)
    if session.practitioner.membership.user_id != by.pk:
        raise Refused(f"Only {session.practitioner.display_name}, whose session it is, signs it.")
    _check_co_signature(session)
    standing = standing_at_last_needle(session, library())
    facts = standing.facts_for_signing()
    decision = may_sign(facts, library())
    if decision.verdict is GateVerdict.MAY_NOT:
        raise Refused(MAY_NOT_SIGN, decision=decision)
    signature = SessionSignature.objects.create(
        id=row_id,
        **row_of(session, by, at),
        signed_by=session.practitioner,
        signed_at=at,
        decision=msgspec.to_builtins(decision),
        facts=msgspec.to_builtins(facts),
        library_version=decision.library_version,
        note=session_note(session, standing, decision, library(), written_at=at),
    )
    if current_status(session.episode).status is Status.TREATMENT:  # screening may have led back
        reach_stage(episode=session.episode, stage=Stage.AFTERCARE, by=by, at=at)
    return signature


@audited("needling.addendum_written")
def add_addendum(
    *, session: NeedlingSession, row_id: UUID, text: str, by: Any, at: datetime
) -> Addendum:
    """Add to a signed session what was left out of it.

    Raises:
        Refused: when the session is not signed yet; then it can still be written in itself.
    """
    repeat_of(session.addenda, row_id, text=text)
    if signature_of(locked(session)) is None:
        raise Refused("The session is not signed yet. Write in the session itself.")
    return Addendum.objects.create(id=row_id, **row_of(session, by, at), text=text)
