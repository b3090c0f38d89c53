"""How a command fails: what, where and what to do on standard error, and exit code 2."""

from typing import NoReturn

import typer
from rich.console import Console
from rich.text import Text

UNUSABLE = 2
BROKEN_PIPE = 141  # as a shell reports a program that SIGPIPE ended


def failed(where: str, problem: str) -> None:
    """Says on standard error what could not be used."""
    line = Text.assemble(("✗ ", "bold red"), (where, "bold"), ": ", problem)
    Console(stderr=True, highlight=False).print(line, soft_wrap=True)


def stop(where: str, problem: str) -> NoReturn:
    """Says what could not be used, and ends the command."""
    failed(where, problem)
    raise typer.Exit(UNUSABLE)
