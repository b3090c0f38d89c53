"""`filiform knowledge list | show`: which concepts there are, and one of them whole."""

from collections import Counter
from typing import Annotated

import msgspec
import typer
import yaml
from rich.console import Console
from rich.syntax import Syntax
from rich.table import Table
from rich.text import Text

from filiform.cli.failure import stop
from filiform.cli.knowledge.loading import AsJson, Folder, load
from filiform.kernel.decision import ReviewStatus
from filiform.kernel.identifier import nearest
from filiform.knowledge.library import UnknownConcept
from filiform.knowledge.model import KINDS
from filiform.knowledge.model.concept import Cited, Concept

Row = dict[str, str]


def list_concepts(
    kind: Annotated[
        str, typer.Argument(help="A folder such as screening/findings; none for all kinds.")
    ] = "",
    kind_option: Annotated[str, typer.Option("--kind", help="The same, as an option.")] = "",
    status: Annotated[
        ReviewStatus | None, typer.Option("--status", help="Only what was reviewed so far.")
    ] = None,
    folder: Folder = None,
    as_json: AsJson = False,
) -> None:
    """List the kinds of concept, or the concepts of one kind or of one review status."""
    wanted = _known_kind((kind or kind_option).strip("/"))
    concepts = [
        one for one in load(folder) if wanted in ("", _kind(one)) and status in (None, _status(one))
    ]
    rows = [_row(one) for one in concepts] if wanted or status else _counts(concepts)
    if as_json:
        typer.echo(msgspec.json.encode(rows))
    else:
        _print(rows)


def _known_kind(kind: str) -> str:
    if kind and kind not in KINDS:
        near = nearest(kind, KINDS)
        hint = (
            f"did you mean {' or '.join(near)}?" if near else f"kinds: {', '.join(sorted(KINDS))}"
        )
        stop(kind, f"there is no such kind; {hint}")
    return kind


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


def _kind(concept: Concept) -> str:
    return concept.id.rsplit("/", 1)[0]


def _status(concept: Concept) -> ReviewStatus | None:
    return concept.review.status if isinstance(concept, Cited) else None


def _row(concept: Concept) -> Row:
    status = _status(concept)
    return {"concept": concept.id, "label": concept.label, "status": status.value if status else ""}


def _counts(concepts: list[Concept]) -> list[Row]:
    counts = Counter(map(_kind, concepts))
    return [{"kind": name, "concepts": str(count)} for name, count in sorted(counts.items())]


def _print(rows: list[Row]) -> None:
    console = Console(highlight=False)
    if not rows:
        console.print("nothing in the library is like that")
        return
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    for number, name in enumerate(rows[0]):
        table.add_column(name, no_wrap=number == 0)
    for row in rows:
        table.add_row(*row.values())
    console.print(table)
