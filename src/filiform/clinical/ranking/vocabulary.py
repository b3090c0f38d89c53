"""Every name that findings may use: regions, movements, contractions and muscles, with the sides they have."""

import msgspec

from filiform.kernel.side import Laterality, Side
from filiform.knowledge.library import Library
from filiform.knowledge.model.anatomy import Muscle, Region
from filiform.knowledge.model.assessment import Movement
from filiform.knowledge.model.screening import ScreeningStatement


class Term(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A name that findings may use, what it is called, and on which sides it exists."""

    id: str
    label: str
    sides: tuple[Side, ...] = ()
    synonyms: tuple[str, ...] = ()


class Vocabulary(msgspec.Struct, frozen=True, kw_only=True):
    """The names by the list of the findings in which they stand."""

    regions: tuple[Term, ...]
    movements: tuple[Term, ...]
    contractions: tuple[Term, ...]
    muscles: tuple[Term, ...]
    red_flags: tuple[Term, ...]


def vocabulary(library: Library) -> Vocabulary:
    """Everything `filiform rank` accepts."""
    movements = library.all(Movement)
    flags = [one for one in library.all(ScreeningStatement) if "/red_flags/" in one.id]
    return Vocabulary(
        regions=tuple(_term(one) for one in library.all(Region)),
        movements=tuple(_term(one) for one in movements if one.is_moved),
        contractions=tuple(_term(one) for one in movements if one.is_resisted),
        muscles=tuple(_muscle(one) for one in library.all(Muscle)),
        red_flags=tuple(Term(id=one.id, label=one.label) for one in flags),
    )


def _term(one: Region | Movement) -> Term:
    return Term(id=one.id, label=one.label, sides=one.laterality.sides)


def _muscle(one: Muscle) -> Term:
    sides = Laterality.PAIRED.sides
    return Term(id=one.id, label=one.label, sides=sides, synonyms=(one.latin, *one.synonyms))
