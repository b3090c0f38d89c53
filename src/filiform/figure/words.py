"""A drawing in words: its title, and what a screen reader says in place of the picture."""

from collections.abc import Iterator

from filiform.figure.anatomy import Figure, View
from filiform.figure.drawing import Drawing, MusclePoint, Painted
from filiform.kernel.side import Side
from filiform.knowledge.library import Library
from filiform.knowledge.model.anatomy import ReferralWeight, Region

NOTHING = "Nothing is drawn on this figure."


def title_of(view: View, drawing: Drawing) -> str:
    """What the picture shows: “Front, where it hurts”."""
    if drawing.referral:
        return f"{view.label}, {drawing.referral.muscle.label}"
    return f"{view.label}, where it hurts" if drawing.painted else view.label


def described(drawing: Drawing, library: Library, shown: Figure | None = None) -> str:
    """What is drawn, in sentences; of one view only what that view shows."""
    seen = {(one.region, one.side) for one in shown.regions} if shown else None
    painted = [one for one in drawing.painted if seen is None or (one.region, one.side) in seen]
    sentences = [
        *(pain_words(one, library) for one in painted),
        *(f"{number}: {point_words(one)}." for number, one in enumerate(drawing.points, start=1)),
        *_referral_words(drawing, library),
    ]
    return " ".join(sentences) or NOTHING


def pain_words(painted: Painted, library: Library) -> str:
    """“Left top of the shoulder girdle: 7 of 10 (pain 2).”"""
    place = place_words(painted.region, painted.side, library)
    strength = "hurts" if painted.intensity is None else f"{painted.intensity:g} of 10"
    return f"{place}: {strength}{f' ({name})' if (name := painted.pain) else ''}."


def point_words(point: MusclePoint) -> str:
    """“Infraspinatus, left: taut band, tender spot, recognised”."""
    found = f": {point.words}" if point.words else ""
    return f"{point.muscle.label}, {point.side}{found}"


def place_words(region: str, side: Side, library: Library) -> str:
    """“Eyebrow, left”; a region without sides by its name alone."""
    label = library.get(region, Region).label
    return label if side is Side.MIDLINE else f"{label}, {side}"


def _referral_words(drawing: Drawing, library: Library) -> Iterator[str]:
    if drawing.referral is None:
        return
    muscle, side = drawing.referral.muscle, drawing.referral.side
    for weight, verb in (
        (ReferralWeight.PRIMARY, "is often felt"),
        (ReferralWeight.SPILLOVER, "sometimes spreads to"),
    ):
        labels = [library.get(one, Region).label for one in drawing.referral.regions(weight)]
        if labels:
            joined = "; ".join(labels)
            joined = f"in {joined}" if weight is ReferralWeight.PRIMARY else joined
            yield f"Pain from {muscle.label}, {side}, {verb} {joined}."
