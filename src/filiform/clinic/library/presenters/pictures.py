"""Pictures of a concept on the body figure: where a muscle lies and refers, where a region is."""

from dataclasses import dataclass

from django.urls import reverse

from filiform.figure import Drawing, Painted, Referral, View, draw, figure, views_with
from filiform.figure.words import described
from filiform.kernel.side import Side
from filiform.knowledge.library import Library
from filiform.knowledge.model.anatomy import Muscle, Region
from filiform.knowledge.model.concept import Concept

# A part with two sides is shown on the right one.
SHOWN_SIDE = Side.RIGHT


@dataclass(frozen=True, slots=True)
class Picture:
    """One view: the address of its SVG, its caption, what it shows in words, and its proportions."""

    url: str
    caption: str
    words: str
    width: int
    height: int


def pictures_of(concept: Concept, library: Library) -> tuple[Picture, ...]:
    """The fewest views that show the concept well; none for what has no place on the body."""
    drawing = drawing_of(concept)
    if drawing is None:
        return ()
    return tuple(_picture(concept, view, drawing, library) for view in views_with(drawing))


def picture_of(concept: Concept, view: View, library: Library) -> str | None:
    """The SVG of one view of the concept."""
    drawing = drawing_of(concept)
    return None if drawing is None else draw(drawing, view, library)


def drawing_of(concept: Concept) -> Drawing | None:
    """What is drawn of a concept on the figure."""
    if isinstance(concept, Muscle):
        return Drawing(referral=Referral(muscle=concept, side=SHOWN_SIDE))
    if isinstance(concept, Region):
        side = SHOWN_SIDE if SHOWN_SIDE in concept.laterality.sides else Side.MIDLINE
        return Drawing(painted=(Painted(region=concept.id, side=side),))
    return None


def _picture(concept: Concept, view: View, drawing: Drawing, library: Library) -> Picture:
    shown = figure(view)
    return Picture(
        url=reverse("library:picture", args=[concept.id, view.value]),
        caption=view.label,
        words=described(drawing, library, shown),
        width=shown.width,
        height=shown.height,
    )
