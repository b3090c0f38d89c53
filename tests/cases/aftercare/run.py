"""Cases of aftercare: the check-in, the sheet to take home, and events that went wrong."""

from typing import Any

import msgspec

from filiform.clinical.adverse_events import counted_severity, events_told_to, frequency_of
from filiform.clinical.aftercare import CheckInFacts, TreatedSession, aftercare_sheet, triage
from filiform.knowledge.library import Library
from filiform.knowledge.model.events import AdverseEvent, EventSeverity, Told
from tests.cases.asking import Runner, answer
from tests.cases.outcome import Outcome, shown


def run(given: dict[str, Any], library: Library) -> Outcome:
    """How urgent is what a patient answered? Or what else is asked."""
    return answer(given, library, _ASKED, _check_in)


def _check_in(given: dict[str, Any], library: Library) -> Outcome:
    session = {"muscles": given.pop("muscles"), "findings": given.pop("findings", ())}
    content = {"soreness": None, "answers": {}, **given, "session": session}
    return Outcome(decision=triage(msgspec.convert(content, CheckInFacts), library))


def _sheet(given: dict[str, Any], library: Library) -> Outcome:
    return shown(aftercare_sheet(msgspec.convert(given, TreatedSession), library).advice)


def _told(given: dict[str, Any], library: Library) -> Outcome:
    return shown(events_told_to(Told(given["whom"]), given["within_hours"], library))


def _severity(given: dict[str, Any], library: Library) -> Outcome:
    event = library.get(given["event"], AdverseEvent)
    return shown([counted_severity(event, EventSeverity(given["judged"]), library)])


def _frequency(given: dict[str, Any], library: Library) -> Outcome:
    return shown([frequency_of(100 * given["events"] / given["of"], library)])


_ASKED: dict[str, Runner] = {
    "aftercare sheet": _sheet,
    "who is told": _told,
    "severity": _severity,
    "frequency": _frequency,
}
