"""Muscles that are not on the plan page yet, found by a name, a slip of one, or a part of the body."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from filiform.clinic.planning.presenters.muscle_choices import MuscleChoice
from filiform.knowledge.library import Library
from filiform.knowledge.model.anatomy import Area, Muscle
from filiform.knowledge.model.concept import Concept
from filiform.knowledge.search import search

LONGEST = 80
SHOWN = 20


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for: words, a part of the body, both, or nothing."""

    words: str = ""
    area: str = ""

    def __bool__(self) -> bool:
        return bool(self.words or self.area)


@dataclass(frozen=True, slots=True)
class MoreMuscles:
    """Muscles beside those that the page shows: ticked ones, those found, and found ones that stand above."""

    asked: Asked
    words: str
    kept: tuple[MuscleChoice, ...]
    found: tuple[MuscleChoice, ...]
    above: tuple[MuscleChoice, ...]


@dataclass(frozen=True, slots=True)
class AreaOption:
    """A part of the body that has muscles."""

    value: str
    label: str
    selected: bool


def asked_for(words: str, area: str, library: Library) -> Asked:
    """What was typed, made short; a part of the body that the library does not have counts as none."""
    known = area if area in library and isinstance(library.get(area, Concept), Area) else ""
    return Asked(words.strip()[:LONGEST], known)


def muscles_for(asked: Asked, library: Library) -> tuple[str, ...]:
    """The muscles meant, the likeliest first; none when nothing was asked."""
    if not asked.words:
        return _of_area(asked.area, library)
    meant = dict.fromkeys(_named(asked.words, library))
    if asked.area:
        here = set(_of_area(asked.area, library))
        meant = {name: None for name in meant if name in here}
    return tuple(meant)[:SHOWN]


def _named(words: str, library: Library) -> Iterable[str]:
    """Muscles of that name, and those of a part of the body of that name."""
    for found in search(words, library, limit=len(library)):
        if isinstance(found.concept, Muscle):
            yield found.concept.id
        elif isinstance(found.concept, Area):
            yield from _of_area(found.concept.id, library)


def _of_area(area: str, library: Library) -> tuple[str, ...]:
    return tuple(one.id for one in library.all(Muscle) if area in one.areas)


def area_options(chosen: str, library: Library) -> tuple[AreaOption, ...]:
    """The parts of the body in which a needle can enter a muscle, in the order of the body."""
    used = {area for muscle in library.all(Muscle) for area in muscle.areas}
    return tuple(
        AreaOption(one.id, one.label, one.id == chosen)
        for one in sorted(library.all(Area), key=lambda area: area.order)
        if one.id in used
    )


def more_muscles(
    asked: Asked,
    shown: Iterable[str],
    ticked: Iterable[str],
    choose: Callable[[Iterable[str]], tuple[MuscleChoice, ...]],
    library: Library,
) -> MoreMuscles:
    """What stands under the search: nothing that was ticked is lost, and nothing stands there twice.

    Args:
        shown: muscles that the page shows above the search.
        choose: makes the choice of each muscle, with what speaks against it.
    """
    shown = frozenset(shown)
    kept = tuple(name for name in dict.fromkeys(ticked) if name not in shown)
    meant = muscles_for(asked, library)
    there = shown.union(kept)
    found = tuple(name for name in meant if name not in there)
    return MoreMuscles(
        asked=asked,
        words=_said(asked, len(meant), library),
        kept=choose(kept),
        found=choose(found),
        above=choose(name for name in meant if name in there),
    )


def _said(asked: Asked, count: int, library: Library) -> str:
    """How many were found for what: 2 muscles for “deltoid” in Shoulder."""
    if not asked:
        return ""
    number = {0: "No muscle", 1: "1 muscle"}.get(count, f"{count} muscles")
    named = f" for “{asked.words}”" if asked.words else ""
    where = f" in {library.get(asked.area, Area).label.lower()}" if asked.area else ""
    hint = "" if count else " Try another word, or a part of the body."
    return f"{number}{named}{where}.{hint}"
