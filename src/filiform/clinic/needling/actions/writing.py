"""What every write of a session does first: lock it, and see that nobody has signed it."""

from datetime import datetime
from typing import Any

from filiform.clinic.audit.action import Refused
from filiform.clinic.needling.models import NeedlingSession
from filiform.clinic.needling.queries import signature_of
from filiform.clinic.screening.presenters.words import moment_words


def row_of(session: NeedlingSession, by: Any, at: datetime) -> dict[str, Any]:
    return {
        "clinic_id": session.clinic_id,
        "session": session,
        "recorded_by": by,
        "recorded_at": at,
    }


def locked(session: NeedlingSession) -> NeedlingSession:
    """The session, which has one writer at a time until the transaction ends."""
    NeedlingSession.objects.select_for_update().filter(pk=session.pk).values_list("pk").get()
    return session


def signed_words(session: NeedlingSession) -> str:
    """That somebody has signed the session, which is locked from here on; nothing while nobody has."""
    if (signature := signature_of(locked(session))) is None:
        return ""
    return (
        f"Already signed by {signature.signed_by.display_name} at "
        f"{moment_words(signature.signed_at)}. What is missing goes into an addendum."
    )


def open_for_writing(session: NeedlingSession) -> None:
    if words := signed_words(session):
        raise Refused(words)
