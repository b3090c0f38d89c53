"""What the note says was measured before and after, besides pain."""

from filiform.clinic.assessment.queries import Measured
from filiform.clinic.needling.models import Moment, NeedlingSession
from filiform.clinic.screening.presenters.words import target_words
from filiform.kernel.decision import Target
from filiform.kernel.side import Side
from filiform.knowledge.library import Library


def measured_words(one: Measured, library: Library) -> str:
    """What was measured: `Shoulder abduction, left`; the mode where the examiner moved."""
    words = target_words(Target(one.about, Side(one.side)), library)
    return f"{words}, passive" if one.mode == "passive" else words


def response_words(session: NeedlingSession, library: Library) -> str:
    """What was measured besides pain, for the note: `Shoulder abduction, left: 95° before, 120° after`."""
    found: dict[tuple[str, str, str], dict[str, str]] = {}
    for row in session.responses.all():
        value = (
            f"{row.degrees}°"
            if row.degrees is not None
            else f"{row.pressure_kpa:g} kPa"
            if row.pressure_kpa is not None
            else ""
        )
        if value:
            found.setdefault((row.about, row.side, row.mode), {})[row.when] = value
    lines = (
        f"{measured_words(Measured(*key, degrees=None, pressure_kpa=None), library)}: "
        + ", ".join(f"{values[when]} {when}" for when in Moment.values if when in values)
        for key, values in found.items()
    )
    said = "; ".join(lines)
    return f"{said}." if said else ""
