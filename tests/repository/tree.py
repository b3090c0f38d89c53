"""The files of this repository, as the guards read them."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
STAGES = ("screening", "assessment", "planning", "needling", "aftercare", "outcomes")
APPS = (
    "home",
    "library",
    "exchange",
    "safety",
    *reversed(STAGES),
    "episode",
    "supplies",
    "people",
    "accounts",
    "audit",
    "ui",
)


@cache
def files(under: str = "") -> tuple[str, ...]:
    """Paths under version control or about to be, relative to the root, in order."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", under or "."],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return tuple(sorted(name for name in listed.stdout.split("\0") if (ROOT / name).is_file()))


@cache
def texts(under: str = "") -> dict[str, str]:
    """Every text file below a folder, by its path; what is not UTF-8 is not text."""
    found = {}
    for name in files(under):
        try:
            found[name] = (ROOT / name).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
    return found


def expect_none(found: Iterable[str]) -> None:
    """Fail with every message found, one a line, and no more than that."""
    if messages := list(found):
        pytest.fail("\n".join(["", *messages]), pytrace=False)


def python(under: str) -> dict[str, str]:
    """Every Python file below a folder, by its path."""
    return {name: text for name, text in texts(under).items() if name.endswith(".py")}


def imports(source: str) -> Iterator[tuple[int, str]]:
    """Each module or name that a source imports, with its line; what only type checkers see is left out."""
    tree = ast.parse(source)
    unseen = {
        id(node)
        for block in ast.walk(tree)
        if isinstance(block, ast.If) and "TYPE_CHECKING" in ast.unparse(block.test)
        for node in ast.walk(block)
    }
    for node in ast.walk(tree):
        if id(node) in unseen:
            continue
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)
