"""What came of one pytest process, read from the JUnit report that it wrote."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

NOTHING_COLLECTED = 5
TESTS_FAILED = 1


@dataclass(frozen=True)
class Outcome:
    """How many tests passed, and one line for each that was skipped or failed."""

    passed: int = 0
    skipped: tuple[str, ...] = ()
    problems: tuple[str, ...] = field(default=())

    @classmethod
    def broken(cls, suite: str, reason: str) -> Outcome:
        """A suite that did not run counts as one failure."""
        return cls(problems=(f"[{suite}] {reason}",))


def read_outcome(suite: str, report: Path, status: int, folders: tuple[str, ...]) -> Outcome:
    """Sum a report up.

    `status` is pytest's exit status. Every one of `folders` must have contributed a test; pass none
    when the run was narrowed by arguments.
    """
    if not report.exists():
        return Outcome.broken(suite, f"pytest ended with status {status} before it wrote a report")
    cases = list(ElementTree.parse(report).iter("testcase"))
    skipped = [case for case in cases if case.find("skipped") is not None]
    failed = [c for c in cases if c.find("failure") is not None or c.find("error") is not None]
    problems = [f"[{suite}] {_name(case)}" for case in failed]
    for folder in folders:
        if not any(_name(case).startswith(f"tests.{folder}.") for case in cases):
            problems.append(f"[{suite}] tests/{folder} collected nothing")
    expected = (0, TESTS_FAILED) if folders else (0, TESTS_FAILED, NOTHING_COLLECTED)
    if status not in expected and not problems:
        problems.append(f"[{suite}] pytest ended with status {status}")
    return Outcome(
        passed=len({id(case) for case in cases} - {id(case) for case in (*skipped, *failed)}),
        skipped=tuple(f"[{suite}] {_name(case)}: {_reason(case)}" for case in skipped),
        problems=tuple(problems),
    )


def _name(case: ElementTree.Element) -> str:
    return f"{case.get('classname', '')}.{case.get('name', '')}".lstrip(".")


def _reason(case: ElementTree.Element) -> str:
    found = case.find("skipped")
    return (found.get("message") or "no reason given") if found is not None else ""
