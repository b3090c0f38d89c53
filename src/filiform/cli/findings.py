"""Gets the findings that a command is about, or ends it with every fault that they have."""

import sys
from pathlib import Path

import typer

from filiform.cli.failure import UNUSABLE, failed, stop
from filiform.clinical.findings import Findings, UnusableFindings, read_findings
from filiform.knowledge.library import Library


def load_findings(path: Path, library: Library) -> Findings:
    """The findings in a JSON file; `-` stands for standard input."""
    try:
        content = sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
    except OSError as error:
        stop(str(path), f"it cannot be read: {error.strerror}")
    try:
        return read_findings(content, library)
    except UnusableFindings as unusable:
        for fault in unusable.faults:
            failed(str(path), fault)
        raise typer.Exit(UNUSABLE) from None
