"""`make bench`: measures every budget, prints a table, and keeps it in docs/reference/performance.md."""

import importlib
import pkgutil
import platform
import sys
from datetime import datetime
from pathlib import Path

from rich.console import Console
from rich.table import Table

import benchmarks
from benchmarks.measurement import Measurement

_KEPT_IN = Path(__file__).parent.parent / "docs" / "reference" / "performance.md"
_HEADER = ("what", "measured", "goal", "beside", "")


def main(wanted: list[str]) -> int:
    """Runs the named budgets (`screening`), or all of them; fails when a goal is missed."""
    modules = [
        one.name
        for one in pkgutil.iter_modules(benchmarks.__path__)
        if not wanted or one.name in wanted
    ]
    measured: list[Measurement] = []
    for name in modules:
        module = importlib.import_module(f"benchmarks.{name}")
        if hasattr(module, "measure"):
            print(f"{name} …", flush=True)
            measured += module.measure()
    _print(measured)
    if not wanted:
        _keep(measured)
    return 1 if any(one.is_met is False for one in measured) else 0


def _row(one: Measurement) -> tuple[str, str, str, str, str]:
    mark = {True: "✓", False: "✗", None: ""}[one.is_met]
    return one.what, one.figure, one.goal, one.beside, mark


def _print(measured: list[Measurement]) -> None:
    table = Table(*_HEADER, box=None, padding=(0, 2, 0, 0), header_style="bold")
    for one in measured:
        table.add_row(*_row(one))
    Console(highlight=False, width=150).print(table)


def _keep(measured: list[Measurement]) -> None:
    lines = [
        "# Performance, last measured",
        "",
        f"Written by `make bench` on {datetime.now().astimezone().date()}, Python {platform.python_version()}, {platform.machine()}.",
        "",
        "| " + " | ".join(_HEADER) + " |",
        "|" + "---|" * len(_HEADER),
        *("| " + " | ".join(_row(one)) + " |" for one in measured),
        "",
    ]
    _KEPT_IN.parent.mkdir(parents=True, exist_ok=True)
    _KEPT_IN.write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
