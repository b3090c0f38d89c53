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
