"""Tells a resource that stands in a document twice from a newer version of it."""

from datetime import datetime
from enum import Enum

from filiform.interop.fhir.elements import Meta


class Verdict(Enum):
    """What a resource is to those of the same name that came before it."""

    FIRST = "first"
    REPEATED = "repeated"
    NEWER = "newer"
    OLDER = "older"
    UNCLEAR = "unclear"


class Versions:
    """Remembers of each named resource what tells its versions apart, and no more."""

    def __init__(self) -> None:
        self._seen: dict[str, tuple[int, str | None]] = {}

    def judge(self, name: str, meta: Meta | None, content: bytes) -> Verdict:
        """What this resource is to the earlier ones of that name; a newer one is remembered in their place."""
        digest = hash(content)
        updated = meta.last_updated if meta else None
        before = self._seen.get(name)
        if before is None:
            self._seen[name] = digest, updated
            return Verdict.FIRST
        if before[0] == digest:
            return Verdict.REPEATED
        verdict = _compared(_instant(before[1]), _instant(updated))
        if verdict is Verdict.NEWER:
            self._seen[name] = digest, updated
        return verdict


def _compared(before: datetime | None, now: datetime | None) -> Verdict:
    if before is None or now is None or before == now:
        return Verdict.UNCLEAR
    return Verdict.NEWER if now > before else Verdict.OLDER


def _instant(text: str | None) -> datetime | None:
    """An instant with its time zone, or nothing."""
    try:
        instant = datetime.fromisoformat(text or "")
    except ValueError:
        return None
    return instant if instant.tzinfo else None
