"""`filiform knowledge export`: the library as one JSON document, its JSON Schema, or the muscles as CSV."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from filiform.cli.failure import stop
from filiform.cli.knowledge.loading import Folder, load
from filiform.knowledge.exchange import schema, to_document
from filiform.knowledge.library import Library
from filiform.knowledge.muscle_table import muscle_table


class Form(StrEnum):
    """What is written."""

    JSON = "json"
    SCHEMA = "schema"
    CSV = "csv"


def export(
    form: Annotated[
        Form,
        typer.Option(
            "--format",
            help="json: everything; schema: the JSON Schema of that; csv: the muscles, one a row.",
        ),
    ] = Form.JSON,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="A file; standard output unless given.")
    ] = None,
    folder: Folder = None,
) -> None:
    """Write the library in a form that other programs read."""
    text = _text(form, load(folder))
    if output is None:
        typer.echo(text, nl=False)
        return
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        stop(str(output), f"it cannot be written: {error.strerror}")


def _text(form: Form, library: Library) -> str:
    if form is Form.CSV:
        return muscle_table(library)
    content = schema() if form is Form.SCHEMA else to_document(library)
    return msgspec.json.format(msgspec.json.encode(content), indent=1).decode() + "\n"
