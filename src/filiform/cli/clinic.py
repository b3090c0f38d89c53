"""`filiform demo`, `serve` and `audit verify`: they start the service, which needs Django and is loaded only here."""

import importlib
from types import ModuleType
from typing import Annotated

import typer

from filiform.cli.failure import stop

audit = typer.Typer(help="The audit trail of the clinic.", no_args_is_help=True)
Port = Annotated[int, typer.Option(min=1, max=65535, envvar="PORT", help="The port on 127.0.0.1.")]


def demo(port: Port = 8000) -> None:
    """Set up a clinic with made-up patients and open it at 127.0.0.1."""
    _service().demo(port)


def serve(port: Port = 8000) -> None:
    """Serve the clinic of DATABASE_URL, or of the data folder."""
    _service().serve(port)


@audit.command("verify")
def verify() -> None:
    """Check that no event of the audit trail was changed, removed or put in between."""
    raise typer.Exit(_service().verify_audit())


def _service() -> ModuleType:
    try:
        return _import_service()
    except ModuleNotFoundError as missing:
        if (missing.name or "").split(".")[0] == "filiform":
            raise
        what = f"`{missing.name}` is not installed; get it with: pip install 'filiform[clinic]'"
        stop("the clinic", what)


def _import_service() -> ModuleType:
    return importlib.import_module("filiform.clinic.service")
