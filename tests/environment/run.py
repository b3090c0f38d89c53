"""`make test`: sets up what the tests need, runs every suite, and says what failed and what was skipped.

Three suites, each in a process of its own: everything on SQLite, the clinic again on a real PostgreSQL,
the journeys in a real Chromium. All of them run even when one fails. A suite that collects nothing has
failed: a folder of tests that nobody runs must not look like a folder of tests that pass.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.environment import chromium
from tests.environment.outcome import Outcome, read_outcome
from tests.environment.postgresql import postgresql

ROOT = Path(__file__).parents[2]
FOLDERS = ("unit", "cases", "laws", "reference", "evaluation", "repository", "clinic")


@dataclass(frozen=True)
class Suite:
    """Folders of tests that run in one process, and the machine they need."""

    name: str
    folders: tuple[str, ...]
    needs: str = "sqlite"


def suites(only: list[str]) -> list[Suite]:
    """The suites to run: all of them, or those narrowed to the folders (or `postgresql`) named."""
    here = tuple(folder for folder in FOLDERS if not only or folder in only)
    chosen = [Suite("SQLite", here)] if here else []
    if not only or "postgresql" in only:
        chosen.append(Suite("PostgreSQL", ("clinic",), "postgresql"))
    if not only or "journeys" in only:
        chosen.append(Suite("Chromium", ("journeys",), "chromium"))
    return chosen


@contextmanager
def environment(suite: Suite) -> Iterator[dict[str, str]]:
    """The variables under which a suite runs, with its server or its browser set up."""
    given = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    if suite.needs == "postgresql":
        with postgresql() as address:
            yield given | {"DATABASE_URL": address}
    elif suite.needs == "chromium":
        yield given | chromium.environment()
    else:
        yield given


def run(suite: Suite, arguments: list[str]) -> Outcome:
    """Run one suite and read what came of it; a suite that could not start is a failure, not an end."""
    folders = [f"tests/{folder}" for folder in suite.folders]
    print(f"\n── {suite.name}: {' '.join(folders)}", flush=True)
    if absent := [folder for folder in folders if not (ROOT / folder).is_dir()]:
        return Outcome.broken(suite.name, f"no folder {', '.join(absent)}")
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        command = [sys.executable, "-m", "pytest", *folders, f"--junit-xml={report}", *arguments]
        try:
            with environment(suite) as variables:
                status = subprocess.run(command, cwd=ROOT, env=variables).returncode
        except RuntimeError as missing:
            return Outcome.broken(suite.name, str(missing))
        narrowed = bool(arguments)
        return read_outcome(suite.name, report, status, () if narrowed else suite.folders)


def summary(outcomes: list[Outcome], seconds: float) -> str:
    """What was skipped and why, what broke, and a last line with the sums."""
    skipped = [line for outcome in outcomes for line in outcome.skipped]
    problems = [line for outcome in outcomes for line in outcome.problems]
    lines = ["", f"── all suites, {seconds:.0f} s"]
    lines += [f"skipped  {line}" for line in skipped] or ["nothing was skipped"]
    lines += [f"FAILED   {line}" for line in problems]
    passed = sum(outcome.passed for outcome in outcomes)
    return "\n".join([*lines, f"{passed} passed, {len(problems)} failed, {len(skipped)} skipped"])


def main() -> int:
    """Exit 0 when every suite ran, at least one test passed and nothing failed."""
    parser = argparse.ArgumentParser(prog="make test", description=__doc__)
    known = (*FOLDERS, "postgresql", "journeys")
    parser.add_argument("--only", default="", help=f"some of: {', '.join(known)}")
    options, arguments = parser.parse_known_args()
    only = [name for name in options.only.split(",") if name]
    if unknown := set(only) - set(known):
        parser.error(f"no suite {', '.join(sorted(unknown))}; there are {', '.join(known)}")
    # Ended from outside, the database server still has to be stopped.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    began = time.monotonic()
    outcomes = [run(suite, arguments) for suite in suites(only)]
    print(summary(outcomes, time.monotonic() - began), flush=True)
    ran = any(outcome.passed for outcome in outcomes)
    return int(not ran or any(outcome.problems for outcome in outcomes))


if __name__ == "__main__":
    sys.exit(main())
