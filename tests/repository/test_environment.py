"""The runner of the tests is tested too: what it must never do is call nothing a success."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.environment.check import steps
from tests.environment.outcome import Outcome, read_outcome
from tests.environment.run import Suite, run, suites, summary
from tests.repository.tree import expect_none, files

REPORT = """<testsuites><testsuite>
<testcase classname="tests.unit.test_a" name="test_one"/>
<testcase classname="tests.unit.test_a" name="test_two"><failure message="no">no</failure></testcase>
<testcase classname="tests.unit.test_a" name="test_three"><skipped message="no shared records"/></testcase>
</testsuite></testsuites>"""


def test_a_report_is_summed_up_with_the_reason_of_each_skip(tmp_path: Path) -> None:
    (tmp_path / "report.xml").write_text(REPORT)
    outcome = read_outcome("SQLite", tmp_path / "report.xml", 1, ("unit",))
    assert outcome.passed == 1
    assert outcome.problems == ("[SQLite] tests.unit.test_a.test_two",)
    assert outcome.skipped == ("[SQLite] tests.unit.test_a.test_three: no shared records",)
    assert summary([outcome], 0).endswith("1 passed, 1 failed, 1 skipped")


def test_a_folder_that_collects_nothing_has_failed(tmp_path: Path) -> None:
    (tmp_path / "report.xml").write_text(REPORT)
    outcome = read_outcome("SQLite", tmp_path / "report.xml", 0, ("unit", "laws"))
    assert "[SQLite] tests/laws collected nothing" in outcome.problems


def test_a_suite_that_ends_without_a_report_has_failed(tmp_path: Path) -> None:
    assert read_outcome("SQLite", tmp_path / "none.xml", 3, ()).problems


def test_a_suite_whose_folder_is_missing_has_failed() -> None:
    assert run(Suite("SQLite", ("nowhere",)), []) == Outcome.broken(
        "SQLite", "no folder tests/nowhere"
    )


@pytest.mark.parametrize("only", ["unit", "clinic", "postgresql", "journeys"])
def test_one_suite_can_be_asked_for(only: str) -> None:
    assert len(suites([only])) == 1


def test_the_clinic_runs_on_both_databases_and_the_journeys_in_a_browser() -> None:
    assert [(suite.name, "clinic" in suite.folders) for suite in suites([])] == [
        ("SQLite", True),
        ("PostgreSQL", True),
        ("Chromium", False),
    ]


def test_every_file_of_tests_belongs_to_a_suite() -> None:
    run_by_a_suite = tuple(f"tests/{folder}/" for suite in suites([]) for folder in suite.folders)
    expect_none(
        f"{path}: no suite of tests/environment/run.py runs it"
        for path in files("tests")
        if path.rpartition("/")[2].startswith("test_") and not path.startswith(run_by_a_suite)
    )


def test_make_check_looks_at_contracts_migrations_templates_and_types() -> None:
    named = {step.name for step in steps()}
    assert named >= {
        "import contracts",
        "migrations",
        "templates",
        "types",
        "docs drift",
        "knowledge",
    }
