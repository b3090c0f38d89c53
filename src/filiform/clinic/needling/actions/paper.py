"""A note that leaves the house: each download of it is on record."""

from datetime import datetime
from typing import Any

from filiform.clinic.audit.action import Refused, audited
from filiform.clinic.needling.models import NeedlingSession, SessionSignature
from filiform.clinic.needling.queries import signature_of


@audited("needling.note_downloaded")
def record_download(*, session: NeedlingSession, by: Any, at: datetime) -> SessionSignature:
    """Put on record that somebody took the note of a signed session as a file.

    Raises:
        Refused: before the session is signed; there is no note yet.
    """
    signature = signature_of(session)
    if signature is None:
        raise Refused("The session is not signed yet, so there is no note to download.")
    return signature
