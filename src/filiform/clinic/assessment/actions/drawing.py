"""What can be done to a pain drawing: strokes are added to it, from a picture or from a list."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from django.utils import timezone

from filiform.clinic.accounts.models import User
from filiform.clinic.assessment.models import DrawingStroke, PainDrawing
from filiform.clinic.assessment.queries.drawing import drawing_id, strokes_of
from filiform.clinic.audit.action import Refused, Repeated, audited
from filiform.clinic.episode.models import Episode
from filiform.clinic.episode.queries import current_status
from filiform.clinical.drawing import Mark, Redrawn, Said, Stroke, drawn, marks_of, redraw

# A drawing that is painted with care takes a hundred strokes; this many are a fault of the device.
MOST_STROKES = 5000


@audited("drawing.strokes_recorded")
def record_strokes(
    *, episode: Episode, on: date, strokes: Iterable[Stroke], by: User, at: datetime
) -> PainDrawing:
    """Add strokes to the drawing of a day, which begins with its first one. What is there already changes nothing.

    Raises:
        Refused: when the episode is closed or has no such day, when the drawing is full, or when the
            id of a stroke belongs to another drawing.
    """
    drawing = begun_drawing(episode, on, by, at)
    fresh = _fresh(drawing, {one.id: one for one in strokes})
    if not fresh:
        raise Repeated(drawing)
    return add_strokes(drawing, fresh, by, at)


@audited("drawing.marks_recorded")
def record_marks(
    *, episode: Episode, on: date, marks: Mapping[Mark, Said], by: User, at: datetime
) -> PainDrawing:
    """Make the drawing what a list says; it is drawn in as few strokes as that takes.

    Raises:
        Refused: as for `record_strokes`.
    """
    drawing = begun_drawing(episode, on, by, at)
    strokes = strokes_of(episode, on)
    wanted = redraw(marks_of(drawn(strokes)), marks)
    if not wanted:
        raise Repeated(drawing)
    return add_strokes(drawing, made(wanted, strokes, at), by, at)


def begun_drawing(episode: Episode, on: date, by: User, at: datetime) -> PainDrawing:
    """The drawing of a day, begun if it is not there yet.

    Raises:
        Refused: when the episode is closed or has no such day.
    """
    status = current_status(episode).status
    if not status.is_open:
        raise Refused(f"The episode is closed (“{status.label}”). Nothing can be drawn any more.")
    if not episode.opened_on <= on <= timezone.localdate(at):
        raise Refused("The episode has no such day. Open the page again.")
    identity = drawing_id(episode, on)
    found: PainDrawing | None = episode.pain_drawings.filter(pk=identity).first()
    return found or PainDrawing.objects.create(
        id=identity,
        clinic_id=episode.clinic_id,
        episode=episode,
        on=on,
        recorded_by=by,
        recorded_at=at,
    )


def _fresh(drawing: PainDrawing, strokes: Mapping[Any, Stroke]) -> list[Stroke]:
    """The strokes that are not there yet."""
    rows = DrawingStroke.objects.filter(pk__in=strokes)
    there = dict(rows.values_list("pk", "drawing"))
    if any(owner != drawing.pk for owner in there.values()):
        raise Refused("A stroke of that id belongs to another drawing. Open the page again.")
    return [one for identity, one in strokes.items() if identity not in there]


def add_strokes(drawing: PainDrawing, strokes: list[Stroke], by: User, at: datetime) -> PainDrawing:
    """Write strokes that are not there yet.

    Raises:
        Refused: when the drawing cannot hold them.
    """
    if drawing.strokes.count() + len(strokes) > MOST_STROKES:
        raise Refused(
            f"A drawing holds {MOST_STROKES} strokes, and this one is full. What is drawn is kept; "
            "ask your clinic to look at it."
        )
    DrawingStroke.objects.bulk_create(_row(drawing, one, by, at) for one in strokes)
    return drawing


def _row(drawing: PainDrawing, stroke: Stroke, by: User, at: datetime) -> DrawingStroke:
    return DrawingStroke(
        id=stroke.id,
        clinic_id=drawing.clinic_id,
        drawing=drawing,
        sequence=stroke.sequence,
        made_at=stroke.made_at,
        kind=stroke.kind.value,
        pain=stroke.pain,
        places=[[region, side.value] for region, side in stroke.places],
        intensity=stroke.intensity,
        quality=stroke.quality.value if stroke.quality else "",
        undoes=stroke.undoes,
        recorded_by=by,
        recorded_at=at,
    )


def made(wanted: Iterable[Redrawn], held: Iterable[Stroke], at: datetime) -> list[Stroke]:
    """Strokes that follow all that are held, with ids of their own."""
    last = max((one.sequence for one in held), default=0)
    return [
        Stroke(
            id=uuid4(),
            sequence=last + number,
            made_at=at,
            kind=one.kind,
            pain=one.pain,
            places=one.places,
            intensity=one.intensity,
            quality=one.quality,
        )
        for number, one in enumerate(wanted, start=1)
    ]
