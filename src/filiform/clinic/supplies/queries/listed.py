"""The clinic's list by lot number: which makers have a number on it, and whose a needle is that somebody opened.

A needle carries its lot as it was written down, and its maker where that was said. The list may tell
the maker of one that says none; it never excuses one: only a maker that was said makes a needle
another's.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from filiform.clinic.people.models import Clinic
from filiform.clinic.supplies.lot_numbers import lot_key
from filiform.clinic.supplies.makers import Whose, maker_key, whose


@dataclass(frozen=True, slots=True)
class WrittenLot:
    """A lot as somebody wrote it down with a needle or on a notice; the maker is empty where none was said."""

    lot: str
    maker: str = ""


@dataclass(frozen=True, slots=True)
class ListedLot:
    """A lot as it stands on the list, with every number and name it stood under before it was corrected."""

    id: UUID
    key: str
    maker: str
    keys: frozenset[str]
    makers: frozenset[str]
    brands: frozenset[str]


class Listed:
    """The list of one clinic, read once."""

    def __init__(self, lots: Iterable[ListedLot]) -> None:
        self.lots = tuple(lots)

    @cached_property
    def _by_key(self) -> dict[str, list[ListedLot]]:
        found: dict[str, list[ListedLot]] = {}
        for one in self.lots:
            for key in one.keys:
                found.setdefault(key, []).append(one)
        return found

    @cached_property
    def makers(self) -> tuple[str, ...]:
        """Every maker on the list, in order of name."""
        return tuple(sorted({one.maker for one in self.lots if one.maker}))

    def lots_of(self, written: WrittenLot) -> tuple[ListedLot, ...]:
        """The lots on the list that this may be: of this number now, and of the maker that was said, if one was."""
        key = lot_key(written.lot)
        here = tuple(one for one in self._by_key.get(key, ()) if one.key == key)
        if not maker_key(written.maker):
            return here
        theirs = tuple(one for one in here if any(_is(name, written.maker) for name in one.makers))
        return theirs or tuple(one for one in here if _may_be(one, written.maker))

    def earlier_keys(self, lot: str) -> frozenset[str]:
        """Other numbers under which the lots of this number stood before somebody corrected them."""
        key = lot_key(lot)
        return frozenset(earlier for one in self.lots if one.key == key for earlier in one.keys) - {
            key
        }

    def makers_of(self, lot: str) -> tuple[str, ...]:
        """The makers of whom this number is on the list, each once."""
        here = self.lots_of(WrittenLot(lot))
        return tuple({maker_key(one.maker): one.maker for one in here if one.maker}.values())

    def maker_of(self, written: WrittenLot) -> str:
        """The maker that was said, or that of the only lot of this number on the list; empty when nobody knows."""
        makers = self.makers_of(written.lot)
        return written.maker or (makers[0] if len(makers) == 1 else "")

    def whose(self, written: WrittenLot, named: str) -> Whose:
        """Whether a needle that was written down so may be of the maker who is named; everybody's if none is."""
        if not maker_key(named):
            return Whose.THEIRS
        here = self._by_key.get(lot_key(written.lot), [])
        if not maker_key(written.maker):
            return _of_unsaid(here, named)
        same = [one for one in here if any(_is(name, written.maker) for name in one.makers)]
        makers = {written.maker, *(name for one in same for name in one.makers)}
        said = {whose(named, name) for name in makers}
        if Whose.THEIRS in said:
            return Whose.THEIRS
        # A notice may name what is printed largest on the packet, which need not be the maker.
        brands = {name for one in same for name in one.brands}
        hints = {whose(named, name) for name in brands}
        return Whose.ANOTHERS if said | hints == {Whose.ANOTHERS} else Whose.NOT_KNOWN


def _of_unsaid(here: list[ListedLot], named: str) -> Whose:
    only = here[0] if len(here) == 1 else None
    if only is not None and any(_is(name, named) for name in only.makers):
        return Whose.THEIRS
    return Whose.NOT_KNOWN


def _is(maker: str, named: str) -> bool:
    return whose(named, maker) is Whose.THEIRS


def _may_be(lot: ListedLot, maker: str) -> bool:
    return not lot.makers or any(whose(maker, name) is not Whose.ANOTHERS for name in lot.makers)


def listed(clinic: Clinic) -> Listed:
    """The clinic's list, with what stood on it before."""
    rows = {
        row[0]: row
        for row in clinic.needle_lots.values_list("id", "replaces_id", "lot_key", "maker", "brand")
    }
    replaced = {row[1] for row in rows.values() if row[1]}
    return Listed(_listed(rows, pk) for pk in rows if pk not in replaced)


def _listed(rows: Mapping[UUID, tuple[UUID, UUID | None, str, str, str]], pk: UUID) -> ListedLot:
    chain, before = [rows[pk]], rows[pk][1]
    while before is not None:
        chain.append(rows[before])
        before = rows[before][1]
    return ListedLot(
        id=pk,
        key=rows[pk][2],
        maker=rows[pk][3],
        keys=frozenset(row[2] for row in chain),
        makers=frozenset(row[3] for row in chain if row[3]),
        brands=frozenset(row[4] for row in chain if row[4]),
    )
