"""The numbers of the ranking, from the library; and how likely a muscle is before anything is found."""

from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from filiform.knowledge.library import Library
from filiform.knowledge.model.anatomy import Muscle, Prevalence
from filiform.knowledge.model.ranking import RankingNumber, RankingQuantity

PER_CENT = 100


@lru_cache(maxsize=4)
def numbers_of(library: Library) -> Mapping[RankingQuantity, float]:
    """Every number by its quantity.

    Raises:
        LookupError: when the library lacks one; nothing is ranked on a number nobody wrote down.
    """
    found = {one.quantity: one.value for one in library.all(RankingNumber)}
    missing = [quantity for quantity in RankingQuantity if quantity not in found]
    if missing:
        raise LookupError(f"the library has no ranking number for {', '.join(missing)}")
    return found


_SHARES = (RankingQuantity.ACTIVE_SHARE_OFTEN, RankingQuantity.ACTIVE_SHARE_SELDOM)


@lru_cache(maxsize=4)
def _shares(library: Library) -> Mapping[str, float]:
    """The usual share of the muscles that are treated often or seldom, by muscle."""
    own = (one for one in library.all(RankingNumber) if one.quantity in _SHARES)
    return {muscle: one.value for one in own for muscle in one.muscles}


def usual_share(muscle: str, library: Library) -> float:
    """How often a muscle has an active trigger point in people with pain near it, where nobody counted."""
    return _shares(library).get(muscle, numbers_of(library)[RankingQuantity.ACTIVE_SHARE])


def prior_of(muscle: Muscle, library: Library) -> float:
    """How likely a trigger point of a muscle is in somebody who comes with pain, wherever it is.

    Published shares were found in people whose pain was near the muscle. The share of a muscle is
    their mean, drawn towards the usual share (another for muscles treated often or seldom) as if that had been found in `active_share_worth` more
    people, times how often a complaint is near a given muscle.
    """
    number = numbers_of(library)
    counts = [_count(study, library) for study in muscle.prevalence]
    share = _drawn_towards(usual_share(muscle.id, library), counts, library)
    return number[RankingQuantity.COMPLAINT_NEAR_THE_MUSCLE] * share


class _Count(NamedTuple):
    """People in whom a muscle was examined, and in how many of them it had an active trigger point."""

    active: float
    people: float


@lru_cache(maxsize=4)
def _counts_by_area(library: Library) -> Mapping[tuple[str, str], tuple[_Count, ...]]:
    """What was counted of a muscle in people who hurt in an area, by muscle and area."""
    counts: dict[tuple[str, str], tuple[_Count, ...]] = {}
    for muscle in library.all(Muscle):
        for study in muscle.prevalence:
            if study.active is not None:
                for area in study.hurting:
                    key = (muscle.id, area)
                    counts[key] = (*counts.get(key, ()), _count(study, library))
    return counts


def prior_in(areas: Collection[str], muscle: str, before: float, library: Library) -> float:
    """How likely a muscle is in somebody who hurts in these areas, if it were `before` without any count.

    A count made in people who hurt in one of them moves it, the more, the more people were counted. Of several
    areas the one in which it is likeliest decides, so that more pain never speaks against a muscle.
    """
    near = numbers_of(library)[RankingQuantity.COMPLAINT_NEAR_WHERE_IT_HURTS]
    counts = _counts_by_area(library)
    return max(
        (
            near * _drawn_towards(before / near, counts.get((muscle, area), ()), library)
            for area in areas
        ),
        default=before,
    )


def _drawn_towards(usual: float, counts: Iterable[_Count], library: Library) -> float:
    """The share counted, drawn towards the usual one as if that had been found in so many more people."""
    worth = numbers_of(library)[RankingQuantity.ACTIVE_SHARE_WORTH]
    active, people = usual * worth, worth
    for count in counts:
        active += count.active
        people += count.people
    return active / people


def _count(study: Prevalence, library: Library) -> _Count:
    """What a study is worth: at most `active_share_study_worth` people, because studies differ more by
    who pressed and what was called a trigger point than by chance. So much, too, where nobody said how many.
    """
    if study.active is None:
        return _Count(0.0, 0.0)
    most = numbers_of(library)[RankingQuantity.ACTIVE_SHARE_STUDY_WORTH]
    people = most if study.examined is None else min(study.examined, most)
    return _Count(people * (study.active.low + study.active.high) / 2 / PER_CENT, people)
