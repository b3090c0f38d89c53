"""`filiform knowledge …`: look into the library, find every fault in it, compare it and take it elsewhere."""

import typer

from filiform.cli.knowledge import browse, check, compare, export
from filiform.cli.knowledge.loading import load

__all__ = ["app", "load"]

app = typer.Typer(
    help="The knowledge library: what Filiform says, and where it comes from.", no_args_is_help=True
)
app.command("check")(check.check)
app.command("list")(browse.list_concepts)
app.command("show")(browse.show)
app.command("diff")(compare.diff)
app.command("export")(export.export)
