"""`filiform knowledge check`: every fault of the library, and everything its editors should mend."""

from collections import Counter
from datetime import datetime
from typing import Annotated

import msgspec
import typer
from rich.console import Console

from filiform.cli.days import today
from filiform.cli.failure import UNUSABLE, failed
from filiform.cli.knowledge.loading import AsJson, Folder, load
from filiform.evidence.symmetry import misprint_faults
from filiform.knowledge.checks.editorial import Problem, problems
from filiform.knowledge.library import Library
from filiform.knowledge.model.evidence import EvidenceResult


def check(
    folder: Folder = None,
    on: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"], help="The day on which reviews may be due; today unless given."
        ),
    ] = None,
    allow_due: Annotated[
        bool, typer.Option("--allow-due", help="Tell of reviews that are due, without failing.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Read the whole library and list every fault with its file, and everything an editor should mend.

    Exit code 0 when the library is clean, 2 when it is not.
    """
    library = load(folder)
    found = [*problems(library, on.date() if on else today()), *_misprints(library)]
    failing = [one for one in found if not (one.is_due and allow_due)]
    if as_json:
        typer.echo(msgspec.json.format(msgspec.json.encode(_summary(library, found))).decode())
    else:
        _print(library, found, failing)
    if failing:
        raise typer.Exit(UNUSABLE)


def _misprints(library: Library) -> list[Problem]:
    """Printed intervals that cannot be right and were not declared, and the other way round."""
    return [Problem(*fault) for fault in misprint_faults(library.all(EvidenceResult))]


def _print(library: Library, found: list[Problem], failing: list[Problem]) -> None:
    for problem in found:
        failed(f"{problem.concept}.yaml", problem.problem)
    if failing:
        failed("the knowledge library", f"{len(failing)} problems in {len(library)} concepts")
        return
    kinds = {concept.id.rsplit("/", 1)[0] for concept in library}
    due = f", {len(found)} reviews due" if found else ""
    Console(highlight=False).print(
        f"[green]✓[/] {len(library)} concepts of {len(kinds)} kinds, no faults{due}; version {library.version}",
        soft_wrap=True,
    )


def _summary(library: Library, found: list[Problem]) -> dict[str, object]:
    counts = Counter(concept.id.rsplit("/", 1)[0] for concept in library)
    return {
        "version": library.version,
        "concepts": len(library),
        "kinds": dict(sorted(counts.items())),
        "problems": [problem._asdict() for problem in found],
    }
