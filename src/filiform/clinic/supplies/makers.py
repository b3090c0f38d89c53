"""Makers as people write them: when two names are of one maker, when they are of two, and when nobody can tell.

Two makers may print the same lot number. A recall must reach every needle that may be of the lot it
names, so two names are only said to be of different makers where nothing in them is alike: a
shared word, an abbreviation, a slip of the hand or another script leaves it open.
"""

import re
import unicodedata
from enum import StrEnum

from rapidfuzz.distance import OSA

LONGEST = 100
# Forms of companies: `Example Needles Ltd` and `Example Needles` are one maker.
COMPANY_FORMS = frozenset(
    "ab ag as bv co company corp corporation gmbh inc incorporated kg kk limited llc ltd nv oy plc pty sa sarl sl spa srl".split()
)
# Words that many makers share, and that make no two of them the same.
OF_THE_TRADE = frozenset(
    "acupuncture and dry group health healthcare instruments international medical needle needles needling of products supplies the".split()
)
# A word may hold one slip of the hand from this length on, and be part of another.
SHORTEST_ALIKE = 4
_MARKS = re.compile(r"[^\w]+|_+")


class Whose(StrEnum):
    """Whether something is of the maker that is named."""

    THEIRS = "theirs"
    NOT_KNOWN = "not known"
    ANOTHERS = "another's"


def maker_key(maker: str) -> str:
    """A maker's name as it is compared: without case, accents, marks and the form of the company. May be empty."""
    return "".join(_words(maker))


def whose(named: str, maker: str) -> Whose:
    """Whether what `maker` made is of the maker that is `named`. No name on either side leaves it open."""
    one, two = _words(named), _words(maker)
    if not one or not two:
        return Whose.NOT_KNOWN
    if "".join(one) == "".join(two):
        return Whose.THEIRS
    return Whose.NOT_KNOWN if _may_be_one(one, two) else Whose.ANOTHERS


def _words(maker: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", maker).casefold()
    plain = "".join(one for one in plain if not unicodedata.combining(one))
    words = [one for one in _MARKS.split(plain) if one]
    return [one for one in words if one not in COMPANY_FORMS] or words


def _may_be_one(one: list[str], two: list[str]) -> bool:
    """Whether two different names may still be of one maker."""
    if "".join(one).isascii() != "".join(two).isascii():
        return True
    if _initials(one) == "".join(two) or _initials(two) == "".join(one):
        return True
    telling = [
        [word for word in words if word not in OF_THE_TRADE] or words for words in (one, two)
    ]
    if _alike("".join(telling[0]), "".join(telling[1])):
        return True
    return any(_alike(word, other) for word in telling[0] for other in telling[1])


def _initials(words: list[str]) -> str:
    return "".join(word[0] for word in words) if len(words) > 1 else ""


def _alike(word: str, other: str) -> bool:
    """The same, one slip of the hand apart, or one within the other."""
    if word == other:
        return True
    short, long = sorted((word, other), key=len)
    if len(short) < SHORTEST_ALIKE:
        return False
    return short in long or OSA.distance(short, long, score_cutoff=1) <= 1
