"""A progress bar over the bytes of a file, on a terminal only, and gone when the command is done."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn


@contextmanager
def progress_over(path: Path) -> Iterator[BinaryIO]:
    """The opened file; reading it moves a bar on standard error if that is a terminal.

    Raises:
        OSError: when the file cannot be opened.
    """
    console = Console(stderr=True)
    columns = (
        TextColumn("[bold]Screening[/]"),
        BarColumn(),
        DownloadColumn(),
        TimeRemainingColumn(),
    )
    with path.open("rb") as file:
        if not console.is_terminal:
            yield file
            return
        with Progress(*columns, console=console, transient=True) as progress:
            yield progress.wrap_file(file, total=path.stat().st_size)
