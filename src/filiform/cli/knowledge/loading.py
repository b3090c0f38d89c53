"""Gets the library that a command is about, from the package, a folder or an export, or ends the command."""

from pathlib import Path
from typing import Annotated

import typer

from filiform.cli.failure import stop
from filiform.knowledge.exchange import UnusableExport, from_document
from filiform.knowledge.library import BrokenLibrary, Library, load_library

Folder = Annotated[
    Path | None, typer.Option("--folder", help="Another library than the one that ships.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def load(folder: Path | None = None) -> Library:
    """The library, or the end of the command with every fault on standard error."""
    if folder is not None and not folder.is_dir():
        stop(str(folder), "there is no such folder; a library is a folder of YAML files")
    try:
        return load_library(folder)
    except BrokenLibrary as broken:
        stop(
            "the knowledge library" if folder is None else str(folder),
            f"{len(broken.faults)} faults\n" + "\n".join(map(str, broken.faults)),
        )


def load_version(path: Path) -> Library:
    """A version of the library: a folder of YAML files, or a file that `knowledge export` wrote."""
    if path.is_dir():
        return load(path)
    try:
        return from_document(path.read_bytes())
    except OSError as error:
        stop(str(path), f"it cannot be read: {error.strerror}")
    except UnusableExport as error:
        stop(str(path), str(error))
