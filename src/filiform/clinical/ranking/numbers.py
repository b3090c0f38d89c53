"""The numbers of the ranking, from the library; and how likely a muscle is before anything is found."""

from collections.abc import Mapping
from functools import lru_cache

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


def prior_of(muscle: Muscle, library: Library) -> float:
    """How likely a trigger point of a muscle is in somebody who comes with pain, wherever it is.

    Published shares were found in people whose pain was near the muscle. The share of a muscle is
    their mean, drawn towards the usual share (another for muscles treated often or seldom) as if that had been found in `active_share_worth` more
    people, times how often a complaint is near a given muscle.
    """
    number = numbers_of(library)
    usual = _shares(library).get(muscle.id, number[RankingQuantity.ACTIVE_SHARE])
    worth = number[RankingQuantity.ACTIVE_SHARE_WORTH]
    active, people = usual * worth, worth
    for study in muscle.prevalence:
        if study.active is not None:
            size = study.examined or worth
            active += size * _middle(study)
            people += size
    return number[RankingQuantity.COMPLAINT_NEAR_THE_MUSCLE] * active / people


def _middle(study: Prevalence) -> float:
    """The share in the middle of the published range."""
    share = study.active
    return 0.0 if share is None else (share.low + share.high) / 2 / PER_CENT
