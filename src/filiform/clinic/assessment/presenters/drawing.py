"""Pain drawings as the clinician looks at them: side by side, compared, with what was palpated and where a muscle refers."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from filiform.clinic.assessment.presenters.body_map import build_of
from filiform.clinic.assessment.presenters.difference import CHANGES, difference_svg
from filiform.clinic.assessment.queries import DrawingOnDay, drawings, likely_muscles, palpations
from filiform.clinic.episode.models import Episode
from filiform.clinic.screening.presenters import day_words
from filiform.clinical.drawing import DrawingChange, compare_drawings, painted_share
from filiform.figure import (
    Drawing,
    MusclePoint,
    Painted,
    Referral,
    View,
    draw,
    region_shares,
    views_with,
)
from filiform.figure.words import place_words
from filiform.kernel.side import Side
from filiform.knowledge.library import Library
from filiform.knowledge.model.anatomy import Muscle
from filiform.knowledge.model.assessment import TriggerPointCriterion, TriggerPointSign

BEFORE, AFTER, CHANGED = "before", "after", "changed"
FIRST = 6  # muscles of the ranking, as many as the assessment shows
WHOLE = (View.FRONT, View.BACK)


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks for: one day or two, and a muscle whose referral is laid over. `what` names a picture."""

    after: str = ""
    before: str = ""
    muscle: str = ""
    side: str = ""
    what: str = AFTER

    @classmethod
    def of(cls, query: Any) -> "Asked":
        """Read it from the query of an address."""
        given = {name: query.get(name, "") for name in cls.__slots__}
        return cls(**{name: value for name, value in given.items() if value})

    def referral(self, library: Library) -> Referral | None:
        """The muscle that is asked for, if there is such a one."""
        if self.muscle not in library or self.side not in (Side.LEFT, Side.RIGHT):
            return None
        try:
            return Referral(muscle=library.get(self.muscle, Muscle), side=Side(self.side))
        except LookupError:
            return None


@dataclass(frozen=True, slots=True)
class PictureLine:
    """An address and its words: an image, or a link."""

    url: str
    label: str


@dataclass(frozen=True, slots=True)
class DayColumn:
    """A drawing of a day: its pictures, what hurts, and how much of the body is painted."""

    title: str
    by: str
    share: str
    pictures: tuple[PictureLine, ...]
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """A place whose pain changed: a sign, a word, and the two numbers."""

    place: str
    kind: str
    sign: str
    word: str
    before: str
    after: str


def overview(episode: Episode, asked: Asked, library: Library) -> dict[str, Any]:
    """The context of the page on which drawings are looked at."""
    made = drawings(episode)
    after, before = _chosen(made, asked)
    shown = replace(asked, after=_iso(after), before=_iso(before))
    views = _views(episode, after, before, shown, library)
    changes = compare_drawings(before.pain, after.pain) if after and before else ()
    return {
        "days": [(one.on.isoformat(), day_words(one.on)) for one in reversed(made)],
        "asked": shown,
        "muscles": sorted((one.label, one.id) for one in library.all(Muscle)),
        "now": _column(episode, after, replace(shown, what=AFTER), views, library)
        if after
        else None,
        "then": _column(episode, before, replace(shown, what=BEFORE), views, library)
        if before
        else None,
        "changed": _pictures(episode, replace(shown, what=CHANGED), views) if before else (),
        "changes": [_change(one, library) for one in changes],
        "points": _point_lines(episode, library),
        "referral": _referral_words(asked.referral(library)),
    }


def first_and_latest(episode: Episode, library: Library) -> tuple[DayColumn, ...]:
    """The first drawing of the episode and the latest, in the same views; one when there is only one, none when none."""
    shown = overview(episode, Asked(), library)
    return tuple(one for one in (shown["then"], shown["now"]) if one is not None)


def ranked_links(
    episode: Episode, asked: Asked, on: date, library: Library
) -> tuple[PictureLine, ...]:
    """The muscles that the ranking puts first, each a link that lays its referral over the drawing."""
    page = reverse("assessment:drawing", args=[episode.clinic.slug, episode.pk])
    days = {name: getattr(asked, name) for name in (AFTER, BEFORE) if getattr(asked, name)}
    return tuple(
        PictureLine(
            f"{page}?{urlencode({**days, 'muscle': muscle, 'side': side.value})}",
            f"{library.get(muscle, Muscle).label}, {side.value}",
        )
        for muscle, side in likely_muscles(episode, on, library)[:FIRST]
    )


def picture_svg(episode: Episode, asked: Asked, view: str, library: Library) -> str | None:
    """One view as an image, or None when there is no such view or day."""
    after, before = _chosen(drawings(episode), asked)
    if view not in set(View):
        return None
    build, seen = build_of(episode.patient), View(view)
    if asked.what == CHANGED:
        pairs = compare_drawings(before.pain, after.pain) if after and before else ()
        return difference_svg(pairs, seen, build, library)
    drawing = before if asked.what == BEFORE else after
    return draw(_drawing(episode, drawing, asked, library), seen, library, build=build)


