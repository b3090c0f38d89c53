"""`filiform rank FINDINGS.json`: which muscles the findings speak for, why, and what to examine next."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from filiform.cli.failure import stop
from filiform.cli.findings import load_findings
from filiform.cli.knowledge.loading import load
from filiform.clinical.ranking.vocabulary import vocabulary
from filiform.kernel.side import Side
from filiform.knowledge.library import Library
from filiform.knowledge.model.concept import Concept

if TYPE_CHECKING:  # NumPy takes a moment to load, and only a ranking needs it
    from filiform.clinical.ranking.ranking import Because, NextExamination, RankedMuscle, Ranking

_REASONS_SHOWN = 4


def rank_findings(
    findings: Annotated[
        Path | None, typer.Argument(help="A JSON file of findings; - for standard input.")
    ] = None,
    top: Annotated[int, typer.Option("--top", min=1, help="How many muscles to name.")] = 10,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    words: Annotated[
        bool,
        typer.Option(
            "--vocabulary", help="List every region, movement and muscle that findings name."
        ),
    ] = False,
) -> None:
    """Rank muscles by how well their trigger points would explain what was found.

    Probabilities, never a diagnosis. A red flag is not ranked away: then nothing is ranked, and the
    command says to refer. Exit code 2 when the findings cannot be used; standard error says why and where.
    """
    library = load()
    if words:
        _print_vocabulary(library, as_json=as_json)
        return
    if findings is None:
        stop("FINDINGS", "name a JSON file of findings, or - for standard input")
    from filiform.clinical.ranking.ranking import rank

    ranking = rank(load_findings(findings, library), library, top)
    if as_json:
        typer.echo(msgspec.json.format(msgspec.json.encode(ranking)).decode())
    else:
        _print(ranking, library)


def _print(ranking: "Ranking", library: Library) -> None:
    console = Console(highlight=False)
    for one in ranking.warnings:
        style = "bold red" if one.refer else "yellow" if one.action else "dim"
        said = f"{one.sentence} {one.action}" if one.refer else f"{one.sentence} {one.question}"
        console.print(
            Text(f"{'Refer: ' if one.refer else ''}{said.strip()}", style=style), soft_wrap=True
        )
    if ranking.refers:
        return
    console.print(_muscles(ranking.muscles, library))
    if ranking.other_sources:
        first = ranking.other_sources[0]
        place = _named(first.area, first.side, library)
        console.print(
            f"Another source, such as a joint or a nerve: {place} {first.probability:.0%}"
        )
    if ranking.examine_next:
        console.print(Text("Examine next", style="bold"))
        for told in ranking.examine_next:
            console.print(
                f"  {_examination(told, library)}  {told.expected_information_bits:.2f} bits"
            )


def _muscles(muscles: "tuple[RankedMuscle, ...]", library: Library) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    for name in ("muscle", "probability", "because"):
        table.add_column(name)
    for one in muscles:
        because = ", ".join(_because(reason, library) for reason in one.because[:_REASONS_SHOWN])
        table.add_row(_named(one.muscle, one.side, library), f"{one.probability:.1%}", because)
    return table


def _because(reason: "Because", library: Library) -> str:
    absent = "" if reason.present else "no "
    kind = reason.kind.value.replace("_", " ")
    about = library.get(reason.about, Concept).label
    return f"{absent}{kind}: {about} (×{reason.likelihood_ratio:.2g})"


def _examination(told: "NextExamination", library: Library) -> str:
    return f"{told.examination.value}: {_named(told.about, told.side, library)}"


def _named(identifier: str, side: Side, library: Library) -> str:
    label = library.get(identifier, Concept).label
    return label if side is Side.MIDLINE else f"{label}, {side.value}"


def _print_vocabulary(library: Library, *, as_json: bool) -> None:
    listed = vocabulary(library)
    if as_json:
        typer.echo(msgspec.json.format(msgspec.json.encode(listed)).decode())
        return
    console = Console(highlight=False)
    for heading, terms in msgspec.structs.asdict(listed).items():
        table = Table(title=heading, title_justify="left", box=None, padding=(0, 2, 0, 0))
        for name in ("id", "label", "sides"):
            table.add_column(name, no_wrap=name == "id")
        for term in terms:
            table.add_row(term.id, term.label, ", ".join(term.sides))
        console.print(table)
