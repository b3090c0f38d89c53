"""Asepsis: what is done at each moment of a session, and how strictly it is asked for where the clinic is."""

import msgspec

from filiform.knowledge.library import Library
from filiform.knowledge.model.needling import AsepsisMoment, AsepsisPractice, Position, Stance

_NOT_ASKED_FOR = (Stance.NOT_NEEDED, Stance.ADVISED_AGAINST)


class AskedPractice(msgspec.Struct, frozen=True, kw_only=True):
    """A practice that is asked for, and the positions that ask for it; none where nobody disputes it."""

    practice: AsepsisPractice
    positions: tuple[Position, ...]


def asepsis_at(
    moment: AsepsisMoment, jurisdiction: str, library: Library
) -> tuple[AskedPractice, ...]:
    """What is done at that moment in a country, in order.

    Where bodies differ the clinic follows those of its own country, and where that has none, those
    that speak for no country. What they all call needless is left out.
    """
    asked = (
        AskedPractice(practice=one, positions=positions_in(jurisdiction, one))
        for one in library.all(AsepsisPractice)
        if moment in one.moments
    )
    return tuple(one for one in asked if _is_asked_for(one))


def positions_in(jurisdiction: str, practice: AsepsisPractice) -> tuple[Position, ...]:
    """The positions that speak for a country, or else those that speak for none."""
    own = tuple(one for one in practice.positions if jurisdiction in one.jurisdictions)
    return own or tuple(one for one in practice.positions if not one.jurisdictions)


def _is_asked_for(asked: AskedPractice) -> bool:
    if not asked.positions:
        return True
    return any(one.stance not in _NOT_ASKED_FOR for one in asked.positions)
