"""The page of the command line, written from the commands themselves."""

from typing import Any

from typer.main import get_command

from filiform.cli import app


def page() -> str:
    """Every command with its arguments, options and what it says of itself."""
    lines = ["# The command line", "", "<!-- written by `make docs` -->", ""]
    for name, command in _commands(get_command(app), "filiform"):
        lines += [f"## {name}", "", _text(command.help), "", *_parameters(command), ""]
    return "\n".join(lines)


def _commands(group: Any, prefix: str) -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = []
    for name, command in sorted(group.commands.items()):
        if getattr(command, "commands", None):
            found += _commands(command, f"{prefix} {name}")
        elif not command.hidden:
            found.append((f"{prefix} {name}", command))
    return found


def _parameters(command: Any) -> list[str]:
    rows = []
    for parameter in command.params:
        if getattr(parameter, "hidden", False):
            continue
        names = (
            ", ".join(parameter.opts)
            if parameter.param_type_name == "option"
            else parameter.name.upper()
        )
        rows.append(f"- `{names}`: {_text(getattr(parameter, 'help', '')) or 'see above'}")
    return rows


def _text(help_text: str | None) -> str:
    return " ".join((help_text or "").split())
