"""`filiform knowledge`: check, list and show; and the commands that start the service."""

import json
from pathlib import Path
from types import SimpleNamespace

import pytest
from typer.testing import CliRunner

from filiform import __version__
from filiform.cli import app, clinic
from tests.unit.interop.a_record import library


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, list(arguments))
    return result.exit_code, result.stdout, result.stderr


def test_a_sound_library_is_counted_with_its_version() -> None:
    code, out, _ = run("knowledge", "check")
    assert code == 0
    assert f"{len(library())} concepts" in out
    assert library().version in out


def test_every_fault_of_a_library_is_listed_with_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "anatomy" / "areas").mkdir(parents=True)
    (tmp_path / "anatomy" / "areas" / "arm.yaml").write_text("label: Arm\ncolour: red\n")
    (tmp_path / "stray.yaml").write_text("label: Stray\n")
    code, _, error = run("knowledge", "check", "--folder", str(tmp_path))
    assert code == 2
    assert "anatomy/areas/arm.yaml:2" in error
    assert "stray.yaml:1" in error


def test_kinds_and_concepts_are_listed() -> None:
    assert "terminology" in run("knowledge", "list")[1]
    code, out, _ = run("knowledge", "list", "screening/findings", "--json")
    assert code == 0
    assert "screening/findings/anticoagulant" in {row["concept"] for row in json.loads(out)}


def test_concepts_are_listed_by_review_status() -> None:
    code, out, _ = run(
        "knowledge", "list", "--status", "unreviewed", "--kind", "anatomy/muscles", "--json"
    )
    rows = json.loads(out)
    assert code == 0
    assert rows
    assert {row["status"] for row in rows} == {"unreviewed"}
    assert all(row["concept"].startswith("anatomy/muscles/") for row in rows)


def test_a_review_that_is_due_fails_the_check_unless_that_is_allowed() -> None:
    assert run("knowledge", "check", "--on", "2999-01-01")[0] == 2
    code, out, error = run("knowledge", "check", "--on", "2999-01-01", "--allow-due")
    assert code == 0
    assert "reviews due" in out
    assert "its review was due on" in error


def test_the_check_is_told_as_json() -> None:
    told = json.loads(run("knowledge", "check", "--on", "2026-01-01", "--json")[1])
    assert told["problems"] == []
    assert told["concepts"] == sum(told["kinds"].values()) == len(library())


def test_the_library_differs_from_its_own_export_in_nothing(tmp_path: Path) -> None:
    file = tmp_path / "library.json"
    assert run("knowledge", "export", "-o", str(file))[0] == 0
    code, out, _ = run("knowledge", "diff", str(file))
    assert code == 0
    assert "0 added, 0 removed, 0 changed" in out


def test_a_change_is_shown_by_concept_and_field(tmp_path: Path) -> None:
    document = json.loads(run("knowledge", "export")[1])
    document["concepts"]["anatomy/areas"]["anatomy/areas/shoulder"]["label"] = "Upper arm joint"
    file = tmp_path / "older.json"
    file.write_text(json.dumps(document))
    assert "label: Upper arm joint → Shoulder" in run("knowledge", "diff", str(file))[1]
    (change,) = json.loads(run("knowledge", "diff", str(file), "--json")[1])["changed"]
    assert change["concept"] == "anatomy/areas/shoulder"


def test_what_is_no_version_of_a_library_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "no.json"
    assert "cannot be read" in run("knowledge", "diff", str(file))[2]
    file.write_text("[]")
    code, _, error = run("knowledge", "diff", str(file))
    assert code == 2
    assert "no export" in error
    assert "no such folder" in run("knowledge", "check", "--folder", str(tmp_path / "none"))[2]


def test_the_muscles_are_exported_as_csv_and_the_schema_as_json() -> None:
    assert run("knowledge", "export", "--format", "csv")[1].startswith("id,label,latin,")
    assert json.loads(run("knowledge", "export", "--format", "schema")[1])["$schema"]


def test_an_unknown_kind_is_refused_with_the_kinds_there_are() -> None:
    code, _, error = run("knowledge", "list", "screening/finding")
    assert code == 2
    assert "screening/findings" in error


def test_a_concept_is_shown_whole() -> None:
    code, out, _ = run("knowledge", "show", "screening/precautions/anticoagulant")
    assert code == 0
    assert "citations" in out
    shown = json.loads(run("knowledge", "show", "screening/precautions/anticoagulant", "--json")[1])
    assert shown["review"]["status"] == "unreviewed"


def test_an_unknown_concept_is_refused_with_the_nearest() -> None:
    code, _, error = run("knowledge", "show", "screening/precautions/anticoagulent")
    assert code == 2
    assert "did you mean screening/precautions/anticoagulant" in error


def test_the_version_is_shown() -> None:
    assert __version__ in run("--version")[1]


@pytest.mark.parametrize("command", [["demo"], ["serve"], ["audit", "verify"]])
def test_a_command_of_the_service_says_what_to_install_without_django(
    command: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing() -> None:
        raise ModuleNotFoundError("No module named 'django'", name="django")

    monkeypatch.setattr(clinic, "_import_service", missing)
    code, _, error = run(*command)
    assert code == 2
    assert "pip install 'filiform[clinic]'" in error


@pytest.mark.parametrize("broken_chains", [0, 1])
def test_verifying_the_audit_trail_ends_with_what_the_service_found(
    broken_chains: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    service = SimpleNamespace(verify_audit=lambda: broken_chains)
    monkeypatch.setattr(clinic, "_import_service", lambda: service)
    assert run("audit", "verify")[0] == broken_chains
