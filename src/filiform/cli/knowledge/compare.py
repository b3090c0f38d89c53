"""`filiform knowledge diff`: what one version of the library says otherwise than another."""

from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer
from rich.console import Console
from rich.text import Text

from filiform.cli.knowledge.loading import AsJson, load, load_version
from filiform.knowledge.difference import Difference, FieldChange, difference


def diff(
    before: Annotated[
        Path, typer.Argument(help="A folder of YAML files, or a file of `knowledge export`.")
    ],
    after: Annotated[
        Path | None, typer.Argument(help="The same; the library that ships unless given.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Show what changed between two versions of the library: concepts added, removed and changed."""
    old = load_version(before)
    new = load() if after is None else load_version(after)
    found = difference(old, new)
    if as_json:
        typer.echo(msgspec.json.format(msgspec.json.encode(found)).decode())
        return
    console = Console(highlight=False)
    for line in _lines(found):
        console.print(line, soft_wrap=True)


def _lines(found: Difference) -> list[Text]:
    counts = f"{len(found.added)} added, {len(found.removed)} removed, {len(found.changed)} changed"
    lines = [Text(f"{found.before} → {found.after}: {counts}", style="bold")]
    lines += [Text(f"- {name}", style="red") for name in found.removed]
    lines += [Text(f"+ {name}", style="green") for name in found.added]
    for change in found.changed:
        lines.append(Text(f"~ {change.concept}", style="yellow"))
        lines += [_field(field) for field in change.fields]
    return lines


def _field(change: FieldChange) -> Text:
    return Text(f"    {change.field}: {_shown(change.before)} → {_shown(change.after)}")


def _shown(value: Any) -> str:
    return "nothing" if value is None else str(value)
