"""Traits of muscles: what a constraint means when it says "deep muscles" or "muscles near the lung"."""

from functools import lru_cache

from filiform.knowledge.library import Library
from filiform.knowledge.model.anatomy import Hazard, Muscle
from filiform.knowledge.model.screening import Trait


def has_trait(muscle: Muscle, trait: Trait, library: Library) -> bool:
    """Whether a muscle has a trait; what it rests on stands in the muscle's own file."""
    match trait:
        case Trait.EVERY_MUSCLE:
            return True
        case Trait.DEEP:
            return muscle.is_deep
        case Trait.NOT_COMPRESSIBLE:
            return not muscle.is_compressible
        case Trait.NEAR_PLEURA:
            return any(library.get(near.hazard, Hazard).is_pleura for near in muscle.hazards)


@lru_cache(maxsize=64)
def muscles_with(trait: Trait, library: Library) -> tuple[str, ...]:
    """Identifiers of every muscle with that trait."""
    return tuple(muscle.id for muscle in library.all(Muscle) if has_trait(muscle, trait, library))
