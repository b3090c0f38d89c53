"""Identifiers: the path of a statement in the knowledge library is its name everywhere."""

import difflib
import re
from collections.abc import Iterable

_PATTERN = re.compile(r"[a-z][a-z0-9_]*(?:/[a-z0-9][a-z0-9_-]*)+")


def is_identifier(text: str) -> bool:
    """Whether `text` has the form of an identifier, such as `screening/precautions/anticoagulant`.

    Lower case, at least one folder; folders may hold underscores, the last part hyphens.
    """
    return _PATTERN.fullmatch(text) is not None


def nearest(given: str, allowed: Iterable[str], count: int = 3) -> list[str]:
    """The identifiers among `allowed` that look most like `given`, best first; for error messages."""
    by_last_part = {name.rsplit("/", 1)[-1]: name for name in sorted(allowed)}
    close = difflib.get_close_matches(given.rsplit("/", 1)[-1], by_last_part, n=count)
    return [by_last_part[part] for part in close]
