"""`filiform …`: the command line, thin over the science. One module a group of commands."""

from typing import Annotated

import typer

from filiform import __version__
from filiform.cli import clinic, draw, knowledge, ledger, rank, score, screen, simulate

app = typer.Typer(
    name="filiform",
    help="Dry needling from “is it right for me?” to “did it work?”",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)
app.command("screen")(screen.screen_record)
app.command("score")(score.score_instrument)
app.command("rank")(rank.rank_findings)
app.command("draw")(draw.draw_findings)
app.command("ledger")(ledger.count_needles)
app.command("simulate")(simulate.simulate_needling)
app.add_typer(knowledge.app, name="knowledge")
app.command("demo")(clinic.demo)
app.command("serve")(clinic.serve)
app.add_typer(clinic.audit, name="audit")


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"filiform {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_version, is_eager=True, help="Show the version and stop."
        ),
    ] = False,
) -> None:
    """Dry needling from “is it right for me?” to “did it work?”"""


def main() -> None:
    """Runs the command line; the entry point `filiform`."""
    app()