def _chosen(
    made: tuple[DrawingOnDay, ...], asked: Asked
) -> tuple[DrawingOnDay | None, DrawingOnDay | None]:
    """The drawing asked for, or the last one; and the one to compare it with, or the first before it."""
    by_day = {one.on.isoformat(): one for one in made}
    after = by_day.get(asked.after) or (made[-1] if made else None)
    earlier = [one for one in made if after and one.on < after.on]
    before = by_day.get(asked.before) or (earlier[0] if earlier else None)
    return after, None if before == after else before


def _drawing(
    episode: Episode, drawing: DrawingOnDay | None, asked: Asked, library: Library
) -> Drawing:
    """What hurts; on the later of two days also what was palpated and where the muscle refers."""
    pain = drawing.pain if drawing else ()
    one_pain = len({one.pain for one in pain}) < 2
    painted = tuple(
        Painted(
            region=one.region,
            side=one.side,
            intensity=one.intensity,
            pain="" if one_pain else one.pain,
        )
        for one in pain
        if one.region in library
    )
    if asked.what == BEFORE:
        return Drawing(painted=painted)
    return Drawing(
        painted=painted, points=_points(episode, library), referral=asked.referral(library)
    )


def _points(episode: Episode, library: Library) -> tuple[MusclePoint, ...]:
    """The muscles palpated at the last assessment that palpated any, in the order of the list beside the map."""
    return tuple(
        MusclePoint(
            muscle=library.get(row.muscle, Muscle),
            side=Side(row.side),
            recognised=bool(row.signs.get(TriggerPointSign.PAIN_RECOGNISED)),
            words=_signs(row.signs, library),
        )
        for row in _palpated(episode)
        if row.muscle in library
    )


def _palpated(episode: Episode) -> list[Any]:
    rows = list(palpations(episode))
    return [row for row in rows if row.assessment_id == rows[-1].assessment_id]


def _signs(signs: dict[str, bool], library: Library) -> str:
    criteria = library.all(TriggerPointCriterion)
    return ", ".join(one.label.lower() for one in criteria if signs.get(one.sign.value))


def _point_lines(episode: Episode, library: Library) -> list[tuple[int, str]]:
    points = _points(episode, library)
    return [
        (number, f"{one.muscle.label}, {one.side.value}{f': {one.words}' if one.words else ''}")
        for number, one in enumerate(points, start=1)
    ]


def _views(
    episode: Episode,
    after: DrawingOnDay | None,
    before: DrawingOnDay | None,
    asked: Asked,
    library: Library,
) -> tuple[View, ...]:
    """The same views for both days: front and back, the sides if need be, close-ups of what is painted."""
    found = [_drawing(episode, one, asked, library) for one in (after, before) if one]
    whole = {view for one in found for view in views_with(one) if view.is_whole}
    close = {view for one in found for view in views_with(Drawing(painted=one.painted))}
    return tuple(view for view in View if view in {*WHOLE, *whole, *close})


def _column(
    episode: Episode,
    drawing: DrawingOnDay,
    asked: Asked,
    views: tuple[View, ...],
    library: Library,
) -> DayColumn:
    share = painted_share(drawing.pain, region_shares())
    return DayColumn(
        title=day_words(drawing.on),
        by="Drawn by the patient" if drawing.by_patient else "Drawn in the clinic",
        share=f"{share:.1f}",
        pictures=_pictures(episode, asked, views),
        lines=tuple(_line(one, library) for one in drawing.pain),
    )


def _line(one: Any, library: Library) -> str:
    said = [f"{one.intensity:g} of 10" if one.intensity is not None else "", one.quality or ""]
    words = [place_words(one.region, one.side, library), *(word for word in said if word)]
    return f"{', '.join(words)} (pain {one.pain})"


def _pictures(episode: Episode, asked: Asked, views: tuple[View, ...]) -> tuple[PictureLine, ...]:
    place = (episode.clinic.slug, episode.pk)
    query = {name: getattr(asked, name) for name in asked.__slots__ if getattr(asked, name)}
    return tuple(
        PictureLine(
            f"{reverse('assessment:drawing_picture', args=[*place, view.value])}?{urlencode(query)}",
            view.label,
        )
        for view in views
    )


def _change(one: DrawingChange, library: Library) -> ChangeLine:
    look = CHANGES[one.kind]
    return ChangeLine(
        place=place_words(*one.place, library),
        kind=one.kind.value,
        sign=look.sign,
        word=look.word,
        before=_number(one.before, there=one.kind.value != "new"),
        after=_number(one.after, there=one.kind.value != "gone"),
    )


def _number(value: float | None, *, there: bool) -> str:
    if not there:
        return "–"
    return "painted" if value is None else f"{value:g}"


def _referral_words(referral: Referral | None) -> str:
    if referral is None:
        return ""
    return f"{referral.muscle.label}, {referral.side.value}"


def _iso(drawing: DrawingOnDay | None) -> str:
    return drawing.on.isoformat() if drawing else ""
