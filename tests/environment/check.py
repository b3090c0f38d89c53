"""`make check`: everything that can be said about the tree without running a test, one line a step."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROGRAMS = Path(sys.executable).parent


@dataclass(frozen=True)
class Step:
    """A command, and the sentence that stands for it in the list."""

    name: str
    command: list[str]


def steps() -> list[Step]:
    """Every check, the quick ones first."""
    python = [sys.executable, "-W", "error::SyntaxWarning", "-m"]
    return [
        Step("lint", [_program("ruff"), "check", "--quiet", "--output-format", "concise", "."]),
        Step(
            "format",
            [_program("ruff"), "format", "--check", "--quiet", "--output-format", "concise", "."],
        ),
        Step("templates", [_program("djade"), "--check", "--target-version", "5.2", *_templates()]),
        Step("import contracts", [_program("lint-imports"), "--no-logo"]),
        Step("knowledge", [_program("filiform"), "knowledge", "check", "--allow-due"]),
        Step("Django", [*python, "django", "check", "--fail-level", "WARNING"]),
        Step("migrations", [*python, "django", "makemigrations", "--check", "--dry-run"]),
        Step("docs drift", [sys.executable, "docs/build.py", "--check"]),
        Step("types", [_program("mypy")]),
    ]


def _program(name: str) -> str:
    return str(PROGRAMS / name)


def _templates() -> list[str]:
    """Templates under version control or about to be; the vendored ones are not ours to format."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "src/**/*.html"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [name for name in listed.stdout.split() if "/vendor/" not in name]


def passes(step: Step) -> bool:
    """Run a step, print its line, and print what it said if it failed."""
    began = time.monotonic()
    variables = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.environment.settings"}
    done = subprocess.run(
        step.command,
        cwd=ROOT,
        env=variables,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    verdict = "FAILED" if done.returncode else "ok"
    print(f"{verdict:<7} {step.name:<18} {time.monotonic() - began:5.1f} s", flush=True)
    if done.returncode:
        print("        " + done.stdout.strip().replace("\n", "\n        "), flush=True)
    return done.returncode == 0


def main() -> int:
    """Exit 0 when every step passes; all of them run."""
    failed = [step.name for step in steps() if not passes(step)]
    print(f"make check: {'failed: ' + ', '.join(failed) if failed else 'all well'}")
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
