"""What a person can type or set is written down where a person looks for it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from tests.repository.tree import expect_none, python, texts

OURS = re.compile(r"FILIFORM_[A-Z_]+|DATABASE_URL")


def documentation() -> str:
    """README and the pages of docs/ as one text."""
    pages = texts("README.md") | texts("docs")
    return "\n".join(text for name, text in sorted(pages.items()) if name.endswith(".md"))


def undocumented(words: Iterable[str], pages: str) -> list[str]:
    """One message for each word that no page names."""
    return [
        f"“{word}” is in no page: describe it in README.md or docs/reference/"
        for word in words
        if word not in pages
    ]


def settings(sources: Mapping[str, str]) -> set[str]:
    """Names of variables that the sources read from the environment."""
    return {name for text in sources.values() for name in _environment(ast.parse(text))}


def _environment(tree: ast.AST) -> Iterator[str]:
    """What `os.environ` and `os.getenv` are asked for, and every text that is a variable of ours."""
    for node in ast.walk(tree):
        match node:
            case ast.Constant(value=str(name)) if OURS.fullmatch(name):
                yield name
            case ast.Subscript(value=source, slice=ast.Constant(value=str(name))):
                if ast.unparse(source).endswith("environ"):
                    yield name
            case ast.Call(func=reader, args=[ast.Constant(value=str(name)), *_]):
                if ast.unparse(reader).endswith(("environ.get", "environ.pop", "getenv")):
                    yield name


def commands(group: Any, prefix: str = "filiform") -> Iterator[str]:
    """Every command of a command line with its full name."""
    for name, command in getattr(group, "commands", {}).items():
        if getattr(command, "commands", None):
            yield from commands(command, f"{prefix} {name}")
        elif not command.hidden:
            yield f"{prefix} {name}"


def test_every_setting_is_documented() -> None:
    read = settings(python("src"))
    assert "DATABASE_URL" in read
    expect_none(undocumented(sorted(read), documentation()))


def test_every_command_is_documented() -> None:
    from typer.main import get_command

    from filiform.cli import app

    offered = sorted(commands(get_command(app)))
    assert "filiform screen" in offered
    expect_none(undocumented(offered, documentation()))


def test_a_setting_and_a_command_without_a_page_are_noticed() -> None:
    source = (
        "import os\nos.environ['ONE']\nos.environ.get('TWO', '')\nos.getenv('THREE')\n"
        "text('FILIFORM_FOUR')\nprint('FIVE')"
    )
    assert settings({"settings.py": source}) == {"ONE", "TWO", "THREE", "FILIFORM_FOUR"}
    assert len(undocumented(["ONE", "filiform screen"], "Set ONE to 1.")) == 1
