"""The response on the spot, before and after: pain, and what the examination had measured."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from filiform.clinic.assessment.queries import Measured, measured_before
from filiform.clinic.needling.models import Moment, NeedlingSession, ResponseMeasure
from filiform.clinic.needling.presenters.note_of_response import measured_words
from filiform.clinic.needling.presenters.session import HIGHEST, Tap
from filiform.knowledge.library import Library
from filiform.knowledge.model.assessment import Movement
from filiform.knowledge.model.concept import Concept
from filiform.knowledge.model.outcomes import Instrument

PRESSURE = "outcomes/instruments/pressure-pain-threshold"
STEP_DEGREES = 5
STEP_KPA = 10


@dataclass(frozen=True, slots=True)
class PainLine:
    """Pain before or after, with the eleven taps."""

    label: str
    taps: tuple[Tap, ...]


@dataclass(frozen=True, slots=True)
class MeasuredLine:
    """One movement or muscle that the examination measured, with the value to start from."""

    about: str
    side: str
    mode: str
    measure: str
    unit: str
    label: str
    beside: str
    value: int
    least: int
    most: int
    step: int
    given: str


@dataclass(frozen=True, slots=True)
class ResponseLines:
    """Everything that is asked at one moment."""

    moment: str
    pain: PainLine
    measured: tuple[MeasuredLine, ...]


def response_lines(
    session: NeedlingSession, rows: tuple[ResponseMeasure, ...], library: Library
) -> dict[str, ResponseLines]:
    """Before and after, by the name of the moment; `rows` are the measures so far."""
    measured = measured_before(session.episode)
    return {moment.value: _lines(moment, rows, measured, library) for moment in Moment}


def _lines(
    moment: Moment,
    rows: tuple[ResponseMeasure, ...],
    measured: Iterable[Measured],
    library: Library,
) -> ResponseLines:
    here = [row for row in rows if row.when == moment]
    pains = [row.pain for row in here if row.pain is not None]
    label = f"Pain {moment.label}"
    taps = (
        Tap(uuid4(), moment, str(value), is_on=pains[-1:] == [value])
        for value in range(HIGHEST + 1)
    )
    return ResponseLines(
        moment=moment.value,
        pain=PainLine(label, tuple(taps)),
        measured=tuple(_measured(one, moment, rows, library) for one in measured),
    )


def _measured(
    one: Measured, moment: Moment, rows: tuple[ResponseMeasure, ...], library: Library
) -> MeasuredLine:
    is_movement = one.degrees is not None
    measure = "degrees" if is_movement else "pressure_kpa"
    unit = "°" if is_movement else "kPa"
    same = [row for row in rows if (row.about, row.side, row.mode) == one.key]
    given = [getattr(row, measure) for row in same if row.when == moment]
    start = given or [getattr(row, measure) for row in same] or [getattr(one, measure)]
    allowed = allowed_range(one.about, library)
    return MeasuredLine(
        about=one.about,
        side=one.side,
        mode=one.mode,
        measure=measure,
        unit=unit,
        label=measured_words(one, library),
        beside=f"examined: {getattr(one, measure):.0f} {unit}",
        value=round(start[-1]),
        least=allowed[0],
        most=allowed[1],
        step=STEP_DEGREES if is_movement else STEP_KPA,
        given=f"{given[-1]:g} {unit}" if given else "",
    )


def allowed_range(about: str, library: Library) -> tuple[int, int]:
    """What can be measured of a movement in degrees, or over a muscle in kPa, as the examination allows it."""
    concept = library.get(about, Concept)
    if isinstance(concept, Movement):
        if concept.plausible is None:
            return 0, 0
        return int(concept.plausible.low), int(concept.plausible.high)
    allowed = library.get(PRESSURE, Instrument).range
    return int(allowed.low), int(allowed.high)


def response_as_sent(row: ResponseMeasure) -> dict[str, Any]:
    """A measure as the page holds it and sends it."""
    said = {"id": str(row.pk), "when": row.when}
    names = ("pain", "about", "side", "mode", "degrees", "pressure_kpa")
    given = {name: getattr(row, name) for name in names}
    return said | {name: value for name, value in given.items() if value not in (None, "")}
