"""`filiform knowledge check | list | show`: look into the library, and find every fault in it."""

from collections import Counter
from pathlib import Path
from typing import Annotated

import msgspec
import typer
import yaml
from rich.console import Console
from rich.syntax import Syntax
from rich.table import Table
from rich.text import Text

from filiform.cli.failure import stop
from filiform.kernel.identifier import nearest
from filiform.knowledge.library import BrokenLibrary, Library, UnknownConcept, load_library
from filiform.knowledge.model import KINDS
from filiform.knowledge.model.concept import Concept

app = typer.Typer(
    help="The knowledge library: what Filiform says, and where it comes from.", no_args_is_help=True
)
Folder = Annotated[
    Path | None, typer.Option("--folder", help="Another library than the one that ships.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@app.command("check")
def check(folder: Folder = None) -> None:
    """Read the whole library and list every fault with its file and line."""
    library = load(folder)
    kinds = Counter(_kind(concept) for concept in library)
    Console(highlight=False).print(
        f"[green]✓[/] {len(library)} concepts of {len(kinds)} kinds, no faults; version {library.version}"
    )


@app.command("list")
def list_concepts(
    kind: Annotated[
        str, typer.Argument(help="A folder such as screening/findings; none for all kinds.")
    ] = "",
    folder: Folder = None,
    as_json: AsJson = False,
) -> None:
    """List the kinds of concept, or the concepts of one kind."""
    library = load(folder)
    kind = kind.strip("/")
    if kind and kind not in KINDS:
        near = nearest(kind, KINDS)
        hint = (
            f"; did you mean {' or '.join(near)}?"
            if near
            else f"; kinds: {', '.join(sorted(KINDS))}"
        )
        stop(kind, f"there is no such kind{hint}")
    if kind:
        rows = [(concept.id, concept.label) for concept in library if _kind(concept) == kind]
    else:
        rows = [(name, str(count)) for name, count in sorted(Counter(map(_kind, library)).items())]
    _print_rows(
        rows, "concept" if kind else "kind", "label" if kind else "concepts", as_json=as_json
    )


@app.command("show")
def show(
    identifier: Annotated[
        str, typer.Argument(help="For example screening/precautions/anticoagulant.")
    ],
    folder: Folder = None,
    as_json: AsJson = False,
) -> None:
    """Show one concept whole: what it says, its citations and how far it was reviewed."""
    try:
        concept = load(folder).get(identifier.removesuffix(".yaml"), Concept)
    except UnknownConcept as unknown:
        stop(identifier, str(unknown))
    content = msgspec.to_builtins(concept)
    if as_json:
        typer.echo(msgspec.json.format(msgspec.json.encode(content)).decode())
        return
    console = Console(highlight=False)
    console.print(Text(concept.label, style="bold"), Text(concept.id, style="dim"), sep="\n")
    shown = yaml.safe_dump(content, sort_keys=False, allow_unicode=True, width=96)
    console.print(
        Syntax(shown, "yaml", theme="ansi_dark", background_color="default", word_wrap=True)
    )


def load(folder: Path | None = None) -> Library:
    """The library, or the end of the command with every fault on standard error."""
    try:
        return load_library(folder)
    except BrokenLibrary as broken:
        stop(
            "the knowledge library",
            f"{len(broken.faults)} faults\n" + "\n".join(map(str, broken.faults)),
        )


def _kind(concept: Concept) -> str:
    return concept.id.rsplit("/", 1)[0]


def _print_rows(rows: list[tuple[str, str]], left: str, right: str, *, as_json: bool) -> None:
    if as_json:
        typer.echo(msgspec.json.encode([{left: name, right: value} for name, value in rows]))
        return
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column(left, no_wrap=True)
    table.add_column(right)
    for name, value in rows:
        table.add_row(name, value)
    Console(highlight=False).print(table)
