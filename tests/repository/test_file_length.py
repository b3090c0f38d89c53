"""One thing a file: past 300 lines it is seldom one."""

from __future__ import annotations

from collections.abc import Mapping

from tests.repository.tree import expect_none, python

LONGEST = 300


def too_long(sources: Mapping[str, str]) -> list[str]:
    """One message for each file over the limit; migrations are written by Django."""
    lengths = {
        path: text.count("\n") for path, text in sources.items() if "/migrations/" not in path
    }
    return [
        f"{path}: {lines} lines; over {LONGEST} it is more than one thing, so divide it"
        for path, lines in lengths.items()
        if lines > LONGEST
    ]


def test_no_module_is_longer_than_300_lines() -> None:
    expect_none(too_long(python("src")))


def test_a_longer_module_is_noticed() -> None:
    assert too_long({"src/filiform/a.py": "a\n" * 301, "src/filiform/b.py": "b\n" * 300})[
        0
    ].startswith("src/filiform/a.py: 301 lines")
