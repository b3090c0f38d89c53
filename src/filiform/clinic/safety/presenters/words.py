"""Words of safety: severities, who is told, within how long, muscles and needles."""

from datetime import datetime, timedelta

from django.utils import timezone

from filiform.clinic.screening.presenters import label_of, moment_words, target_words
from filiform.clinical.ledger import MuscleSide
from filiform.kernel.decision import Target
from filiform.kernel.side import Side
from filiform.knowledge.library import Library
from filiform.knowledge.model.events import EventSeverity, SeverityDefinition, Told

WHOM: dict[Told, str] = {
    Told.PATIENT: "the patient",
    Told.CLINICAL_LEAD: "the clinical lead",
    Told.PHYSICIAN: "the patient’s physician",
    Told.EMERGENCY_DEPARTMENT: "the emergency department or the ambulance",
    Told.EMPLOYER: "the employer",
    Told.LICENSING_BOARD: "the licensing board",
}
# As colours of the tags: how loud a severity is on the page.
TONES = {EventSeverity.MILD: "", EventSeverity.SIGNIFICANT: "amber", EventSeverity.SERIOUS: "red"}


def severity_label(severity: EventSeverity, library: Library) -> str:
    """The library's word for a severity."""
    for one in library.all(SeverityDefinition):
        if one.severity is severity:
            return one.label
    return severity.value


def within_words(by: datetime, noticed_at: datetime) -> str:
    """How long there is from the moment something was noticed: at once, within 24 hours, within 15 days."""
    span = by - noticed_at
    if span <= timedelta(0):
        return "at once"
    hours = round(span / timedelta(hours=1))
    if hours % 24 == 0 and hours > 48:
        return f"within {hours // 24} days"
    return "within 1 hour" if hours == 1 else f"within {hours} hours"


def place_words(muscle: str, side: str, library: Library) -> str:
    """A muscle with its side, or nothing."""
    return target_words(Target(muscle, Side(side)), library) if muscle and side else ""


def muscles_words(places: tuple[MuscleSide, ...], library: Library) -> str:
    """Muscles with their sides, one after the other."""
    return "; ".join(target_words(Target(one.muscle, one.side), library) for one in places)


def needle_words(lot: str, gauge: str, length_mm: object) -> str:
    """A needle by what was printed on its packet."""
    size = [gauge, f"{float(str(length_mm)):g} mm" if length_mm is not None else ""]
    parts = [f"lot {lot}" if lot else "", " × ".join(filter(None, size))]
    return ", ".join(filter(None, parts))


def event_label(event: str, library: Library) -> str:
    """The name of an event."""
    return label_of(event, library)


def day_and_time(at: datetime) -> str:
    """A moment in the clinic's own time."""
    return moment_words(timezone.localtime(at))
