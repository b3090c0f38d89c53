"""Lot numbers as people type them: when two are the same, and when they are too alike to tell apart.

A lot is read off a packet, typed with one hand, and read off a recall notice by somebody else. Case,
spaces and dashes carry nothing. A letter taken for a digit, one character too many, too few or
wrong, or two that changed places are near misses: shown beside what was found, never left out.
"""

from string import ascii_lowercase, ascii_uppercase
from typing import Any

from django.db.models import CharField, F, Func, Q, Value
from rapidfuzz.distance import OSA

LONGEST = 60
# What stands between the characters of a lot and says nothing: spaces, hyphens and dashes of every kind.
SEPARATORS = " -_./\u00a0\u2010\u2011\u2012\u2013\u2014"
# Letters that are taken for a digit on a small label.
LOOKS_LIKE = {
    "O": "0",
    "Q": "0",
    "D": "0",
    "I": "1",
    "L": "1",
    "Z": "2",
    "S": "5",
    "G": "6",
    "B": "8",
}
# A part of a lot is a near miss of the whole from this length on: `LOT A1234` and `A1234`.
SHORTEST_PART = 4

# What becomes of each character: PostgreSQL's TRANSLATE takes out what has nothing to become.
_KEY_FROM, _KEY_TO = ascii_lowercase + SEPARATORS, ascii_uppercase
_SHAPE_FROM = "".join(LOOKS_LIKE) + "".join(LOOKS_LIKE).lower()
_SHAPE_TO = "".join(LOOKS_LIKE.values()) * 2
_OTHERS = "".join(one for one in ascii_lowercase if one.upper() not in LOOKS_LIKE)


def lot_key(lot: str) -> str:
    """The lot as it is compared: upper case, without spaces and dashes. Empty when nothing else stands there."""
    return translate(lot, _KEY_FROM, _KEY_TO)


def lot_shape(key: str) -> str:
    """The key with every letter that is taken for a digit as that digit."""
    return translate(key, _SHAPE_FROM, _SHAPE_TO)


def is_near_miss(key: str, other: str) -> bool:
    """Whether two different keys are so alike that one may be a misreading of the other."""
    if not key or not other or key == other:
        return False
    one, two = sorted((lot_shape(key), lot_shape(other)), key=len)
    if OSA.distance(one, two, score_cutoff=1) <= 1:
        return True
    return len(one) >= SHORTEST_PART and one in two


def translate(text: str, given: str, becomes: str) -> str:
    """Each character of `given` becomes the one at its place in `becomes`, and goes where there is none.

    As PostgreSQL's function of that name does it; SQLite is given this one (`apps.py`).
    """
    return text.translate(str.maketrans(given[: len(becomes)], becomes, given[len(becomes) :]))


def give_translate(connection: Any, **_: object) -> None:
    """Let a new connection to SQLite translate too."""
    if connection.vendor == "sqlite":
        connection.connection.create_function("TRANSLATE", 3, translate, deterministic=True)


def key_of_column(column: str) -> Func:
    """`lot_key` of a column, computed by the database."""
    return _translated(column, _KEY_FROM, _KEY_TO)


def shape_of_column(column: str) -> Func:
    """`lot_shape` of the key of a column, computed by the database."""
    given = _SHAPE_FROM + _OTHERS + SEPARATORS
    return _translated(column, given, _SHAPE_TO + _OTHERS.upper())


def _translated(column: str, given: str, becomes: str) -> Func:
    parts = (F(column), Value(given), Value(becomes))
    return Func(*parts, function="TRANSLATE", output_field=CharField())


def may_be_near(key: str, shape: str = "shape") -> Q:
    """A condition that lets every near miss of a key through, and little else, on a column of shapes.

    One wrong character leaves one half of a lot whole; two that changed places across the middle
    leave what stands around them. `is_near_miss` then decides.
    """
    wanted = lot_shape(key)
    middle = len(wanted) // 2
    halves = Q(**{f"{shape}__startswith": wanted[:middle]}) if middle else Q()
    halves |= Q(**{f"{shape}__endswith": wanted[middle:]})
    around = Q(
        **{f"{shape}__startswith": wanted[: max(middle - 1, 0)]},
        **{f"{shape}__endswith": wanted[middle + 1 :]},
    )
    return halves | around | Q(**{f"{shape}__contains": wanted}) | Q(searched__contains=F(shape))
